package dev.hiper.examples.bench.origin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an origin is to be started.
 *
 * @param addresses listens on 127.0.0.1, 127.0.0.2 and so on, on the same ports: a client has some 28,000 ports for
 *     each of them
 * @param httpPort 0 for any that is free
 * @param httpsPort 0 for any that is free
 * @param controlPort 0 for any that is free
 * @param directory where it keeps its certificate and other files; null for a temporary one that goes when it ends
 */
public record OriginSettings(int addresses, int httpPort, int httpsPort, int controlPort, @Nullable Path directory) {
    /** The certificate names so many. */
    public static final int MAX_ADDRESSES = 8;

    public OriginSettings {
        if (addresses < 1 || addresses > MAX_ADDRESSES) {
            throw new IllegalArgumentException("An origin has 1 to " + MAX_ADDRESSES + " addresses, not " + addresses);
        }
    }

    /** Any ports that are free, and a temporary directory. */
    public static OriginSettings anyPorts(int addresses) {
        return new OriginSettings(addresses, 0, 0, 0, null);
    }

    static String address(int number) {
        return "127.0.0." + (number + 1);
    }
}
