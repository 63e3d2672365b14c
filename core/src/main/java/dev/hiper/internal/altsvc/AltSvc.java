package dev.hiper.internal.altsvc;

import org.jspecify.annotations.Nullable;

/**
 * One way to reach an origin. It may only be gone by a connection that proves to be the origin's, RFC 7838, 2.1.
 *
 * @param origin where the field came from, and by which protocol
 * @param alternative where to go instead
 * @param expires seconds since 1970
 * @param persist whether it outlives a change of network
 */
public record AltSvc(Endpoint origin, Endpoint alternative, long expires, boolean persist) {

    /** A protocol of a connection, by libcurl's bits. */
    public enum Alpn {
        /** HTTP/1.1. */
        H1("h1", 8),
        /** HTTP/2. */
        H2("h2", 16),
        /** HTTP/3. */
        H3("h3", 32);

        private final String id;
        private final int bit;

        Alpn(String id, int bit) {
            this.id = id;
            this.bit = bit;
        }

        /** The name in fields and files. */
        public String id() {
            return id;
        }

        /** libcurl's {@code CURLALTSVC_} bit. */
        public int bit() {
            return bit;
        }

        /** The protocol of that name, in this very case, or null. */
        static @Nullable Alpn of(String name) {
            return switch (name) {
                case "h1", "http/1.1" -> H1;
                case "h2" -> H2;
                case "h3" -> H3;
                default -> null;
            };
        }
    }

    /**
     * One end of the way.
     *
     * @param host a name without dot at its end, or an IP address without brackets
     */
    public record Endpoint(Alpn alpn, String host, int port) {}

    /** Whether only the protocol differs. */
    public boolean isSameDestination() {
        return origin.port() == alternative.port() && AltSvcCache.isSameHost(origin.host(), alternative.host());
    }
}
