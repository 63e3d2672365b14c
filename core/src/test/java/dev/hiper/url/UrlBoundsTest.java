package dev.hiper.url;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sizes. The inputs are so long that anything quadratic would not finish: each test only has to end.
 */
@Tag("T200")
class UrlBoundsTest {
    private static final int MOST = 8_000_000;

    @Test
    void theLongestUrlIsReadAndOneByteMoreIsRefused() {
        String start = "http://h/";
        assertEquals(
                MOST, Url.parse(start + "a".repeat(MOST - 9)).get(UrlPart.URL).length());
        assertEquals("MALFORMED_INPUT", parse(start + "a".repeat(MOST - 8)));
        assertEquals("MALFORMED_INPUT", parse(start + "\u00e9".repeat(MOST / 2 - 4)));
        assertEquals("ok", parse(start + "\u00e9".repeat(MOST / 2 - 5)));
    }

    @Test
    void growingBeyondTheBoundIsRefused() {
        Url url = Url.parse("http://h/?" + "a".repeat(MOST - 10));
        String appended = UrlVectors.outcome("bb".repeat(10), v -> url.set(UrlPart.QUERY, v, UrlFlag.APPENDQUERY)
                .path());
        assertEquals("TOO_LARGE", appended);
        String encoded = UrlVectors.outcome("\u00e9".repeat(MOST / 4), v -> url.set(UrlPart.PATH, v, UrlFlag.URLENCODE)
                .path());
        assertEquals("TOO_LARGE", encoded);
        Url base = Url.parse("http://h/" + "a".repeat(MOST / 2) + "/");
        assertEquals("TOO_LARGE", UrlVectors.outcome("b".repeat(MOST / 2), v -> base.set(UrlPart.URL, v)
                .path()));
    }

    @Test
    void manyAtSignsColonsAndPercentsEnd() {
        assertEquals("BAD_HOSTNAME", parse("http://" + "@".repeat(MOST - 8) + "h"));
        assertEquals("NO_HOST", parse("http://" + ":".repeat(MOST - 8)));
        assertEquals("BAD_IPV6", parse("http://[" + "%3a".repeat(2_000_000) + "]"));
        assertEquals("BAD_HOSTNAME", parse("http://" + "%41".repeat(2_000_000)));
        assertEquals("BAD_HOSTNAME", parse("http://" + "1.".repeat(3_000_000) + "1"));
        assertEquals("BAD_PORT_NUMBER", parse("http://h:" + "9".repeat(MOST - 9)));
    }

    @Test
    void manyDotSegmentsEnd() {
        assertEquals("/", Url.parse("http://h" + "/..".repeat(2_000_000)).path());
        assertEquals(
                "/",
                Url.parse("http://h" + "/a".repeat(1_000_000) + "/..".repeat(1_000_000))
                        .path());
        assertEquals(
                "/x", Url.parse("http://h" + "/a/..".repeat(1_000_000) + "/x").path());
        String slashes = "/".repeat(1_000_000);
        assertEquals(
                "/",
                Url.parse("http://h" + slashes + "..".concat("/..".repeat(999_999)), 0)
                        .path());
    }

    @Test
    void hostsAreBoundedAndInternationalizedNamesKeepToTheLengthsOfDns() {
        String label = "a".repeat(63);
        String name = label + "." + label + "." + label + "." + "b".repeat(61);
        assertEquals("ok", parse("http://" + name));
        assertEquals("ok", parse("http://" + name + "."));
        // Longer ones are for proxies that resolve them by other means; DNS itself refuses them when they are looked
        // up.
        assertEquals("ok", parse("http://" + label + "a"));
        assertEquals("ok", parse("http://" + "a".repeat(65_535)));
        assertEquals("BAD_HOSTNAME", parse("http://" + "a".repeat(65_536)));
        assertEquals("BAD_HOSTNAME", parse("http://" + "a.".repeat(40_000) + "a"));
        assertEquals("BAD_HOSTNAME", parse("http://" + "\u00e9".repeat(128)));
        assertEquals("BAD_HOSTNAME", parse("http://" + "\u00e9.".repeat(128)));
        assertEquals("ok", parse("http://" + "\u00e9".repeat(56) + ".test"));
        assertEquals("BAD_HOSTNAME", parse("http://" + "\u00e9".repeat(60) + ".test"));
        assertEquals("BAD_HOSTNAME", parse("http://" + "\u00e9".repeat(1_000_000)));
    }

    private static String parse(String url) {
        return UrlVectors.outcome(url, text -> Url.parse(text) == null ? "" : "ok");
    }
}
