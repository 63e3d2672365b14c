package dev.hiper.internal.cookie;

import dev.hiper.spi.PublicSuffixes;
import java.util.List;
import java.util.Set;

/** What the tests of cookies share. */
final class Jars {

    /** A moment in 2023. */
    static final long NOW = 1_700_000_000;

    private static final PublicSuffixes SOME = domain -> domain.indexOf('.') < 0
            || Set.of("co.uk", "example.ck", "apps.test").contains(domain);

    private Jars() {}

    /** An empty jar in a running transfer. */
    static CookieJar jar() {
        CookieJar jar = new CookieJar(SOME);
        jar.start();
        return jar;
    }

    static CookieOrigin http(String host, String path) {
        return new CookieOrigin(host, path, false);
    }

    static CookieOrigin https(String host, String path) {
        return new CookieOrigin(host, path, true);
    }

    /** The jar's lines as its file has them: newest first. */
    static List<String> lines(CookieJar jar) {
        return jar.fileText(NOW).lines().skip(4).toList();
    }

    static void load(CookieJar jar, String... lines) {
        jar.beginLoading(false);
        for (String line : lines) {
            jar.load(line, NOW);
        }
        jar.endLoading(NOW);
    }
}
