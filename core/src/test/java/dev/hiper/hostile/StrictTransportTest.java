package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may say that a host is reached by TLS only, or that it is to be found elsewhere. */
class StrictTransportTest {
    private static final String HSTS = "Strict-Transport-Security: ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @Tag("T122")
    @CsvSource({"a.test, a.test.", "a.test., a.test", "a.test, A.TEST", "a.test., A.Test."})
    void aDotBehindTheNameMakesNoOtherHost(String learned, String asked) {
        try (Tour tour = learning()) {
            tour.visitAnswered("https://" + learned + "/", List.of(HSTS + "max-age=600"));
            tour.serve(asked, true);
            tour.request("http://" + asked + "/", List.of());
            assertUpgraded(tour, asked);
        }
    }

    @Test
    @Tag("T122")
    void subDomainsFollowIfTheHostSaysSo() {
        try (Tour tour = learning()) {
            tour.visitAnswered("https://example.test/", List.of(HSTS + "max-age=600; includeSubDomains"));
            tour.visitAnswered("https://a.test/", List.of(HSTS + "max-age=600"));
            tour.serve("www.example.test.", true);
            tour.request("http://www.example.test./", List.of());
            assertUpgraded(tour, "www.example.test.");
            for (String other : List.of("sub.a.test", "notexample.test", "example.test.b.test")) {
                tour.request("http://" + other + "/", List.of());
                assertEquals(1, tour.plainRequests(other), other);
            }
        }
    }

    @Test
    @Tag("T123")
    void theWordOfAPlainAnswerCountsForNothing() {
        try (Tour tour = learning()) {
            tour.visitAnswered("http://a.test/", List.of(HSTS + "max-age=600"));
            tour.request("http://a.test/", List.of());
            assertEquals(2, tour.plainRequests("a.test"));
        }
    }

    @ParameterizedTest
    @Tag("T123")
    @ValueSource(booleans = {true, false})
    void theWordOfAnUnverifiedServerCountsForNothing(boolean chain) {
        try (Tour tour = learning()) {
            if (chain) {
                tour.easy().set(EasyOption.SSL_VERIFYPEER, false);
            } else {
                tour.easy().set(EasyOption.SSL_VERIFYHOST, 0L);
            }
            tour.visitAnswered("https://a.test/", List.of(HSTS + "max-age=600"));
            tour.request("http://a.test/", List.of());
            assertEquals(1, tour.plainRequests("a.test"));
        }
    }

    @Test
    @Tag("T123")
    void anAddressIsNeverUpgraded() {
        try (Tour tour = learning()) {
            tour.visitAnswered("https://127.0.0.1/", List.of(HSTS + "max-age=600; includeSubDomains"));
            tour.request("http://127.0.0.1/", List.of());
            assertEquals(1, tour.plainRequests("127.0.0.1"));
        }
    }

    @ParameterizedTest
    @Tag("T123")
    @CsvSource(
            value = {
                "max-age=600 | true",
                "max-age=\"600\" | true",
                "MAX-AGE=600 ; unknown=\"x;y\"; INCLUDESUBDOMAINS | true",
                "max-age=99999999999999999999 | true",
                "max-age=9223372036854775807 | true",
                "max-age=0 | false",
                "includeSubDomains | false",
                "max-age= | false",
                "max-age=x | false",
                "max-age=-1 | false",
                "max-age=600; max-age=600 | false",
                "max-age=\"600 | false",
            },
            delimiter = '|',
            quoteCharacter = '\'')
    void onlyAWellFormedFieldCounts(String value, boolean learned) {
        try (Tour tour = learning()) {
            tour.visitAnswered("https://a.test/", List.of(HSTS + value));
            tour.serve("a.test", false);
            tour.request("http://a.test/", List.of());
            assertEquals(learned ? 0 : 1, tour.plainRequests("a.test"), value);
        }
    }

