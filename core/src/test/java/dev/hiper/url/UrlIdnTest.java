package dev.hiper.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Host names beyond ASCII. {@link IdnaDifferentialTest} goes through all characters. */
class UrlIdnTest {
    @Test
    void theNameIsShownAsItWasGivenAndUsedInAscii() {
        Url url = Url.parse("http://user@www.\u00c5\u00e4\u00f6.SE:81/\u00e4?q#f");
        assertEquals("www.\u00c5\u00e4\u00f6.SE", url.get(UrlPart.HOST));
        assertEquals("http://user@www.\u00c5\u00e4\u00f6.SE:81/\u00e4?q#f", url.get(UrlPart.URL));
        assertEquals("http://user@www.\u00c5\u00e4\u00f6.SE:81/\u00e4?q", url.withoutFragment());
        assertEquals("www.xn--4cab6c.se", url.get(UrlPart.HOST, UrlFlag.PUNYCODE));
        assertEquals("http://user@www.xn--4cab6c.se:81/\u00e4?q#f", url.get(UrlPart.URL, UrlFlag.PUNYCODE));
        assertEquals("www.xn--4cab6c.se", url.host());
        assertEquals("www.xn--4cab6c.se", url.originHost());
        assertEquals("http://www.xn--4cab6c.se:81/\u00e4?q", url.requestUrl());
    }

    @Test
    void asciiNamesAreDecodedOnRequest() {
        Url url = Url.parse("http://www.XN--4cab6c.se/");
        assertEquals("www.XN--4cab6c.se", url.get(UrlPart.HOST));
        assertEquals("www.xn--4cab6c.se", url.host());
        assertEquals("www.\u00e5\u00e4\u00f6.se", url.get(UrlPart.HOST, UrlFlag.PUNY2IDN));
        assertEquals("http://www.\u00e5\u00e4\u00f6.se/", url.get(UrlPart.URL, UrlFlag.PUNY2IDN));
        assertEquals("plain.test", Url.parse("http://plain.test").get(UrlPart.HOST, UrlFlag.PUNY2IDN));
        assertEquals("r3---x.test", Url.parse("http://r3---x.test").get(UrlPart.HOST, UrlFlag.PUNY2IDN));
        assertEquals("\u00e4.", Url.parse("http://\u00e4.").get(UrlPart.HOST, UrlFlag.PUNY2IDN));
        assertEquals("[::1]", Url.parse("http://[::1]").get(UrlPart.HOST, UrlFlag.PUNY2IDN));
    }

    @Test
    void asciiNamesThatStandForNothingAreUsableButNotShown() {
        for (String name : new String[] {"xn--", "xn--99999999", "xn--abc-", "xn--fiq-.test"}) {
            Url url = Url.parse("http://" + name);
            assertEquals(name, url.host());
            assertEquals(name, url.get(UrlPart.HOST, UrlFlag.PUNYCODE));
            assertEquals(UrlCode.BAD_HOSTNAME, codeOf(() -> url.get(UrlPart.HOST, UrlFlag.PUNY2IDN)));
            assertEquals(UrlCode.BAD_HOSTNAME, codeOf(() -> url.get(UrlPart.URL, UrlFlag.PUNY2IDN)));
        }
    }

    @Test
    void theHostCanBeSetAlone() {
        Url url = Url.parse("http://h/");
        url.set(UrlPart.HOST, "gr\u00f6\u00dfe.de");
        assertEquals("xn--gre-6ka8i.de", url.host());
        assertEquals(UrlCode.BAD_HOSTNAME, codeOf(() -> url.set(UrlPart.HOST, "a\u202eb")));
        assertEquals("xn--gre-6ka8i.de", url.dup().host());
        url.set(UrlPart.URL, "//\u4f8b\u3048.\u30c6\u30b9\u30c8/x");
        assertEquals("xn--r8jz45g.xn--zckzah", url.host());
        url.set(UrlPart.URL, "../y");
        assertEquals("http://\u4f8b\u3048.\u30c6\u30b9\u30c8/y", url.get(UrlPart.URL));
    }

