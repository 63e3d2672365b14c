package dev.hiper.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Relative references and dot segments: RFC 3986, 5.2. */
class UrlResolveTest {
    @Test
    void theExamplesOfTheStandardComeOut() {
        UrlVectors.check(
                """
                g -> http://a/b/c/g
                ./g -> http://a/b/c/g
                g/ -> http://a/b/c/g/
                /g -> http://a/g
                //g -> http://g/
                ?y -> http://a/b/c/d;p?y
                g?y -> http://a/b/c/g?y
                #s -> http://a/b/c/d;p?q#s
                g#s -> http://a/b/c/g#s
                g?y#s -> http://a/b/c/g?y#s
                ;x -> http://a/b/c/;x
                g;x=1/./y -> http://a/b/c/g;x=1/y
                g;x=1/../y -> http://a/b/c/y
                <> -> http://a/b/c/d;p?q
                . -> http://a/b/c/
                ./ -> http://a/b/c/
                .. -> http://a/b/
                ../g -> http://a/b/g
                ../.. -> http://a/
                ../../../g -> http://a/g
                /./g -> http://a/g
                /../g -> http://a/g
                g. -> http://a/b/c/g.
                ..g -> http://a/b/c/..g
                ./../g -> http://a/b/g
                ./g/. -> http://a/b/c/g/
                g/../h -> http://a/b/c/h
                g?y/../x -> http://a/b/c/g?y/../x
                g#s/../x -> http://a/b/c/g#s/../x
                """,
                text -> Url.parse("http://a/b/c/d;p?q#old")
                        .set(UrlPart.URL, text)
                        .get(UrlPart.URL));
    }

    @Test
    void credentialsAndPortStayUnlessAnAuthorityIsNamed() {
        UrlVectors.check(
                """
                x -> http://u:p@h:81/a/x
                //other/x -> http://other/x
                //v@other:82/x -> http://v@other:82/x
                https://other/x -> https://other/x
                ////x -> BAD_SLASHES
                //o\\x -> BAD_HOSTNAME
                http:x -> BAD_SLASHES
                mailto:x -> UNSUPPORTED_SCHEME
                x y -> MALFORMED_INPUT
                x<0A>y -> MALFORMED_INPUT
                """,
                text -> Url.parse("http://u:p@h:81/a/b").set(UrlPart.URL, text).get(UrlPart.URL));
    }

    @Test
    void referencesAreEncodedAndAlwaysResolved() {
        Url url = Url.parse("http://h/a/../b", UrlFlag.PATH_AS_IS);
        url.set(UrlPart.URL, "../x \u00e9?y z#v w", UrlFlag.ALLOW_SPACE | UrlFlag.PATH_AS_IS);
        assertEquals("http://h/x%20%C3%A9?y+z#v%20w", url.get(UrlPart.URL));
    }

    @Test
    void aReferenceDoesNotBringForbiddenUserInformationAlong() {
        Url url = Url.parse("http://u@h/");
        String outcome = UrlVectors.outcome(
                "x", u -> url.set(UrlPart.URL, u, UrlFlag.DISALLOW_USER).toString());
        assertEquals("USER_NOT_ALLOWED", outcome);
    }

    @Test
    @Tag("T201")
    void dotSegmentsAreRemovedAndEncodedSlashesAreKept() {
        UrlVectors.check(
                """
                /a/../b -> /b
                /../../x -> /x
                /a/%2e%2e/b -> /b
                /a/.%2E/b -> /b
                /a/%2e/b -> /a/b
                /a/..%2Fb -> /a/..%2Fb
                /a/./b -> /a/b
                /a//b -> /a//b
                /a//../b -> /a/b
                /a/b/.. -> /a/
                /a/b/. -> /a/b/
                /.. -> /
                /. -> /
                /... -> /...
                /a/.b/..c/d.. -> /a/.b/..c/d..
                /a/%2e%2e%2e/b -> /a/%2e%2e%2e/b
                """,
                text -> Url.parse("http://h" + text).path());
        assertEquals(
                "/a/%2e%2e/../b",
                Url.parse("http://h/a/%2e%2e/../b", UrlFlag.PATH_AS_IS).path());
        String plain = "/a.b/c%41";
        assertSame(plain, DotSegments.remove(plain));
    }

    @Test
    void javaAgreesWhereItFollowsTheSameStandard() {
        String[] bases = {"http://a/b/c/d", "http://u:p@a:81/b/c/d?q", "https://x.y/", "http://a/b/c/"};
        String[] segments = {"g", "./g", "g/", "g/./h", "g/../h", "/g", "/g/h", "g?y", "/g?y/./x", "g#s", "#s"};
        for (String base : bases) {
            for (String reference : segments) {
                String theirs = URI.create(base).resolve(reference).normalize().toString();
                assertEquals(
                        theirs, Url.parse(base).set(UrlPart.URL, reference).get(UrlPart.URL), base + " " + reference);
            }
        }
    }

    @Test
    void javaFindsTheSameParts() {
        String[] urls = {
            "http://h/",
            "http://u@h/p",
            "http://u:p@h:81/p?q#f",
            "https://a.b.c:1/x/y;z?k=v&l",
            "http://1.2.3.4/%20",
            "http://h/?",
            "http://h/p?a?b#c",
            "http://h/a@b:c",
            "ftp://h:65535/"
        };
        for (String text : urls) {
            URI theirs = URI.create(text);
            Url ours = Url.parse(text);
            assertEquals(theirs.getScheme(), ours.scheme(), text);
            assertEquals(theirs.getHost(), ours.host(), text);
            assertEquals(
                    theirs.getPort(),
                    UrlVectors.outcome(text, u -> ours.get(UrlPart.PORT)).equals("NO_PORT") ? -1 : ours.port(),
                    text);
            assertEquals(theirs.getRawPath(), ours.path(), text);
            assertEquals(theirs.getRawQuery(), ours.query(), text);
            assertEquals(text, ours.get(UrlPart.URL, UrlFlag.GET_EMPTY), text);
        }
    }
}
