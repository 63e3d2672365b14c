package dev.hiper.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DigestSessionTest {
    private static final Credentials MUFASA = Credentials.of("Mufasa", "Circle of Life");

    @Test
    void exampleOfRfc2617IsReproduced() throws TransferException {
        DigestSession session = session(
                "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                        + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"",
                "0a4f113b");
        assertEquals(
                "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
                        + "uri=\"/dir/index.html\", cnonce=\"0a4f113b\", nc=00000001, qop=auth, "
                        + "response=\"6629fae49393a05397450978507c4ef1\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"",
                session.authorization(Credentials.of("Mufasa", "Circle Of Life"), "GET", "/dir/index.html", false));
    }

    @Test
    void examplesOfRfc7616AreReproduced() throws TransferException {
        assertResponse("8ca523f5e9506fed4657c9700eebdbec", rfc7616("MD5"));
        assertResponse("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", rfc7616("SHA-256"));
    }

    /** With the value of the erratum: the document itself used another hash by mistake. */
    @Test
    void userNameIsHashedIfTheServerWantsThat() throws TransferException {
        String field = session(
                        "Digest realm=\"api@example.org\", algorithm=SHA-512-256, nonce=\"n\", userhash=true", "c")
                .authorization(Credentials.of("J\u00e4s\u00f8n Doe", "Secret, or not?"), "GET", "/doe.json", false);
        assertTrue(field.startsWith(
                "Digest username=\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\""));
        assertTrue(field.endsWith(", algorithm=SHA-512-256, userhash=true"));
    }

    @Test
    void longHashCutShortIsAHashOfItsOwn() throws TransferException {
        assertEquals(
                "Digest username=\"testuser\", realm=\"testrealm\", nonce=\"1053604145\", uri=\"/2062\", "
                        + "response=\"9d3256ee6526ec40dd48743bb48e51ee9baba587c78f15c3a86166242150af98\", "
                        + "algorithm=SHA-512-256",
                session("Digest realm=\"testrealm\", nonce=\"1053604145\", algorithm=\"SHA-512-256\"", "x")
                        .authorization(Credentials.of("testuser", "testpass"), "GET", "/2062", false));
    }

    @Test
    void withoutQopTheOlderFormIsUsed() throws TransferException {
        assertEquals(
                "Digest username=\"testuser\", realm=\"testrealm\", nonce=\"1053604145\", uri=\"/64\", "
                        + "response=\"c55f7f30d83d774a3d2dcacf725abaca\"",
                session("Digest realm=\"testrealm\", nonce=\"1053604145\"", "x")
                        .authorization(Credentials.of("testuser", "testpass"), "GET", "/64", false));
    }

    @Test
    @Tag("T147")
    void quotesInARealmAreKeptAndQuotedAgain() throws TransferException {
        assertEquals(
                "Digest username=\"testuser\", realm=\"test \\\"this\\\" realm!!\", nonce=\"1053604145\", uri=\"/1095\", "
                        + "response=\"df3246f44d2bc8de0e9f8fc4d7cf6e95\"",
                session("Digest realm=\"test \\\"this\\\" realm!!\", nonce=\"1053604145\"", "x")
                        .authorization(Credentials.of("testuser", "testpass"), "GET", "/1095", false));
    }

    @Test
    @Tag("T147")
    void controlCharactersInAUserNameCannotEndTheLine() throws TransferException {
        String field = session("Digest realm=\"testrealm%0a%0d\", nonce=\"1053604145\"", "x")
                .authorization(Credentials.of("hello\n\r", "there"), "GET", "/", false);
        assertEquals(
                "Digest username=\"hello%0A%0D\", realm=\"testrealm%0a%0d\", nonce=\"1053604145\", uri=\"/\", "
                        + "response=\"64e5ae1b90f05309847ac483c1094284\"",
                field);
    }

    @Test
    @Tag("T147")
    void quotesAndOtherLettersInAUserNameAreMadeSafe() throws TransferException {
        String field = session("Digest realm=\"r\u00c3\u00a9\", nonce=\"n\"", "x")
                .authorization(Credentials.of("a\"b\\\u00e9", "p"), "GET", "/", false);
        assertTrue(field.startsWith("Digest username=\"a\\\"b\\\\%C3%A9\", realm=\"r%C3%A9\""), field);
    }

    @Test
    @Tag("T147")
    void countOfRequestsGrows() throws TransferException {
        DigestSession session = session("Digest realm=\"r\", nonce=\"n\", qop=\"auth\"", "c");
        assertTrue(session.authorization(MUFASA, "GET", "/", false).contains("nc=00000001"));
        assertTrue(session.authorization(MUFASA, "GET", "/", false).contains("nc=00000002"));
    }

    @Test
    @Tag("T147")
    void algorithmIsRepeatedAsItWasWritten() throws TransferException {
        String field = session("Digest realm=\"testrealm\", nonce=\"1053604145\", algorithm=\"SHA-256\"", "x")
                .authorization(Credentials.of("testuser", "testpass"), "GET", "/2061", false);
        assertEquals(
                "Digest username=\"testuser\", realm=\"testrealm\", nonce=\"1053604145\", uri=\"/2061\", "
                        + "response=\"9dc55255f1a2537b838311674b621d45346b862a81631bb20e4ce356ef25062d\", algorithm=SHA-256",
                field);
    }

    @Test
    void sessionVariantMixesTheNoncesIn() throws TransferException {
        String plain = "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5";
        String first = session(plain, "c").authorization(MUFASA, "GET", "/", false);
        String second = session(plain + "-sess", "c").authorization(MUFASA, "GET", "/", false);
        String ha1 = DigestAlgorithm.MD5.hex(DigestAlgorithm.MD5.hex("Mufasa:r:Circle of Life") + ":n:c");
        String expected = DigestAlgorithm.MD5.hex(ha1 + ":n:00000001:c:auth:" + DigestAlgorithm.MD5.hex("GET:/"));
        assertTrue(second.contains("response=\"" + expected + "\""));
        assertTrue(!first.contains(expected));
    }

    @Test
    @Tag("T147")
    void qopIsPickedFromAListWithSpacesAndStrangers() throws TransferException {
        assertTrue(session("Digest nonce=\"n\", qop=\" crazy, auth\"", "c")
                .authorization(MUFASA, "GET", "/", false)
                .contains("qop=auth,"));
        assertTrue(session("Digest nonce=\"n\", qop=\"auth-int,auth\"", "c")
                .authorization(MUFASA, "POST", "/", true)
                .contains("qop=auth,"));
    }

    @Test
    @Tag("T147")
    void whatIsUnknownIsNotAnswered() {
        assertUnusable("Digest realm=\"r\"");
        assertUnusable("Digest nonce=\"n\", algorithm=SHA-1");
        assertUnusable("Digest nonce=\"n\", algorithm=\"\"");
        assertUnusable("Digest nonce=\"n\", qop=\"crazy\"");
        assertUnusable("Digest nonce=\"n\", algorithm=MD5-sess");
        assertUnusable("Digest nonce=\"" + "n".repeat(1 << 20) + '"');
    }

    @Test
    void bodyThatCannotBeHashedIsAnError() throws TransferException {
        String challenge = "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"";
        assertTrue(
                session(challenge, "c").authorization(MUFASA, "GET", "/", false).contains("qop=auth-int"));
        TransferException failure = assertThrows(
                TransferException.class, () -> session(challenge, "c").authorization(MUFASA, "POST", "/", true));
        assertEquals(ResultCode.AUTH_ERROR, failure.result());
    }

    private static DigestSession rfc7616(String algorithm) {
        return session(
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=" + algorithm
                        + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                        + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    }

    private static void assertResponse(String expected, DigestSession session) throws TransferException {
        String field = session.authorization(MUFASA, "GET", "/dir/index.html", false);
        assertTrue(field.contains("response=\"" + expected + '"'), field);
    }

    private static void assertUnusable(String field) {
        assertNull(DigestSession.of(challenge(field), "c"), field);
    }

    private static DigestSession session(String field, String cnonce) {
        DigestSession session = DigestSession.of(challenge(field), cnonce);
        assertNotNull(session);
        return Objects.requireNonNull(session);
    }

    private static Challenge challenge(String field) {
        List<Challenge> challenges = new ArrayList<>();
        ChallengeReader.read(field, challenges);
        return challenges.get(0);
    }
}