    @Test
    void namesAreMappedToOneForm() {
        UrlVectors.check(
                """
                www.gro<DF>e.de -> www.xn--groe-xna.de
                B<DC>CHER.example -> xn--bcher-kva.example
                bu<308>cher.example -> xn--bcher-kva.example
                fa<DF>.de -> xn--fa-hia.de
                FA<1E9E>.de -> xn--fa-hia.de
                <3B2><3CC><3BB><3BF><3C2>.com -> xn--nxasmm1c.com
                <FF41><FF42>.com -> ab.com
                <2460>.test -> 1.test
                <E9>.xn--9ca -> xn--9ca.xn--9ca
                <1F600>.test -> xn--e28h.test
                <E9>. -> xn--9ca.
                <5D0><5D1> -> xn--4dbc
                <645><62B><627><644>.<625><62E><62A><628><627><631> -> xn--mgbh0fb.xn--kgbechtv
                """,
                UrlIdnTest::asciiOf);
    }

    @Test
    void namesThatBreakARuleAreRefused() {
        UrlVectors.check(
                """
                -<E9> -> BAD_HOSTNAME
                <E9>- -> BAD_HOSTNAME
                ab--<E9> -> BAD_HOSTNAME
                <301>a -> BAD_HOSTNAME
                <E9>..a -> BAD_HOSTNAME
                .<E9> -> BAD_HOSTNAME
                <5D0>a -> BAD_HOSTNAME
                a<5D0> -> BAD_HOSTNAME
                1.<5D0> -> BAD_HOSTNAME
                <661>1<627> -> BAD_HOSTNAME
                <E9>.xn--a -> BAD_HOSTNAME
                <E9>.xn--abc- -> BAD_HOSTNAME
                <E9>.xn--fa-hia- -> BAD_HOSTNAME
                <E000>.test -> BAD_HOSTNAME
                <FFFD>.test -> BAD_HOSTNAME
                <378>.test -> BAD_HOSTNAME
                """,
                UrlIdnTest::asciiOf);
    }

    @Test
    @Tag("T194")
    void invisibleCharactersNeitherHideNorSplitAName() {
        UrlVectors.check(
                """
                pay<AD>pal.com -> paypal.com
                pay<200B>pal.com -> paypal.com
                pay<FEFF>pal.com -> paypal.com
                pay<FE0F>pal.com -> paypal.com
                pay<200D>pal.com -> paypal.com
                <200B><200C> -> BAD_HOSTNAME
                <AD> -> BAD_HOSTNAME
                pay<202E>lap.com -> BAD_HOSTNAME
                pay<2066>pal.com -> BAD_HOSTNAME
                pay<3164>pal.com -> BAD_HOSTNAME
                pay<E0041>pal.com -> BAD_HOSTNAME
                a%00<E9>.com -> BAD_HOSTNAME
                a%0a<E9>.com -> BAD_HOSTNAME
                a%20<E9>.com -> BAD_HOSTNAME
                """,
                UrlIdnTest::asciiOf);
    }

    @Test
    void joinersStayWhereTheyChangeTheText() {
        UrlVectors.check(
                """
                <646><627><645><647><200C><627><6CC>.com -> xn--mgba3gch31f060k.com
                <915><94D><200D><937>.com -> xn--11b2ezcw70k.com
                <627><200C><628>.com -> xn--mgbc.com
                """,
                UrlIdnTest::asciiOf);
    }

    /** A character that looks like a delimiter, or becomes one, may not move the end of the host. */
    @Test
    @Tag("T192")
    @Tag("T193")
    void noCharacterBecomesADelimiter() {
        UrlVectors.check(
                """
                evil.c<2100>.test -> BAD_HOSTNAME
                evil<FF0F>.test -> BAD_HOSTNAME
                good.test<FF20>evil.test -> BAD_HOSTNAME
                good.test<FF03>.evil.test -> BAD_HOSTNAME
                good.test<FF1F>.evil.test -> BAD_HOSTNAME
                good.test<FF3C>.evil.test -> BAD_HOSTNAME
                good.test<FF1A>81 -> BAD_HOSTNAME
                evil<2024>test -> BAD_HOSTNAME
                evil<2025>test -> BAD_HOSTNAME
                <2488>test -> BAD_HOSTNAME
                <FF05>41.test -> BAD_HOSTNAME
                good.test%40<E9> -> BAD_HOSTNAME
                a<3002>b<FF0E>c<FF61>d -> a.b.c.d
                """,
                UrlIdnTest::asciiOf);
    }

