package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.tls.TestCertificates.SettingsBuilder;
import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the filter lets a transfer talk to. In each refusal no application byte has left. */
class PeerVerificationTest {
    /** A server that resumes in TLS 1.3 says less than this. */
    private static final int FULL_HANDSHAKE_BYTES = 500;

    private static final String WRONG_PIN = "sha256//" + "A".repeat(43) + "=";

    private static SSLEngine server(String name) {
        return TestCertificates.serverEngine(TestCertificates.serverContext(name), "http/1.1");
    }

    private static TlsPair pair(TlsSettings settings, String serverName, String host) throws TransferException {
        return new TlsPair(new JdkTlsEngines(), settings, server(serverName), new TlsPeer(host, 443, false));
    }

    private static TransferException refusal(TlsSettings settings, String serverName, String host, int verifyResult)
            throws TransferException {
        TlsPair pair = pair(settings, serverName, host);
        TransferException refused = pair.connectFails(ResultCode.PEER_FAILED_VERIFICATION);
        assertEquals(verifyResult, pair.filter.verifyResult());
        assertEquals("", pair.server.receivedText());
        assertNotNull(pair.server.failure, "the server was told by an alert");
        return refused;
    }

    @ParameterizedTest
    @Tag("T105")
    @CsvSource({
        "other, 62, other.test",
        "expired, 10, expired on 2021-01-01",
        "not-yet-valid, 9, not valid yet",
        "self-signed, 18, self-signed",
        "unknown-issuer, 20, Other CA",
        "client-usage, 26, not meant for servers"
    })
    void untrustworthyCertificateIsRefusedAndTheReasonIsSaid(String serverName, int verifyResult, String reason)
            throws TransferException {
        String message = refusal(TestCertificates.settings(), serverName, TlsPair.HOST, verifyResult)
                .getMessage();
        assertTrue(message.contains(reason), message);
        assertTrue(message.contains("example.test:443"), message);
    }

    @Test
    @Tag("T105")
    void expiredCertificateIsRefusedAlsoIfItIsItselfTrusted() throws TransferException {
        TlsSettings settings = new SettingsBuilder()
                .caFile(TestCertificates.file("expired.pem"))
                .build();
        refusal(settings, "expired", TlsPair.HOST, UntrustedPeer.EXPIRED);
    }

    @Test
    void selfSignedCertificateThatIsItselfTrustedIsGood() throws TransferException {
        TlsSettings settings = new SettingsBuilder()
                .caFile(TestCertificates.file("self-signed.pem"))
                .build();
        assertEquals(
                0, pair(settings, "self-signed", TlsPair.HOST).connect().filter.verifyResult());
    }

    @Test
    @Tag("T105")
    void platformDoesNotTrustTheTestAuthority() throws TransferException {
        refusal(new SettingsBuilder().caFile(null).build(), "server", TlsPair.HOST, UntrustedPeer.UNKNOWN_ISSUER);
    }

    @Test
    @Tag("T106")
    void withBothSwitchesOffAnythingGoes() throws TransferException {
        TlsSettings settings = new SettingsBuilder().verify(false, false).build();
        assertEquals(
                1,
                pair(settings, "unknown-issuer", "wrong.test").connect().filter.verifyResult());
        pair(settings, "expired", "wrong.test").connect();
    }

    @Test
    @Tag("T106")
    void withoutPeerCheckTheNameStillCounts() throws TransferException {
        TlsSettings settings = new SettingsBuilder().verify(false, true).build();
        pair(settings, "unknown-issuer", TlsPair.HOST).connect();
        refusal(settings, "unknown-issuer", "wrong.test", UntrustedPeer.NAME_MISMATCH);
    }

    @Test
    @Tag("T106")
    void withoutNameCheckTheChainStillCounts() throws TransferException {
        TlsSettings settings = new SettingsBuilder().verify(true, false).build();
        pair(settings, "server", "wrong.test").connect();
        refusal(settings, "unknown-issuer", "wrong.test", UntrustedPeer.UNKNOWN_ISSUER);
    }

    @ParameterizedTest
    @Tag("T107")
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void addressesAreVerifiedByAddressAndSendNoName(String host) throws TransferException {
        TlsPair pair = pair(TestCertificates.settings(), "server", host).connect();
        assertEquals(List.of(), namesAskedOf(pair));
    }

    @Test
    @Tag("T107")
    void nameThatLooksLikeAnAddressCoversNoAddress() throws TransferException {
        refusal(TestCertificates.settings(), "address-as-name", "127.0.0.1", UntrustedPeer.ADDRESS_MISMATCH);
    }

    @Test
    @Tag("T109")
    void namesWithStrangeCharactersMatchNothing() throws TransferException {
        refusal(TestCertificates.settings(), "nul-name", TlsPair.HOST, UntrustedPeer.NAME_MISMATCH);
        refusal(TestCertificates.settings(), "kelvin-name", "kelvin.test", UntrustedPeer.NAME_MISMATCH);
    }

