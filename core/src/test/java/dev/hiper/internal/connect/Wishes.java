package dev.hiper.internal.connect;

import dev.hiper.internal.dns.NameServer;
import dev.hiper.internal.proxy.HaProxy;
import dev.hiper.internal.proxy.ProxySettings;
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

    @Nullable
    ProxySettings proxy;

    HaProxy haProxy = HaProxy.OFF;
    int addressScope;

    @Nullable
    NameServer nameServer;

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
                hooks,
                proxy,
                haProxy,
                addressScope,
                nameServer);
    }

    static TlsSettings tls(@Nullable String caFile) {
        return tls(true, true, caFile, null);
    }

    /** As {@link #tls(String)}, with other trust. */
    static TlsSettings tls(boolean verifyPeer, boolean verifyHost, @Nullable String caFile, @Nullable String pin) {
        TlsSettings.Authorities authorities = new TlsSettings.Authorities(caFile, null, null, false, true, -1);
        return new TlsSettings(
                new TlsSettings.Trust(verifyPeer, verifyHost, authorities, null, null, null, pin),
                null,
                null,
                0,
                0,
                null,
                null,
                List.of("http/1.1"),
                true,
                false,
                false);
    }
}
