package dev.hiper.internal.connect;

import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TlsSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options in the making, beginning with libcurl's defaults. */
final class Wishes {
    Resolver.Family family = Resolver.Family.ANY;
    List<String> resolve = List.of();
    List<String> connectTo = List.of();

    @Nullable
    String unixPath;

    @Nullable
    String localInterface;

    int localPort;
    int localPortRange = 1;
    boolean noDelay = true;
    long maxAgeSeconds = 118;
    long maxLifetimeSeconds = 86_400;
    TlsSettings tls = tls(null);
    SocketHooks hooks = new ScriptedHooks();

    ConnectOptions options() {
        return new ConnectOptions(
                family,
                60,
                false,
                resolve,
                connectTo,
                unixPath,
                new SocketRequest.Options(noDelay, false, 60, 60, 9, localInterface, localPort, localPortRange),
                200,
                300_000,
                tls,
                false,
                false,
                0,
                maxAgeSeconds,
                maxLifetimeSeconds,
                60_000,
                hooks);
    }

    static TlsSettings tls(@Nullable String caFile) {
        return new TlsSettings(
                true, true, caFile, null, null, null, 0, 0, null, null, null, List.of("http/1.1"), true, false);
    }
}
