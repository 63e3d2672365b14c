package dev.hiper.examples.curl;

import dev.hiper.spi.PublicSuffixes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hc.client5.http.psl.PublicSuffixListParser;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;

/**
 * The public suffix list that comes with Apache HttpClient, with the private part of it: there, too, strangers share
 * a domain. Read when first asked, since most runs of a command line meet no cookie.
 */
public final class PublicSuffixList implements PublicSuffixes {
    private static final String RESOURCE = "/org/publicsuffix/list/effective_tld_names.dat";

    /** For the loader of services. */
    public PublicSuffixList() {}

    @Override
    public boolean isPublicSuffix(String asciiDomain) {
        // The library answers with the registered domain that a name is in; a suffix is in none. It knows names in
        // Unicode.
        String domain = IDN.toUnicode(asciiDomain).toLowerCase(Locale.ROOT);
        return domain.indexOf('.') < 0 || Matcher.LIST.getDomainRoot(domain) == null;
    }

    /** Holds the list; the class is loaded with the first question. */
    private static final class Matcher {
        static final PublicSuffixMatcher LIST = read();

        /** Not by the library's own loader, which would ask for a logger and so print to standard error. */
        private static PublicSuffixMatcher read() {
            try (InputStream in = PublicSuffixMatcher.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(RESOURCE + " is missing");
                }
                return new PublicSuffixMatcher(
                        new PublicSuffixListParser().parseByType(new InputStreamReader(in, StandardCharsets.UTF_8)));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