    @Test
    @Tag("T197")
    void digitsOfAnotherWidthMakeAnAddress() {
        Url url = Url.parse("http://\uff11\uff12\uff17\u3002\uff11/");
        assertTrue(url.isIpv4());
        assertEquals("127.0.0.1", url.host());
        assertEquals("127.0.0.1", url.get(UrlPart.HOST));
        assertEquals("http://127.0.0.1/", url.get(UrlPart.URL));
        assertEquals(UrlCode.BAD_HOSTNAME, codeOf(() -> Url.parse("http://\uff12\uff15\uff16.1.1.1/")));
        assertEquals("127.0.0.1", Url.parse("http://\u2460\u2461\u2466.1/").host());
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        UrlVectors.check(
                """
                %ff.test -> BAD_HOSTNAME
                %c3.test -> BAD_HOSTNAME
                %ed%a0%80.test -> BAD_HOSTNAME
                %c0%af.test -> BAD_HOSTNAME
                %c3%a9.test -> xn--9ca.test
                """,
                UrlIdnTest::asciiOf);
        assertThrows(UrlException.class, () -> Url.parse("http://a\ud800b.test"));
    }

    @Test
    @Tag("T200")
    void longNamesAreRefusedBeforeTheyCostTime() {
        assertEquals(UrlCode.BAD_HOSTNAME, codeOf(() -> Url.parse("http://" + "\u00e9".repeat(256))));
        assertEquals(UrlCode.BAD_HOSTNAME, codeOf(() -> Url.parse("http://" + "\u00e9.".repeat(10_000))));
        assertEquals(UrlCode.BAD_HOSTNAME, codeOf(() -> Url.parse("http://" + "\ufdfa".repeat(2_000_000))));
        assertEquals(UrlCode.BAD_HOSTNAME, codeOf(() -> Url.parse("http://a" + "\u00ad".repeat(2_000_000))));
        assertEquals(63, asciiOf("\u00e9".repeat(57)).length());
        assertEquals(UrlCode.BAD_HOSTNAME, codeOf(() -> asciiOf("\u00e9".repeat(58))));
    }

    /** RFC 3492, 7.1. */
    @Test
    void samplesOfPunycodeGoBothWays() {
        UrlVectors.check(
                """
                <644><64A><647><645><627><628><62A><643><644><645><648><634><639><631><628><64A><61F> -> egbpdaj6bu4bxfgehfvwxn
                <4ED6><4EEC><4E3A><4EC0><4E48><4E0D><8BF4><4E2D><6587> -> ihqwcrb4cv8a8dqg056pqjye
                3<5E74>B<7D44><91D1><516B><5148><751F> -> 3B-ww4c5e180e575a65lsy2b
                <5B89><5BA4><5948><7F8E><6075>-with-SUPER-MONKEYS -> -with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n
                """,
                text -> {
                    int[] label = text.codePoints().toArray();
                    String encoded = Punycode.encode(label);
                    int[] decoded = Punycode.decode(encoded);
                    assertEquals(text, decoded == null ? null : new String(decoded, 0, decoded.length));
                    return encoded;
                });
        assertEquals("ab-", Punycode.encode(new int[] {'a', 'b'}));
        for (String bad : new String[] {"9", "99999999", "a-9", "\u00e9", "a_", "A9"}) {
            assertNull(Punycode.decode(bad), bad);
        }
    }

    private static String asciiOf(String host) {
        return Url.parse("http://" + host).get(UrlPart.HOST, UrlFlag.PUNYCODE);
    }

    private static UrlCode codeOf(Runnable call) {
        return assertThrows(UrlException.class, call::run).code();
    }
}
