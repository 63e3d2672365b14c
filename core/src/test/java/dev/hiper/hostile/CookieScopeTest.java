package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may set a cookie, and who is sent it, judged by the requests. */
class CookieScopeTest {
    @ParameterizedTest
    @Tag("T020")
    @ValueSource(strings = {"test", ".test", "TEST", "tesT", "test.", "..test", "."})
    void aCookieForAPublicSuffixGoesToNobody(String domain) {
        try (Tour tour = new Tour()) {
            tour.visit("http://a.test/", "sid=1; Domain=" + domain);
            assertEquals("", tour.visit("http://b.test/"));
            assertEquals("", tour.visit("http://sub.a.test/"));
        }
    }

    @Test
    @Tag("T020")
    void aDotBehindTheHostDoesNotWidenACookie() {
        try (Tour tour = new Tour()) {
            tour.visit("http://a.test./", "sid=1; Domain=test.", "own=1");
            assertEquals("", tour.visit("http://b.test./"));
            assertEquals("", tour.visit("http://b.test/"));
        }
    }

    @Test
    @Tag("T021")
    void theTailOfAHostMatchesAtABorderOfLabelsOnly() {
        try (Tour tour = new Tour()) {
            tour.visit("http://ample.test/", "ample=1; Domain=ample.test");
            tour.visit("http://example.test/", "tossed=1; Domain=ample.test");
            assertEquals("", tour.visit("http://example.test/"));
            assertEquals("ample=1", tour.visit("http://www.ample.test/"));
        }
    }

    @ParameterizedTest
    @Tag("T022")
    @CsvSource({
        "192.168.0.1, .168.0.1, 10.168.0.1",
        "192.168.0.1, 168.0.1, 10.168.0.1",
        "192.168.0.1, 0.1, 192.168.5.1",
        "[2001:db8::2:128], 2:128, [2001:db8::1:2:128]",
    })
    void addressesHaveNoDomains(String address, String domain, String other) {
        try (Tour tour = new Tour()) {
            tour.visit("http://" + address + "/", "wide=1; Domain=" + domain, "own=1");
            assertEquals("own=1", tour.visit("http://" + address + "/"));
            assertEquals("", tour.visit("http://" + other + "/"));
        }
    }

    @ParameterizedTest
    @Tag("T023")
    @ValueSource(strings = {"b.test", ".b.test", "www.a.test", "xa.test", "a.test.b.test"})
    void nobodySetsACookieForAnother(String domain) {
        try (Tour tour = new Tour()) {
            tour.visit("http://a.test/", "tossed=1; Domain=" + domain);
            for (String host : List.of("a.test", "b.test", "www.a.test", "xa.test", "a.test.b.test")) {
                assertEquals("", tour.visit("http://" + host + "/"), host);
            }
        }
    }

    @ParameterizedTest
    @Tag("T024")
    @CsvSource({
        "http://a.test/, sid=2; Path=/a",
        "http://a.test/, sid=2; Path=/a/b",
        "http://a.test/a/, sid=2",
        "http://a.test/, sid=2; Path=/a; Max-Age=0",
        "http://a.test/, sid=2; Path=/a; Secure",
        "http://sub.a.test/, sid=2; Path=/a; Domain=a.test",
    })
    void plainTextDoesNotReplaceASecureCookie(String url, String setCookie) {
        try (Tour tour = new Tour()) {
            tour.visit("https://a.test/a/", "sid=1; Secure; Path=/a; Domain=a.test");
            tour.visit(url, setCookie);
            assertEquals("sid=1", tour.visit("https://a.test/a/"));
        }
    }

    /** A wider path is another cookie, and comes after the secure one (RFC 6265, 5.4). */
    @Test
    @Tag("T024")
    void aWiderCookieOfPlainTextComesBehindTheSecureOne() {
        try (Tour tour = new Tour()) {
            tour.visit("https://a.test/a/", "sid=1; Secure; Path=/a");
            tour.visit("http://a.test/", "sid=2; Path=/");
            String sent = tour.visit("https://a.test/a/");
            assertTrue(sent.equals("sid=1") || sent.equals("sid=1; sid=2"), sent);
        }
    }

    @Test
    @Tag("T025")
    void aSecureCookieStaysAwayFromPlainText() {
        try (Tour tour = new Tour()) {
            tour.visit("https://a.test/", "sid=1; Secure", "open=1");
            assertEquals("open=1", tour.visit("http://a.test/"));
            tour.visit("http://a.test/", "forged=1; Secure");
            assertFalse(tour.visit("https://a.test/").contains("forged"));
        }
    }

