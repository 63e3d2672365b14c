package dev.hiper.examples.curl;

/** What {@code --version} tells, and how requests name the program. */
final class VersionText {
    static final String VERSION = "8.22.0";
    static final String USER_AGENT = "curl/" + VERSION;

    private static final String LIBRARY = "libhiper/0.1.0";
    private static final String PROTOCOLS = "http https";

    /** In the order of the alphabet, capitals or not, as test programs compare them. */
    private static final String FEATURES =
            "alt-svc AsynchDNS brotli HSTS HTTPS-proxy IDN IPv6 Largefile libz NTLM PSL SSL UnixSockets zstd";

    private VersionText() {}

    static String text() {
        return "curl " + VERSION + " (Java) " + LIBRARY + " JSSE/"
                + Runtime.version().feature() + " zlib/1.2\nProtocols: " + PROTOCOLS + "\nFeatures: " + FEATURES + "\n";
    }
}