    @ParameterizedTest
    @Tag("T123")
    @CsvSource({"max-age=0, max-age=600, false", "max-age=600, max-age=0, true", "nonsense, max-age=600, false"})
    void onlyTheFirstOfTwoFieldsCounts(String first, String second, boolean learned) {
        try (Tour tour = learning()) {
            tour.visitAnswered("https://a.test/", List.of(HSTS + first, HSTS + second));
            tour.serve("a.test", false);
            tour.request("http://a.test/", List.of());
            assertEquals(learned ? 0 : 1, tour.plainRequests("a.test"));
        }
    }

    @Test
    @Tag("T123")
    void whatWasLearnedEndsInTime() {
        try (Tour tour = learning()) {
            tour.visitAnswered("https://a.test/", List.of(HSTS + "max-age=60"));
            tour.request("http://a.test/", List.of());
            assertUpgraded(tour, "a.test");
            tour.sim().clock().jumpWallClock(61_000);
            tour.request("http://a.test/", List.of());
            assertEquals(1, tour.plainRequests("a.test"));
        }
    }

    @Test
    @Tag("T123")
    void aRedirectIsUpgradedBeforeItIsFollowed() {
        try (Tour tour = learning()) {
            tour.visitAnswered("https://a.test/", List.of(HSTS + "max-age=600"));
            tour.easy().set(EasyOption.FOLLOWLOCATION, 1L);
            tour.redirectOnce("http://a.test/next");
            String head = tour.request("http://b.test/", List.of());
            assertTrue(head.startsWith("GET /next "), head);
            assertUpgraded(tour, "a.test");
        }
    }

    /** The service at the other place is not that of the origin: it cannot prove to be. */
    @Test
    @Tag("T126")
    void anAlternativeWithoutTheOriginsCertificateGetsNoRequest() {
        try (Tour tour = learning()) {
            tour.easy().set(EasyOption.ALTSVC_CTRL, 8L | 16L);
            TlsServer evil = TlsServer.at(tour.sim(), "evil.test").certificate("other");
            List<String> fields = List.of("Alt-Svc: h2=\"evil.test:443\", h1=\"evil.test:443\"");
            tour.request("https://a.test/", fields);
            String head = tour.request("https://a.test/second", List.of());
            assertTrue(head.startsWith("GET /second ") && head.contains("\r\nHost: a.test\r\n"), head);
            assertEquals(List.of(), evil.heads);
        }
    }

    @Test
    @Tag("T126")
    void anAlternativeWithTheOriginsCertificateServesTheOrigin() {
        try (Tour tour = learning()) {
            tour.easy().set(EasyOption.ALTSVC_CTRL, 8L);
            tour.serve("alt.test:8443", true);
            tour.request("https://a.test/", List.of("Alt-Svc: h1=\"alt.test:8443\""));
            long before = tour.easy().info(EasyInfo.PRIMARY_PORT);
            String head = tour.request("https://a.test/second", List.of());
            assertEquals(443, before);
            assertEquals(8443, tour.easy().info(EasyInfo.PRIMARY_PORT));
            assertTrue(head.contains("\r\nHost: a.test\r\n") && head.contains("\r\nAlt-Used: alt.test:8443\r\n"), head);
        }
    }

    @Test
    @Tag("T126")
    void anAlternativeThatIsNotThereIsForgottenAndTheOriginAsked() throws IOException {
        Path file = folder.resolve("services");
        try (Tour tour = learning()) {
            tour.easy().set(EasyOption.ALTSVC, file.toString()).set(EasyOption.ALTSVC_CTRL, 8L);
            tour.request("https://a.test/", List.of("Alt-Svc: h1=\"gone.test:8443\""));
            tour.easy().set(EasyOption.FRESH_CONNECT, true);
            String head = tour.request("https://a.test/second", List.of());
            assertTrue(head.startsWith("GET /second "), head);
            assertFalse(head.contains("Alt-Used"), head);
        }
        assertEquals(List.of(), entries(file));
    }