    @Test
    @Tag("T109")
    void dotAtTheEndOfTheHostIsNotSentAndNotCompared() throws TransferException {
        TlsPair pair =
                pair(TestCertificates.settings(), "server", "example.test.").connect();
        assertEquals(List.of(new SNIHostName("example.test")), namesAskedOf(pair));
    }

    @Test
    void hostWithUnderscoreIsAskedFor() throws TransferException {
        TlsPair pair = pair(TestCertificates.settings(), "server", "my_bucket.example.test");
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        pair.transport.tap = hello;
        pair.filter.connect(pair);
        String sent = hello.toString(StandardCharsets.ISO_8859_1);
        assertTrue(sent.contains("my_bucket.example.test"));
    }

    @Test
    @Tag("T110")
    void commonNameIsNotUsed() throws TransferException {
        refusal(TestCertificates.settings(), "common-name", TlsPair.HOST, UntrustedPeer.NAME_MISMATCH);
    }

    @Test
    @Tag("T105")
    void nameIsCheckedAlsoIfTheEngineDoesNot() throws TransferException {
        TlsEngines careless = settings -> new JdkTlsEngines().context(TestCertificates.insecureSettings());
        TlsPair pair = new TlsPair(
                careless, TestCertificates.settings(), server("server"), new TlsPeer("wrong.test", 443, false));
        pair.connectFails(ResultCode.PEER_FAILED_VERIFICATION);
        assertEquals(UntrustedPeer.NAME_MISMATCH, pair.filter.verifyResult());
    }

