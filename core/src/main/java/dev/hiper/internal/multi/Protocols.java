package dev.hiper.internal.multi;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.http.HttpProtocol;
import dev.hiper.internal.http.TokenSources;
import dev.hiper.internal.transfer.Protocol;
import dev.hiper.internal.transfer.TransferConfig;
import java.util.List;

/** The protocols of this engine. A new one is a package and a line here. */
final class Protocols {
    private final List<Protocol> all;

    Protocols(TokenSources tokens) {
        all = List.of(new HttpProtocol(tokens));
    }

    /** The protocol that serves the URL of {@code config}. */
    Protocol of(TransferConfig config) throws TransferException {
        TransferException urlError = config.urlError();
        if (urlError != null) {
            throw urlError;
        }
        String scheme = config.scheme();
        for (int i = 0; i < all.size(); i++) {
            Protocol protocol = all.get(i);
            if (protocol.serves(scheme)) {
                if (!config.protocols().contains(scheme)) {
                    throw new TransferException(
                            ResultCode.UNSUPPORTED_PROTOCOL,
                            "Protocol \"" + scheme + "\" is disabled by PROTOCOLS_STR");
                }
                return protocol;
            }
        }
        throw new TransferException(ResultCode.UNSUPPORTED_PROTOCOL, "Protocol \"" + scheme + "\" is not supported");
    }
}