    /** This machine counts as secure, as in libcurl. */
    @ParameterizedTest
    @Tag("T025")
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void thisMachineCountsAsSecure(String host) {
        try (Tour tour = new Tour()) {
            tour.visit("http://" + host + "/", "sid=1; Secure");
            assertEquals("sid=1", tour.visit("http://" + host + "/"));
            assertEquals("", tour.visit("http://127.0.0.2/"));
        }
    }

    @ParameterizedTest
    @Tag("T026")
    @ValueSource(
            strings = {
                "__Host-x=1; Secure; Path=/; Domain=a.test",
                "__Host-x=1; Path=/",
                "__Host-x=1; Secure; Path=/a",
                "__Secure-x=1; Path=/",
            })
    void aNameThatPromisesTooMuchIsRefused(String setCookie) {
        try (Tour tour = new Tour()) {
            tour.visit("https://a.test/", setCookie);
            assertEquals("", tour.visit("https://a.test/a/"));
        }
    }

    @Test
    @Tag("T026")
    void plainTextCannotKeepThePromiseOfAName() {
        try (Tour tour = new Tour()) {
            tour.visit("http://a.test/", "__Secure-x=1; Secure", "__Host-y=1; Secure; Path=/");
            assertEquals("", tour.visit("https://a.test/"));
        }
    }

    /** libcurl compares the prefixes octet by octet, and so do we; another case is another, ordinary name. */
    @Test
    @Tag("T026")
    void aPrefixInOddCaseIsNone() {
        try (Tour tour = new Tour()) {
            tour.visit("http://a.test/", "__secure-x=1");
            assertEquals("__secure-x=1", tour.visit("http://a.test/"));
        }
    }

    @Test
    @Tag("T029")
    void theApplicationsCookiesGoLastAndUnchanged() {
        try (Tour tour = new Tour()) {
            tour.visit("http://a.test/", "sid=jar", "more=1");
            tour.easy().set(EasyOption.COOKIE, "sid=own");
            String sent = tour.visit("http://a.test/");
            assertTrue(sent.endsWith("; sid=own"), sent);
            assertFalse(sent.contains("AND"), "one field");
            tour.easy().set(EasyOption.COOKIE, null).set(EasyOption.HTTPHEADER, List.of("Cookie: sid=line"));
            sent = tour.visit("http://a.test/");
            assertTrue(sent.endsWith("; sid=line"), sent);
            assertFalse(sent.contains("own"), sent);
            assertEquals("sid=line", tour.visit("http://b.test/"));
        }
    }

    @Test
    @Tag("T029")
    void twoUsersOfOneEngineNeverSeeEachOthersCookies() {
        try (Tour one = new Tour();
                Tour other = new Tour(one.sim(), Easy.create().set(EasyOption.COOKIEFILE, ""))) {
            one.visit("http://a.test/", "sid=1");
            assertEquals("", other.visit("http://b.test/", "sid=2"));
            assertEquals(1, one.jar().size());
            assertEquals(1, other.jar().size());
            assertFalse(other.jar().toString().contains("a.test"));
        }
    }

    /** A Host line names the origin for cookies, as in libcurl, for the very request that has it. */
    @Test
    @Tag("T030")
    void aHostLineKeysCookiesForItsOwnRequestOnly() {
        try (Tour tour = new Tour()) {
            tour.visit("http://a.test/", "a=1");
            tour.visit("http://other.test/", "other=1");
            tour.easy().set(EasyOption.HTTPHEADER, List.of("Host: other.test"));
            assertEquals("other=1", tour.visit("http://a.test/", "late=1; Path=/"));
            tour.easy().set(EasyOption.HTTPHEADER, null);
            assertEquals("a=1", tour.visit("http://a.test/"));
            assertTrue(tour.visit("http://other.test/").contains("late=1"));
        }
    }

    @Test
    @Tag("T030")
    void aHostLineDoesNotKeyTheCookiesOfARedirectsTarget() {
        try (Tour tour = new Tour()) {
            tour.visit("http://other.test/", "other=1");
            tour.visit("http://b.test/", "b=1");
            tour.easy().set(EasyOption.HTTPHEADER, List.of("Host: other.test"));
            tour.easy().set(EasyOption.FOLLOWLOCATION, 1L).set(EasyOption.MAXREDIRS, 1L);
            tour.redirectOnce("http://b.test/");
            assertEquals("b=1", tour.visit("http://a.test/"));
        }
    }
}
