package dev.hiper.internal.cookie;

import static dev.hiper.internal.cookie.Jars.NOW;
import static dev.hiper.internal.cookie.Jars.http;
import static dev.hiper.internal.cookie.Jars.https;
import static dev.hiper.internal.cookie.Jars.lines;
import static dev.hiper.internal.cookie.Jars.load;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieJarTest {

    private final CookieJar jar = Jars.jar();

    @Test
    void emptyJarSendsOnlyWhatTheApplicationSays() {
        assertNull(header(http("a.test", "/")));
        assertEquals("own=1", jar.header(http("a.test", "/"), "own=1", NOW));
    }

    @Test
    void ownCookiesFollowThoseOfTheJar() {
        jar.add("a=b", http("a.test", "/"), NOW);

        assertEquals("a=b; tool=curl; name=fool", jar.header(http("a.test", "/"), "tool=curl; name=fool", NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "example.fake,true",
        "www.example.fake,true",
        "EXAMPLE.fake,true",
        "bexample.fake,false",
        "fake,false",
        "example.fake.test,false",
    })
    void domainCookieGoesToTheHostsBelow(String host, boolean sent) {
        jar.add("bug=fixed; domain=.example.fake;", http("example.fake", "/"), NOW);

        assertEquals(sent, header(http(host, "/c/1218")) != null);
    }

    @Test
    void cookieWithoutDomainGoesBackToItsHostOnly() {
        jar.add("a=b", http("example.com", "/"), NOW);

        assertEquals("a=b", header(http("Example.com", "/")));
        assertNull(header(http("www.example.com", "/")));
    }

    @Test
    void hostOfOneLabelHasCookies() {
        jar.add("moo=yes;", http("moo", "/we/want/331"), NOW);
        jar.add("I-am=here; domain=localhost;", http("localhost", "/"), NOW);

        assertEquals("moo=yes", header(http("moo", "/we/want/3310002")));
        assertEquals("I-am=here", header(http("localhost", "/we/want")));
        assertEquals(
                List.of(".localhost\tTRUE\t/\tFALSE\t0\tI-am\there", "moo\tFALSE\t/we/want\tFALSE\t0\tmoo\tyes"),
                lines(jar));
    }

    @ParameterizedTest
    @CsvSource({"/,/,true", "/,/x,true", "/a,/a,true", "/a,/a/b,true", "/a,/ab,false", "/a,/,false", "/A,/a,false"})
    void pathMatchesWholeSegments(String path, String requested, boolean sent) {
        jar.add("a=b; path=" + path, http("a.test", "/"), NOW);

        assertEquals(sent, header(http("a.test", requested)) != null);
    }

    @Test
    void longerPathsComeFirstThenLongerDomainsThenLongerNamesThenTheNewest() {
        load(
                jar,
                "Set-Cookie: foobar=name; domain=www.a.test; path=/;",
                "Set-Cookie: short=1; domain=a.test; path=/we;",
                "Set-Cookie: cookie=yes; domain=www.a.test; path=/we;",
                "Set-Cookie: cookie=perhaps; domain=www.a.test; path=/we/want;",
                "Set-Cookie: nocookie=yes; path=/WE;",
                "Set-Cookie: foobaz=later; domain=www.a.test; path=/;");

        assertEquals(
                "cookie=perhaps; cookie=yes; short=1; foobaz=later; foobar=name",
                header(http("www.a.test", "/we/want/8")));
    }

    @Test
    void replacedCookieKeepsItsPlace() {
        CookieOrigin origin = http("a.test", "/");
        jar.add("one=1", origin, NOW);
        jar.add("two=1", origin, NOW);
        jar.add("one=2", origin, NOW);

        assertEquals("two=1; one=2", header(origin));
        assertEquals(2, jar.size());
    }

    @Test
    void sameNameUnderOtherDomainPathOrReachIsAnotherCookie() {
        CookieOrigin origin = http("www.a.test", "/");
        jar.add("n=1", origin, NOW);
        jar.add("n=2; domain=www.a.test", origin, NOW);
        jar.add("n=3; domain=a.test", origin, NOW);
        jar.add("n=4; path=/x", origin, NOW);
        jar.add("N=5", origin, NOW);

        assertEquals(5, jar.size());
    }

    @Test
    void expiredCookieRemovesTheOldOne() {
        CookieOrigin origin = http("a.test", "/");
        jar.add("a=1; max-age=60", origin, NOW);
        assertTrue(jar.add("a=2; max-age=0", origin, NOW));

        assertNull(header(origin));
        assertEquals(0, jar.size());
    }

    @Test
    void cookiesGoWhenTheirTimeHasPassed() {
        CookieOrigin origin = http("a.test", "/");
        jar.add("a=1; max-age=60", origin, NOW);
        jar.add("b=1; max-age=120", origin, NOW);
        jar.add("c=1", origin, NOW);

        assertEquals("c=1; b=1; a=1", jar.header(origin, null, NOW + 60));
        assertEquals("c=1; b=1", jar.header(origin, null, NOW + 61));
        assertEquals("c=1", jar.header(origin, null, NOW + 121));
        assertEquals(1, jar.size());
    }

    @Test
    void deletingCookiesOfAFileLeavesTheOthers() {
        load(
                jar,
                "127.0.0.1\tFALSE\t/func_test\tFALSE\t21709598616\tmycookie6\t991",
                "#HttpOnly_127.0.0.1\tFALSE\t/func_test\tFALSE\t21709598616\tmycookie2\t5900",
                "#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t21709598616\tmycookie1\t4900",
                "#HttpOnly_127.0.0.1\tFALSE\t/func_test\tFALSE\t0\tmycookie\t1200");
        CookieOrigin origin = http("127.0.0.1", "/func_test/del_cookie");
        assertEquals("mycookie2=5900; mycookie6=991; mycookie=1200; mycookie1=4900", header(origin));

        jar.add("mycookie=; Max-Age=-1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", origin, NOW);
        jar.add("mycookie6=; Path=/func_test; Max-Age=-1; Expires=Thu, 01 Jan 1970 00:00:", origin, NOW);
        jar.add("mycookie1=; Path=/; Max-Age=-1", origin, NOW);

        assertEquals(
                List.of("#HttpOnly_127.0.0.1\tFALSE\t/func_test\tFALSE\t21709598616\tmycookie2\t5900"), lines(jar));
    }

    @Test
    void cookieOfAFileDoesNotReplaceOneOfThisRun() {
        jar.add("a=live", http("a.test", "/"), NOW);
        load(jar, "a.test\tFALSE\t/\tFALSE\t0\ta\tfile");

        assertEquals("a=live", header(http("a.test", "/")));
    }

    @Test
    void newSessionDropsSessionCookiesOfTheFile() {
        jar.beginLoading(true);
        jar.load("a.test\tFALSE\t/\tFALSE\t22139150993\tmooo\tindeed", NOW);
        jar.load("a.test\tFALSE\t/\tFALSE\t0\tsession\tindeed", NOW);
        jar.load("a.test\tFALSE\t/\tFALSE\t1\texpired\tindeed", NOW);
        jar.endLoading(NOW);
        jar.add("later=session", http("a.test", "/"), NOW);

        assertEquals("later=session; mooo=indeed", header(http("a.test", "/")));
    }

    @Test
    void fileMayHoldResponseHeads() {
        load(jar, "HTTP/1.1 200 OK", "Content-Type: text/html", "set-COOKIE:  a=b; domain=127.0.0.1; path=/;");

        assertEquals("a=b", header(http("127.0.0.1", "/")));
    }

    @Test
    void addressIsNoTailOfAnother() {
        load(jar, "Set-Cookie: partmatch=present; domain=.0.0.1; path=/", ".127.0.0.1\tTRUE\t/\tFALSE\t0\town\tyes");

        assertEquals("own=yes", header(http("127.0.0.1", "/")));
        assertNull(header(http("127.0.0.2", "/")));
    }

    @Test
    void cookieOfTheApplicationWithoutDomainGoesEverywhere() {
        assertTrue(jar.addLine("Set-Cookie: a=b", NOW));

        assertEquals("a=b", header(http("a.test", "/x")));
        assertEquals("a=b", header(http("::1", "/")));
        assertEquals(List.of(), jar.list(NOW));
        assertEquals(List.of(), lines(jar));
    }

    @Test
    void applicationMaySetSecureCookies() {
        assertTrue(jar.addLine("Set-Cookie: a=b; secure; domain=a.test; path=/", NOW));
        assertTrue(jar.addLine("a.test\tFALSE\t/\tTRUE\t0\tc\td", NOW));
        assertFalse(jar.addLine("# nothing", NOW));

        assertEquals("c=d; a=b", header(https("a.test", "/")));
        assertNull(header(http("a.test", "/")));
    }

    @Test
    void listHasTheLinesOfAllHosts() {
        jar.add("a=1", http("a.test", "/"), NOW);
        jar.add("b=1; httponly", http("b.test", "/"), NOW);

        assertEquals(
                List.of("a.test\tFALSE\t/\tFALSE\t0\ta\t1", "#HttpOnly_b.test\tFALSE\t/\tFALSE\t0\tb\t1"),
                jar.list(NOW));
    }

    @Test
    void fileBeginsWithItsHead() {
        jar.add("XToken=xt;Domain=.z.x.com;Path=/", http("z.x.com", "/171"), NOW);

        assertEquals(
                """
                # Netscape HTTP Cookie File
                # https://curl.se/docs/http-cookies.html
                # This file was generated by libcurl! Edit at your own risk.

                .z.x.com	TRUE	/	FALSE	0	XToken	xt
                """,
                jar.fileText(NOW));
    }

    @Test
    void clearingTakesAllOrTheSession() {
        CookieOrigin origin = http("a.test", "/");
        jar.add("session=1", origin, NOW);
        jar.add("kept=1; max-age=60", origin, NOW);

        jar.clearSession();
        assertEquals("kept=1", header(origin));

        jar.clear();
        assertNull(header(origin));
        assertEquals(0, jar.size());
    }

    @Test
    void jarIsStartedByATransferOrAFile() {
        CookieJar fresh = new CookieJar(domain -> false);
        assertFalse(fresh.isStarted());
        load(fresh);
        assertTrue(fresh.isStarted());
    }

    /** libcurl's test case 61. */
    @Test
    void variousCookiesOfOneResponse() {
        CookieOrigin origin = http("www.host.foo.com", "/we/want/61");
        jar.add("test=yes; httponly; domain=foo.com; expires=Fri Feb 13 11:56:27 GMT 2525", origin, NOW);
        jar.add("test2=yes; domain=host.foo.com; expires=Fri Feb 13 11:56:27 GMT 2525", origin, NOW);
        jar.add("test3=maybe; domain=foo.com; path=/moo; secure", origin, NOW);
        jar.add("test4=no; domain=nope.foo.com; path=/moo; secure", origin, NOW);
        jar.add("test5=name; domain=anything.com; path=/ ; secure", origin, NOW);
        jar.add("fake=fooledyou; domain=..com; path=/;", origin, NOW);
        jar.add("supercookie=fooledyou; domain=.com; path=/;", origin, NOW);

        long expires = (NOW + 400L * 86_400 + 30) / 60 * 60;
        assertEquals(
                List.of(
                        ".host.foo.com\tTRUE\t/we/want\tFALSE\t" + expires + "\ttest2\tyes",
                        "#HttpOnly_.foo.com\tTRUE\t/we/want\tFALSE\t" + expires + "\ttest\tyes"),
                lines(jar));
    }

    private @Nullable String header(CookieOrigin origin) {
        return jar.header(origin, null, NOW);
    }
}
