package dev.hiper.examples.bench.origin;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where an origin listens. Written as JSON by its process.
 *
 * @param pid of its process, or of the master of its processes
 * @param certificate path of the only certificate that is to be trusted, as PEM; it names localhost and the addresses
 * @param addresses listens on so many: 127.0.0.1, 127.0.0.2 and so on
 */
public record OriginInfo(long pid, int httpPort, int httpsPort, int controlPort, String certificate, int addresses) {
    /** One for each address, such as {@code http://127.0.0.1:8080}. */
    public List<URI> origins(boolean tls) {
        String scheme = tls ? "https" : "http";
        int port = tls ? httpsPort : httpPort;
        return IntStream.range(0, addresses)
                .mapToObj(number -> URI.create(scheme + "://" + OriginSettings.address(number) + ":" + port))
                .toList();
    }
}
