package dev.hiper.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.Authentication.Outcome;
import dev.hiper.internal.auth.Authentication.Side;
import dev.hiper.internal.bytes.Limits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final Credentials USER = Credentials.of("testuser", "testpass");
    private static final String BASIC_FIELD = "Basic dGVzdHVzZXI6dGVzdHBhc3M=";
    private static final String FIRST_NTLM = "NTLM TlRMTVNTUAABAAAABoIIAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String NTLM_CHALLENGE =
            "NTLM TlRMTVNTUAACAAAAAgACADAAAACGggEAc51AYVDgyNcAAAAAAAAAAG4AbgAyAAAA";
    private static final String DIGEST = "Digest realm=\"testrealm\", nonce=\"1053604145\"";

    private static final String HERE = "http://a:80";
    private static final String THERE = "http://b:80";

    private static final long BASIC = AuthScheme.BASIC.bit();
    private static final long DIGEST_ONLY = AuthScheme.DIGEST.bit();
    private static final long NTLM = AuthScheme.NTLM.bit();
    private static final long BEARER = AuthScheme.BEARER.bit();
    private static final long ANY = 0xFFFF_FFEFL;

    private final Authentication origin = authentication(Side.ORIGIN);

    @Test
    void onlySchemeAllowedIsUsedAtOnce() throws TransferException {
        start(BASIC, USER);
        assertEquals(BASIC_FIELD, get());
        assertEquals(BASIC, origin.used());
        assertEquals(Outcome.DONE, origin.responseHead(200, false));
    }

    @Test
    @Tag("T154")
    void withoutCredentialsNothingIsSent() throws TransferException {
        start(ANY, null);
        assertFalse(origin.active());
        assertNull(get());
        assertEquals(Outcome.FAILED, answer(401, "Basic", "NTLM"));
        assertEquals(BASIC | NTLM, origin.available());
        assertEquals(0, origin.used());
    }

    @Test
    @Tag("T154")
    void userWithoutPasswordAndTheOtherWayRoundAreSentAsTheyAre() throws TransferException {
        start(BASIC, new Credentials("u", null, null));
        assertEquals("Basic dTo=", get());
        origin.address(HERE, new Credentials(null, "p", null));
        assertEquals("Basic OnA=", get());
        origin.address(HERE, Credentials.of("", ""));
        assertEquals("Basic Og==", get());
        origin.address(HERE, null);
        assertNull(get());
    }

    @Test
    @Tag("T155")
    void basicIsSentInUtf8AndNeverWithAColonInTheUser() throws TransferException {
        start(BASIC, Credentials.of("\u00e9", "a:\u20ac"));
        assertEquals("Basic w6k6YTrigqw=", get());
        origin.address(HERE, Credentials.of("a:b", "c"));
        TransferException failure = assertThrows(TransferException.class, this::get);
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, failure.result());
    }

    @Test
    @Tag("T144")
    void basicThatIsRefusedIsNotRepeated() throws TransferException {
        start(BASIC, USER);
        get();
        assertEquals(Outcome.FAILED, answer(401, "Basic realm=\"x\""));
    }

    @Test
    void bearerNeedsAToken() throws TransferException {
        start(BEARER, new Credentials(null, null, "t0ken"));
        assertEquals("Bearer t0ken", get());
        assertEquals(Outcome.FAILED, answer(401, "Bearer"));
        start(BEARER, USER);
        assertNull(get());
    }

    @Test
    @Tag("T151")
    void bearerDoesNotBecomeBasicWithoutUser() throws TransferException {
        start(BASIC | BEARER, new Credentials(null, null, "t0ken"));
        assertNull(get());
        assertEquals(Outcome.FAILED, answer(401, "Basic"));
    }

    @Test
    void ofSeveralAllowedNothingIsSentBeforeTheServerSaysWhatItWants() throws TransferException {
        start(ANY, USER);
        assertNull(post());
        assertFalse(origin.withholdsBody(), "nothing says that there will be a handshake");
        assertEquals(Outcome.AGAIN, answer(401, "Blackmagic realm=\"a\"", "Basic realm=\"b\"", DIGEST));
        assertEquals(DIGEST_ONLY, origin.used());
        assertTrue(post().startsWith("Digest username=\"testuser\""));
        assertFalse(origin.withholdsBody());
        assertEquals(Outcome.DONE, origin.responseHead(200, false));
        assertEquals(BASIC | DIGEST_ONLY, origin.available());
    }

    @Test
    void bestOneOnOfferIsPicked() throws TransferException {
        assertPicks(NTLM, "Basic", "Wild-and-crazy", "NTLM");
        assertPicks(NTLM, "Basic, Wild-and-crazy, NTLM");
        assertPicks(DIGEST_ONLY, "NTLM", DIGEST);
        assertPicks(BASIC, "Basic", "Negotiate", "Bearer");
        assertPicks(NTLM, "Magic-Negotiate", "NTLM", "Basic realm=\"daniel\"");
    }

    @Test
    void schemeThatWasPickedIsUsedAtOnceInTheNextLegAndTransfer() throws TransferException {
        start(ANY, USER);
        get();
        answer(401, "Basic");
        assertEquals(BASIC_FIELD, get());
        origin.responseHead(302, true);
        origin.address(THERE, USER);
        origin.attach(new ConnectionAuth());
        assertEquals(BASIC_FIELD, get());
        start(ANY, USER);
        assertEquals(BASIC_FIELD, get());
        start(DIGEST_ONLY, USER);
        assertNull(get());
    }

    @Test
    void onlyOneSchemeWithAQuestionFirst() throws TransferException {
        start(BASIC | AuthScheme.ONLY, USER);
        assertNull(get());
        assertEquals(Outcome.AGAIN, answer(401, "Basic"));
        assertEquals(BASIC_FIELD, get());
    }

    @Test
    @Tag("T145")
    void weakerSchemeThanAllowedIsNeverUsed() throws TransferException {
        start(DIGEST_ONLY, USER);
        assertNull(get());
        assertEquals(Outcome.FAILED, answer(401, "Basic realm=\"x\""));
        start(DIGEST_ONLY, USER);
        get();
        assertEquals(Outcome.AGAIN, answer(401, "Digest nonce=\"a\", algorithm=MD5, Basic"));
        assertTrue(get().startsWith("Digest"));
    }

    @Test
    @Tag("T145")
    void strongestDigestCounts() throws TransferException {
        String[] offers = {
            "Digest nonce=\"a\", algorithm=MD5",
            "Digest nonce=\"b\", algorithm=SHA-512-256, Digest nonce=\"c\", algorithm=SHA-256",
            "Digest nonce=\"d\", algorithm=SHA-512-256",
            "Digest nonce=\"e\", algorithm=SHA-1"
        };
        start(ANY, USER);
        get();
        assertEquals(Outcome.AGAIN, answer(401, offers));
        assertTrue(get().contains("nonce=\"b\""));
    }

    @Test
    @Tag("T147")
    void digestThatCannotBeAnsweredIsSkipped() throws TransferException {
        start(ANY, USER);
        get();
        assertEquals(Outcome.AGAIN, answer(401, "Digest nonce=\"a\", algorithm=SHA-1", "Basic"));
        assertEquals(BASIC_FIELD, get());
    }

    @Test
    void digestBeginsWithARequestWithoutBody() throws TransferException {
        start(DIGEST_ONLY, USER);
        assertNull(post());
        assertTrue(origin.withholdsBody());
        assertEquals(Outcome.AGAIN, answer(401, DIGEST));
        assertNotNull(post());
        assertFalse(origin.withholdsBody());
    }

    @Test
    void requestIsRepeatedWithItsBodyIfNobodyAsked() throws TransferException {
        for (long scheme : new long[] {DIGEST_ONLY, NTLM}) {
            Authentication side = authentication(Side.PROXY);
            side.begin(scheme);
            side.address(HERE, USER);
            side.authorization("POST", "/", true);
            assertTrue(side.withholdsBody());
            assertEquals(Outcome.AGAIN, side.responseHead(200, true));
            assertNull(side.authorization("POST", "/", true));
            assertFalse(side.withholdsBody());
            assertEquals(Outcome.DONE, side.responseHead(200, true));
        }
    }

    @Test
    void redirectOfARequestWithoutBodyIsJustARedirect() throws TransferException {
        start(DIGEST_ONLY, USER);
        post();
        assertEquals(Outcome.DONE, origin.responseHead(302, true));
    }

    @Test
    @Tag("T144")
    void refusedDigestEndsUnlessTheNonceWasStale() throws TransferException {
        start(DIGEST_ONLY, USER);
        get();
        answer(401, DIGEST);
        get();
        assertEquals(Outcome.AGAIN, answer(401, "Digest realm=\"testrealm\", nonce=\"999999\", stale=true"));
        assertTrue(get().contains("nonce=\"999999\""));
        assertEquals(Outcome.FAILED, answer(401, "Digest realm=\"other\", nonce=\"3\""));
    }

    @Test
    @Tag("T144")
    void staleForEverIsBounded() throws TransferException {
        start(DIGEST_ONLY, USER);
        int rounds = 0;
        do {
            get();
            rounds++;
        } while (answer(401, "Digest nonce=\"" + rounds + "\", stale=true") == Outcome.AGAIN);
        assertEquals(Limits.AUTH_ROUNDS + 1, rounds);
    }

    @Test
    @Tag("T146")
    void digestOfOneDestinationIsNotUsedAtAnother() throws TransferException {
        start(DIGEST_ONLY, USER);
        get();
        answer(401, DIGEST + ", qop=\"auth\"");
        assertTrue(get().contains("nc=00000001"));
        origin.address(HERE, USER);
        assertTrue(get().contains("nc=00000002"));
        origin.address(THERE, USER);
        assertNull(get());
        assertEquals(Outcome.AGAIN, answer(401, DIGEST + ", qop=\"auth\""));
        assertTrue(get().contains("nc=00000001"));
        origin.address(THERE, Credentials.of("testuser", "other"));
        assertNull(get());
    }

    @Test
    @Tag("T147")
    void eachNonceHasAClientNonceOfItsOwn() throws TransferException {
        int[] calls = {0};
        Authentication side = new Authentication(Side.ORIGIN, bytes -> Arrays.fill(bytes, (byte) calls[0]++), () -> 0);
        side.begin(DIGEST_ONLY);
        side.address(HERE, USER);
        side.challenge(DIGEST + ", qop=\"auth\"");
        side.responseHead(401, false);
        String first = side.authorization("GET", "/", false);
        side.challenge(DIGEST + ", qop=\"auth\", stale=true");
        side.responseHead(401, false);
        assertNotEquals(first, side.authorization("GET", "/", false));
    }

    @Test
    void ntlmIsADanceOfThreeOnOneConnection() throws TransferException {
        ConnectionAuth connection = new ConnectionAuth();
        start(NTLM, USER);
        origin.attach(connection);
        assertEquals(FIRST_NTLM, post());
        assertTrue(origin.withholdsBody());
        assertTrue(origin.needsSameConnection());
        assertEquals(Outcome.AGAIN, answer(401, NTLM_CHALLENGE));
        assertTrue(origin.needsSameConnection());
        assertTrue(post().startsWith("NTLM TlRMTVNTUAADAAAA"));
        assertFalse(origin.withholdsBody());
        assertFalse(origin.needsSameConnection());
        assertTrue(connection.bound());
        assertEquals(Outcome.DONE, origin.responseHead(200, false));
        assertNull(post());
        assertFalse(origin.withholdsBody());
        assertEquals(NTLM, origin.used());
    }

    @Test
    void ntlmThatIsRefusedReleasesTheConnection() throws TransferException {
        ConnectionAuth connection = new ConnectionAuth();
        start(NTLM, USER);
        origin.attach(connection);
        get();
        answer(401, NTLM_CHALLENGE);
        get();
        assertEquals(Outcome.FAILED, answer(401, "NTLM"));
        assertFalse(connection.bound());
    }

    @Test
    @Tag("T144")
    void ntlmWithoutChallengeIsTriedOnceMoreOnly() throws TransferException {
        start(NTLM, USER);
        assertEquals(FIRST_NTLM, get());
        assertEquals(Outcome.AGAIN, answer(401, "NTLM"));
        assertEquals(FIRST_NTLM, get());
        assertEquals(Outcome.FAILED, answer(401, "NTLM"));
    }

    @Test
    @Tag("T148")
    void ntlmWithADamagedChallengeEnds() throws TransferException {
        start(NTLM, USER);
        get();
        assertEquals(Outcome.FAILED, answer(401, "NTLM $$$"));
    }

    @Test
    void ntlmStartsAgainOnAnAuthenticatedConnectionIfTheServerWantsThat() throws TransferException {
        start(NTLM, USER);
        get();
        answer(401, NTLM_CHALLENGE);
        get();
        origin.responseHead(200, false);
        assertNull(get());
        assertEquals(Outcome.AGAIN, answer(401, "NTLM"));
        assertEquals(FIRST_NTLM, get());
    }

    @Test
    @Tag("T136")
    void ntlmIsNeverContinuedOnAnotherConnection() throws TransferException {
        start(NTLM, USER);
        get();
        answer(401, NTLM_CHALLENGE);
        origin.attach(new ConnectionAuth());
        assertEquals(FIRST_NTLM, get());
        assertEquals(Outcome.FAILED, closed(NTLM_CHALLENGE));
    }

    @Test
    void schemeIsAskedForAgainOnANewConnectionAfterNtlm() throws TransferException {
        start(ANY, USER);
        get();
        answer(401, "Basic", "NTLM");
        assertEquals(FIRST_NTLM, get());
        answer(401, NTLM_CHALLENGE);
        get();
        assertEquals(Outcome.DONE, origin.responseHead(301, true));
        origin.address(HERE, USER);
        origin.attach(new ConnectionAuth());
        assertNull(get());
        assertEquals(Outcome.AGAIN, answer(401, "Basic", "NTLM"));
        assertEquals(FIRST_NTLM, get());
    }

    @Test
    void closeBeforeTheHandshakeBeginsIsNoHindrance() throws TransferException {
        start(ANY, USER);
        get();
        assertEquals(Outcome.AGAIN, closed("NTLM"));
        origin.attach(new ConnectionAuth());
        assertEquals(FIRST_NTLM, get());
    }

    @Test
    @Tag("T019")
    @Tag("T096")
    void connectionWithNtlmServesItsUserAndDestinationOnly() throws TransferException {
        ConnectionAuth connection = new ConnectionAuth();
        assertEquals(ConnectionAuth.Fit.FITS, connection.fit(NTLM, HERE, USER));
        start(NTLM, USER);
        origin.attach(connection);
        get();
        answer(401, NTLM_CHALLENGE);
        get();
        assertEquals(ConnectionAuth.Fit.PREFERRED, connection.fit(NTLM, HERE, USER));
        assertEquals(ConnectionAuth.Fit.PREFERRED, connection.fit(ANY, HERE, Credentials.of("testuser", "testpass")));
        assertEquals(ConnectionAuth.Fit.UNFIT, connection.fit(NTLM, HERE, Credentials.of("user2", "testpass")));
        assertEquals(ConnectionAuth.Fit.UNFIT, connection.fit(NTLM, HERE, null));
        assertEquals(ConnectionAuth.Fit.UNFIT, connection.fit(BASIC, HERE, USER));
        assertEquals(ConnectionAuth.Fit.UNFIT, connection.fit(NTLM, THERE, USER));
    }

    @Test
    @Tag("T019")
    void stateOfAnotherUserIsNotContinued() throws TransferException {
        ConnectionAuth connection = new ConnectionAuth();
        start(NTLM, USER);
        origin.attach(connection);
        get();
        answer(401, NTLM_CHALLENGE);
        get();
        origin.address(HERE, Credentials.of("other", "p"));
        assertEquals(FIRST_NTLM, get());
    }

    @Test
    @Tag("T128")
    void proxyListensToItsOwnStatusOnly() throws TransferException {
        Authentication proxy = authentication(Side.PROXY);
        proxy.begin(ANY);
        proxy.address(HERE, USER);
        assertNull(proxy.authorization("CONNECT", "b:443", false));
        proxy.challenge("Basic");
        assertEquals(Outcome.DONE, proxy.responseHead(401, false));
        assertEquals(0, proxy.available());
        proxy.challenge("Basic");
        assertEquals(Outcome.AGAIN, proxy.responseHead(407, false));
        assertEquals(BASIC_FIELD, proxy.authorization("CONNECT", "b:443", false));
    }

    @Test
    void proxyGetsNoToken() throws TransferException {
        Authentication proxy = authentication(Side.PROXY);
        proxy.begin(BEARER);
        proxy.address(HERE, new Credentials("u", "p", "t0ken"));
        assertNull(proxy.authorization("GET", "/", false));
        proxy.challenge("Bearer");
        assertEquals(Outcome.FAILED, proxy.responseHead(407, false));
    }

    @Test
    void oldVariantOfDigestIsDigest() throws TransferException {
        start(1 << 4, USER);
        get();
        assertEquals(Outcome.AGAIN, answer(401, DIGEST));
    }

    @Test
    void signingIsLeftToTheCaller() throws TransferException {
        start(AuthScheme.AWS_SIGV4.bit(), USER);
        assertNull(get());
        assertTrue(origin.signs());
        assertEquals(AuthScheme.AWS_SIGV4.bit(), origin.used());
        assertEquals(Outcome.FAILED, answer(401, "Basic"));
    }

    @Test
    @Tag("T157")
    void credentialsKeepTheirSecrets() {
        assertEquals("credentials", Credentials.of("user", "secret").toString());
    }

    private void assertPicks(long scheme, String... challenges) throws TransferException {
        Authentication side = authentication(Side.ORIGIN);
        side.begin(ANY);
        side.address(HERE, USER);
        side.authorization("GET", "/", false);
        for (String challenge : challenges) {
            side.challenge(challenge);
        }
        assertEquals(Outcome.AGAIN, side.responseHead(401, false));
        assertEquals(scheme, side.used());
    }

    private void start(long wanted, @Nullable Credentials credentials) {
        origin.begin(wanted);
        origin.address(HERE, credentials);
    }

    private @Nullable String get() throws TransferException {
        return origin.authorization("GET", "/", false);
    }

    private @Nullable String post() throws TransferException {
        return origin.authorization("POST", "/", true);
    }

    private Outcome answer(int status, String... challenges) {
        for (String challenge : challenges) {
            origin.challenge(challenge);
        }
        return origin.responseHead(status, false);
    }

    private Outcome closed(String challenge) {
        origin.challenge(challenge);
        return origin.responseHead(401, true);
    }

    private static Authentication authentication(Side side) {
        return new Authentication(side, bytes -> Arrays.fill(bytes, (byte) 1), () -> 0);
    }
}