    @Test
    @Tag("T126")
    void anAlternativeOfAPlainAnswerIsNone() throws IOException {
        Path file = folder.resolve("services");
        try (Tour tour = learning()) {
            tour.easy().set(EasyOption.ALTSVC, file.toString()).set(EasyOption.ALTSVC_CTRL, 8L);
            tour.visitAnswered("http://a.test/", List.of("Alt-Svc: h1=\"evil.test:80\""));
            tour.request("http://a.test/", List.of());
            assertEquals(2, tour.plainRequests("a.test"));
        }
        assertEquals(List.of(), entries(file));
    }

    @ParameterizedTest
    @Tag("T127")
    @ValueSource(
            strings = {
                "quic9=\"b.test:443\"",
                "h1=\"b.test:0\"",
                "h1=\"b.test:65536\"",
                "h1=\"b.test:99999999999\"",
                "h1=\"b.test\"",
                "h1=b.test:443",
                "h1=\"b.test:443",
                "clear",
                "=",
                ",,;;\"",
            })
    void anAlternativeThatIsNoneIsIgnored(String value) throws IOException {
        assertEquals(List.of(), learned(value));
    }

    @ParameterizedTest
    @Tag("T127")
    @CsvSource(
            value = {
                "h1=\"b.test:443\" | h1 b.test 443",
                "h1=\":8443\" | h1 a.test 8443",
                "h1=\"b.test:443\"; ma=99999999999999999999 | h1 b.test 443",
                "h1=\"b.test:443\"; ma=\"60\"; persist=1 | h1 b.test 443",
            },
            delimiter = '|',
            quoteCharacter = '\'')
    void anAlternativeIsRemembered(String value, String entry) throws IOException {
        List<String> entries = learned(value);
        assertEquals(1, entries.size());
        assertTrue(entries.get(0).startsWith("h1 a.test 443 " + entry + " \""), entries.get(0));
    }

    @Test
    @Tag("T127")
    void aFieldWithVeryManyAlternativesIsBounded() throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            all.add("h1=\"b" + i + ".test:443\"");
        }
        int kept = learned(String.join(", ", all)).size();
        assertTrue(kept > 0 && kept <= 24, () -> kept + " kept");
    }

    @Test
    @Tag("T127")
    void clearDropsWhatWasKnown() throws IOException {
        Path file = folder.resolve("services");
        Files.writeString(file, "h1 a.test 443 h1 b.test 443 \"99990101 00:00:00\" 0 0\n");
        try (Tour tour = learning()) {
            tour.easy().set(EasyOption.ALTSVC, file.toString()).set(EasyOption.ALTSVC_CTRL, 16L);
            tour.visitAnswered("https://a.test/", List.of("Alt-Svc: clear"));
        }
        assertEquals(List.of(), entries(file));
    }

    /** What is in the file after an answer with this field, and as long as the clock of the machine would have it. */
    private List<String> learned(String value) throws IOException {
        Path file = folder.resolve("services");
        try (Tour tour = learning()) {
            long ahead = System.currentTimeMillis() - tour.sim().clock().currentTimeMillis();
            tour.sim().clock().jumpWallClock(ahead);
            tour.easy().set(EasyOption.ALTSVC, file.toString()).set(EasyOption.ALTSVC_CTRL, 16L);
            tour.visitAnswered("https://a.test/", List.of("Alt-Svc: " + value));
        }
        return entries(file);
    }

    private static List<String> entries(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    private static Tour learning() {
        Tour tour = new Tour();
        tour.easy().set(EasyOption.HSTS_CTRL, 1L);
        return tour;
    }

    private static void assertUpgraded(Tour tour, String host) {
        assertEquals(0, tour.plainRequests(host), "Nothing went in clear.");
        String url = tour.easy().info(EasyInfo.EFFECTIVE_URL);
        assertTrue(url.startsWith("https://"), url);
    }
}
