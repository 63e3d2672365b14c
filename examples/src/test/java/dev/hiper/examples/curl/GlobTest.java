package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    private static List<String> all(String pattern) throws GlobException {
        Glob glob = Glob.of(pattern);
        List<String> urls = new ArrayList<>();
        for (long i = 0; i < glob.count(); i++) {
            urls.add(glob.at(i));
        }
        return urls;
    }

    @Test
    void setsAndRangesAreCountedThroughLastOneFastest() throws GlobException {
        assertEquals(List.of("h/a/1", "h/a/2", "h/b/1", "h/b/2"), all("h/{a,b}/[1-2]"));
    }

    @Test
    void rangesHaveStepsAndKeepLeadingZeros() throws GlobException {
        assertEquals(List.of("008", "010", "012"), all("[008-012:2]"));
        assertEquals(List.of("a", "c", "e"), all("[a-e:2]"));
    }

    @Test
    void elementsMayBeEmpty() throws GlobException {
        assertEquals(List.of("ab", "axb"), all("a{,x}b"));
    }

    @Test
    void aBackslashTakesTheMeaningAway() throws GlobException {
        assertEquals(List.of("h/{}/[x]"), all("h/\\{\\}/\\[x\\]"));
        assertEquals(List.of("a,b", "c"), all("{a\\,b,c}"));
    }

    @Test
    void anIpv6AddressIsNoRange() throws GlobException {
        assertEquals(List.of("http://[::1]:80/x1", "http://[::1]:80/x2"), all("http://[::1]:80/x[1-2]"));
        assertEquals(List.of("http://[fe80::1%25eth0]/"), all("http://[fe80::1%25eth0]/"));
    }

    @Test
    void fileNamesTakeWhatThePlacesStandFor() throws GlobException {
        Glob glob = Glob.of("{a,b}/[01-10]");
        assertEquals("out_a_10_#3_#", glob.fill("out_#1_#2_#3_#", 9));
    }

    @Test
    void aLiteralUrlHasNoPlaces() {
        Glob glob = Glob.literal("http://h/{a,b}[1-2]");
        assertEquals(1, glob.count());
        assertEquals("http://h/{a,b}[1-2]", glob.at(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a/{a      | unmatched brace              | 10",
                "http://a/{a{b}}  | nested brace                 | 12",
                "http://a/{}      | empty string within braces   | 11",
                "http://a/[a-]    | bad range                    | 11",
                "http://a/[1-     | bad range                    | 13",
                "http://a/[10-1]  | bad range                    | 16",
                "http://a/[z-a]   | bad range                    | 15",
                "http://a/[1-3:9] | bad range                    | 17",
                "http://a/}       | unmatched close brace/bracket | 10",
                "http://a/{a]}    | unexpected close bracket     | 12",
                "http://a/[-]     | bad range specification      | 11",
            })
    void mistakesAreShownWithTheirPlace(String pattern, String what, int position) {
        GlobException wrong = assertThrows(GlobException.class, () -> Glob.of(pattern));
        String caret = " ".repeat(position - 1) + "^";
        assertEquals(what + " in URL position " + position + ":\n" + pattern + "\n" + caret, wrong.text());
    }

    @Test
    void aPatternForTooManyUrlsIsRefused() {
        assertThrows(GlobException.class, () -> Glob.of("[1-99999999][1-99999999][1-99999999]"));
        assertThrows(GlobException.class, () -> Glob.of("[1-99999999999999999999]"));
        assertThrows(GlobException.class, () -> Glob.of("{a}".repeat(100)));
    }
}