    @Test
    @Tag("T111")
    void rightPinAmongSeveralIsAccepted() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(TestCertificates.bytes("server-public.der"));
        String pins = WRONG_PIN + ";sha256//" + Base64.getEncoder().encodeToString(hash);
        pair(new SettingsBuilder().pin(pins).build(), "server", TlsPair.HOST).connect();
    }

    @ParameterizedTest
    @Tag("T111")
    @CsvSource({"true, true", "false, false"})
    void wrongPinIsRefusedWhateverElseIsVerified(boolean verifyPeer, boolean verifyHost) throws TransferException {
        TlsSettings settings = new SettingsBuilder()
                .verify(verifyPeer, verifyHost)
                .pin(WRONG_PIN)
                .build();
        TlsPair pair = pair(settings, "server", TlsPair.HOST);
        pair.connectFails(ResultCode.SSL_PINNEDPUBKEYNOTMATCH);
        assertEquals("", pair.server.receivedText());
    }

    @Test
    @Tag("T111")
    void pinIsCheckedOnResumedSessions() throws Exception {
        SSLContext serverContext = TestCertificates.serverContext();
        TlsEngines.Context engines = new JdkTlsEngines().context(TestCertificates.settings());
        TlsSettings pinned = new SettingsBuilder().pin(WRONG_PIN).build();
        TlsPeer peer = new TlsPeer(TlsPair.HOST, 443, false);
        TlsContext free = new TlsContext(TestCertificates.settings(), engines, null, null, new TlsBuffers());
        TlsPair first = new TlsPair(free, TestCertificates.serverEngine(serverContext), peer).connect();
        assertTrue(first.filter.isAlive(), "the ticket is in");
        TlsContext strict = new TlsContext(pinned, engines, PinnedKey.parse(WRONG_PIN), null, new TlsBuffers());
        new TlsPair(strict, TestCertificates.serverEngine(serverContext), peer)
                .connectFails(ResultCode.SSL_PINNEDPUBKEYNOTMATCH);
    }

    @ParameterizedTest
    @Tag("T112")
    @CsvSource({"12, true", "13, true", "12, false", "13, false"})
    void sessionsAreResumedOnlyIfTheSettingsKeepThem(int version, boolean kept) throws TransferException {
        TlsSettings settings = new SettingsBuilder()
                .versions(version, version)
                .sessionCache(kept)
                .build();
        TlsContext context = new TlsContexts(new JdkTlsEngines(), new TlsBuffers()).context(settings, 0);
        SSLContext serverContext = TestCertificates.serverContext();
        assertFalse(resumes(context, serverContext, TlsPair.HOST));
        assertEquals(kept, resumes(context, serverContext, TlsPair.HOST));
        assertFalse(resumes(context, serverContext, "a.test"), "another host is another peer");
    }

    @Test
    @Tag("T112")
    void sessionOfOtherTrustOrIdentityIsNotResumed() throws TransferException {
        TlsContexts contexts = new TlsContexts(new JdkTlsEngines(), new TlsBuffers());
        SSLContext serverContext = TestCertificates.serverContext();
        List<TlsSettings> all = List.of(
                TestCertificates.insecureSettings(),
                TestCertificates.settings(),
                new SettingsBuilder().proxy().build(),
                new SettingsBuilder()
                        .crlFile(TestCertificates.file("none-revoked.crl"))
                        .build(),
                new SettingsBuilder().issuerFile(TestCertificates.caFile()).build(),
                new SettingsBuilder().noPartialChains().build(),
                new SettingsBuilder()
                        .client("client.pem", "PEM", null)
                        .clientKey("client.key", "PEM", null)
                        .build());
        for (TlsSettings settings : all) {
            assertFalse(resumes(contexts.context(settings, 0), serverContext, TlsPair.HOST));
        }
        for (TlsSettings settings : all) {
            assertTrue(resumes(contexts.context(settings, 0), serverContext, TlsPair.HOST));
        }
    }

    @ParameterizedTest
    @Tag("T112")
    @ValueSource(ints = {12, 13})
    void refusedPeerLeavesNoSession(int version) throws TransferException {
        TlsSettings settings =
                new SettingsBuilder().versions(version, version).pin(WRONG_PIN).build();
        TlsEngines.Context engines = new JdkTlsEngines().context(settings);
        SSLContext serverContext = TestCertificates.serverContext();
        TlsPeer peer = new TlsPeer(TlsPair.HOST, 443, false);
        TlsContext strict = new TlsContext(settings, engines, PinnedKey.parse(WRONG_PIN), null, new TlsBuffers());
        new TlsPair(strict, TestCertificates.serverEngine(serverContext), peer)
                .connectFails(ResultCode.SSL_PINNEDPUBKEYNOTMATCH);
        TlsContext free = new TlsContext(settings, engines, null, null, new TlsBuffers());
        assertFalse(resumes(free, serverContext, TlsPair.HOST));
    }

    /**
     * Connects once, takes in the tickets, and tells whether an earlier session was resumed. Then the server sends no
     * certificate: in TLS 1.2 that is seen by its content, in TLS 1.3 by the size of the handshake.
     */
    private static boolean resumes(TlsContext context, SSLContext serverContext, String host) throws TransferException {
        TlsPair pair =
                new TlsPair(context, TestCertificates.serverEngine(serverContext), new TlsPeer(host, 443, false));
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        pair.transport.heard = heard;
        pair.connect();
        boolean resumed = context.settings().maxVersion() == 12
                ? !heard.toString(StandardCharsets.ISO_8859_1).contains("localhost")
                : heard.size() < FULL_HANDSHAKE_BYTES;
        assertTrue(pair.filter.isAlive());
        pair.filter.shutdown(pair);
        pair.filter.close();
        return resumed;
    }

    @Test
    @Tag("T114")
    void withoutAlpnAnswerThereIsNone() throws TransferException {
        TlsPair pair = new TlsPair(TestCertificates.settings(), TestCertificates.serverContext()).connect();
        assertEquals(null, pair.filter.alpn());
    }

    @Test
    @Tag("T114")
    void chosenProtocolIsReported() throws TransferException {
        TlsSettings settings = new SettingsBuilder().alpn("h2", "http/1.1").build();
        SSLEngine engine = TestCertificates.serverEngine(TestCertificates.serverContext(), "h2");
        TlsPair pair =
                new TlsPair(new JdkTlsEngines(), settings, engine, new TlsPeer(TlsPair.HOST, 443, false)).connect();
        assertEquals("h2", pair.filter.alpn());
    }

    @Test
    @Tag("T114")
    void protocolThatWasNotOfferedIsRefused() throws TransferException {
        TlsEngines eager = settings ->
                new JdkTlsEngines().context(new SettingsBuilder().alpn("h2").build());
        SSLEngine engine = TestCertificates.serverEngine(TestCertificates.serverContext(), "h2");
        new TlsPair(eager, TestCertificates.settings(), engine, new TlsPeer(TlsPair.HOST, 443, false))
                .connectFails(ResultCode.SSL_CONNECT_ERROR);
    }

    @Test
    @Tag("T114")
    void serverWithoutCommonProtocolFailsTheHandshake() throws TransferException {
        SSLEngine engine = TestCertificates.serverEngine(TestCertificates.serverContext(), "h2");
        new TlsPair(new JdkTlsEngines(), TestCertificates.settings(), engine, new TlsPeer(TlsPair.HOST, 443, false))
                .connectFails(ResultCode.SSL_CONNECT_ERROR);
    }

    @Test
    @Tag("T121")
    void settingsOfOneTransferDoNotTouchAnother() throws TransferException {
        JdkTlsEngines engines = new JdkTlsEngines();
        TlsContexts contexts = new TlsContexts(engines, new TlsBuffers());
        TlsContext careless = contexts.context(TestCertificates.insecureSettings(), 0);
        TlsContext strict = contexts.context(TestCertificates.settings(), 0);
        TlsPeer peer = new TlsPeer("wrong.test", 443, false);
        TlsPair one = new TlsPair(careless, server("server"), peer);
        TlsPair two = new TlsPair(strict, server("server"), peer);
        one.filter.connect(one);
        two.connectFails(ResultCode.PEER_FAILED_VERIFICATION);
        one.connect();
    }

    @Test
    @Tag("T131")
    void proxyIsVerifiedAndNamedAsOne() throws TransferException {
        TlsPeer proxy = new TlsPeer("wrong.test", 443, true);
        TlsSettings settings = new SettingsBuilder().proxy().build();
        TlsPair pair = new TlsPair(new JdkTlsEngines(), settings, server("server"), proxy);
        String message = pair.connectFails(ResultCode.PEER_FAILED_VERIFICATION).getMessage();
        assertTrue(message.contains("proxy wrong.test"), message);
    }

    @Test
    void noCommonVersionIsAConnectError() throws TransferException {
        SSLEngine engine = server("server");
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        TlsSettings settings = new SettingsBuilder().versions(13, 0).build();
        new TlsPair(new JdkTlsEngines(), settings, engine, new TlsPeer(TlsPair.HOST, 443, false))
                .connectFails(ResultCode.SSL_CONNECT_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13})
    void clientCertificateIsShownToWhoAsks(int version) throws Exception {
        SSLEngine engine = TestCertificates.serverEngine(TestCertificates.mutualServerContext());
        engine.setNeedClientAuth(true);
        TlsSettings settings = new SettingsBuilder()
                .versions(version, version)
                .client("client.pem", "PEM", null)
                .clientKey("client.key", "PEM", null)
                .build();
        TlsPair pair =
                new TlsPair(new JdkTlsEngines(), settings, engine, new TlsPeer(TlsPair.HOST, 443, false)).connect();
        pair.sendAll(TlsPair.text("x"));
        assertEquals("x", pair.server.receivedText());
        assertEquals("CN=client", engine.getSession().getPeerPrincipal().getName());
    }

    @ParameterizedTest
    @CsvSource({
        "Received fatal alert: certificate_required, false, true",
        "Received fatal alert: certificate_required, true, true",
        "error:10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE, false, false",
        "error:1000045c:SSL routines:OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED, false, true",
        "Received fatal alert: bad_certificate, false, true",
        "Received fatal alert: bad_certificate, true, false",
        "Received fatal alert: handshake_failure, false, false"
    })
    void demandForAMissingClientCertificateIsKnownByTheAlert(String alert, boolean shown, boolean demanded) {
        SettingsBuilder settings = new SettingsBuilder();
        if (shown) {
            settings.client("client.pem", "PEM", null);
        }
        TransferException failure = HandshakeFailure.of(
                new SSLHandshakeException(alert), new TlsPeer(TlsPair.HOST, 443, false), settings.build());
        assertEquals(demanded ? ResultCode.SSL_CLIENTCERT : ResultCode.SSL_CONNECT_ERROR, failure.result());
    }

    @Test
    void demandForAMissingClientCertificateIsNamedAfterTheHandshake() throws TransferException {
        SSLEngine engine = TestCertificates.serverEngine(TestCertificates.mutualServerContext());
        engine.setNeedClientAuth(true);
        TlsPair pair = new TlsPair(
                        new JdkTlsEngines(), TestCertificates.settings(), engine, new TlsPeer(TlsPair.HOST, 443, false))
                .connect();
        TransferException demand = assertThrows(TransferException.class, pair::receiveOnce);
        assertEquals(ResultCode.SSL_CLIENTCERT, demand.result());
    }

    @Test
    void detailsOfTheChainAreThereOnRequest() throws TransferException {
        TlsPair pair = pair(new SettingsBuilder().certInfo().build(), "server", TlsPair.HOST)
                .connect();
        List<String> leaf = pair.filter.certInfo().get(0);
        assertTrue(leaf.contains("Subject:CN=server"), leaf.toString());
        assertTrue(leaf.contains("Start date:Jan  1 00:00:00 2020 GMT"), leaf.toString());
        assertTrue(leaf.contains("Expire date:Jan  1 00:00:00 2120 GMT"), leaf.toString());
        assertTrue(leaf.contains("Version:2"), leaf.toString());
        assertTrue(leaf.get(leaf.size() - 1).startsWith("Cert:-----BEGIN CERTIFICATE-----\nMII"), leaf.toString());
        assertEquals(
                List.of(),
                pair(TestCertificates.settings(), "server", TlsPair.HOST)
                        .connect()
                        .filter
                        .certInfo());
    }

    private static List<?> namesAskedOf(TlsPair pair) {
        return ((ExtendedSSLSession) pair.server.engine.getSession()).getRequestedServerNames();
    }
}
