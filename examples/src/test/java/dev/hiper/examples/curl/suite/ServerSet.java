package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** All servers of one worker; they play one case at a time. */
final class ServerSet implements AutoCloseable {
    private static final long FINISH_SECONDS = 5;

    private final AtomicReference<Optional<RunningCase>> stage = new AtomicReference<>(Optional.empty());
    private final AtomicReference<String> certificate = new AtomicReference<>(CertificateFolder.DEFAULT);
    private final Map<String, String> variables = new HashMap<>();
    private final List<Listener> fronts = new ArrayList<>();
    private final List<OriginServer> servers = new ArrayList<>();
    private boolean ipv6 = true;

    /** Unix sockets are made in the folder, so its path has to be short. */
    ServerSet(Path folder, CertificateFolder certificates) throws IOException {
        InetSocketAddress loopback = Loopback.v4(0);
        OriginServer proxy = OriginServer.proxy(loopback, stage);
        OriginServer origin = OriginServer.origin(loopback, stage);
        Path originSocket = folder.resolve("http.sock");
        servers.add(proxy);
        servers.add(origin);
        servers.add(OriginServer.origin(UnixDomainSocketAddress.of(originSocket), stage));
        variables.put("PROXYPORT", String.valueOf(proxy.port()));
        variables.put("HTTPPORT", String.valueOf(origin.port()));
        variables.put("HTTPUNIXPATH", originSocket.toString());
        addIpv6();

        Path socksSocket = folder.resolve("socks.sock");
        SocksServer socks = new SocksServer(stage);
        front("HTTPSPROXYPORT", loopback, tls(proxy, certificates, false));
        front("SOCKSPORT", loopback, socks);
        fronts.add(Listener.start("SOCKS", UnixDomainSocketAddress.of(socksSocket), socks));
        variables.put("SOCKSUNIXPATH", socksSocket.toString());
        front("HTTPSPORT", loopback, tls(origin, certificates, false));
        front("HTTPS-MTLSPORT", loopback, tls(origin, certificates, true));
    }

    /** The variables that tell where the servers are. */
    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    boolean hasIpv6() {
        return ipv6;
    }

    void begin(RunningCase running, String certificateName) {
        certificate.set(certificateName);
        stage.set(Optional.of(running));
    }

    /** Waits until all connections of the case have ended; connections that do not end are cut. */
    void finish() throws InterruptedException {
        stage.get().ifPresent(RunningCase::endTool);
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(FINISH_SECONDS);
        for (Listener front : fronts) {
            front.awaitIdle(deadlineNanos);
        }
        for (OriginServer server : servers) {
            server.awaitIdle(deadlineNanos);
        }
        stage.set(Optional.empty());
    }

    @Override
    public void close() throws IOException {
        for (Listener front : fronts) {
            front.close();
        }
        for (OriginServer server : servers) {
            server.close();
        }
    }

    private void addIpv6() {
        String port = "0";
        try {
            OriginServer server = OriginServer.origin(Loopback.v6(0), stage);
            servers.add(server);
            port = String.valueOf(server.port());
        } catch (IOException e) {
            // A host without ::1: cases that need it are skipped.
            ipv6 = false;
        }
        variables.put("HTTP6PORT", port);
    }

    private TlsFront tls(OriginServer plain, CertificateFolder certificates, boolean clientCertificateNeeded) {
        return new TlsFront(plain.port(), () -> certificates.context(certificate.get()), clientCertificateNeeded);
    }

    private void front(String variable, InetSocketAddress address, Listener.Handler handler) throws IOException {
        Listener listener = Listener.start(variable, address, handler);
        fronts.add(listener);
        variables.put(variable, String.valueOf(listener.port()));
    }
}
