package dev.hiper.internal.http;

import dev.hiper.error.TransferException;
import dev.hiper.internal.transfer.Exchange;
import dev.hiper.internal.transfer.Leg;
import dev.hiper.internal.transfer.Protocol;
import dev.hiper.internal.transfer.Transfer;

/** The schemes {@code http} and {@code https}. */
public final class HttpProtocol implements Protocol {
    private final TokenSources tokens;

    /** @param tokens for Negotiate */
    public HttpProtocol(TokenSources tokens) {
        this.tokens = tokens;
    }

    /** Where {@code transfer} gets tokens for Negotiate. */
    static TokenSources tokens(Transfer transfer) {
        return transfer.protocol() instanceof HttpProtocol serving ? serving.tokens : TokenSources.kerberos();
    }

    @Override
    public boolean serves(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    @Override
    public void start(Transfer transfer) throws TransferException {
        Leg first = transfer.config().first();
        if (HttpSession.spare(transfer, first)) {
            transfer.forgetSession();
            transfer.startWith(first);
        } else {
            transfer.startWith(HttpSession.of(transfer).begin(first));
        }
    }

    @Override
    public boolean ready(Transfer transfer) throws TransferException {
        return !(transfer.session() instanceof HttpSession session)
                || session.authorization().readyForRequest();
    }

    @Override
    public Exchange exchange(Transfer transfer) throws TransferException {
        Exchange earlier = transfer.exchange();
        Http1Exchange exchange = earlier instanceof Http1Exchange again ? again : new Http1Exchange(transfer);
        exchange.prepare();
        return exchange;
    }
}
