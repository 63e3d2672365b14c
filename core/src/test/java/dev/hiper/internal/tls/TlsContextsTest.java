package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.tls.TestCertificates.SettingsBuilder;
import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsContextsTest {
    private static final long LATER = Limits.TLS_FILE_CHECK_NANOS;

    private final TlsContexts contexts = new TlsContexts(new JdkTlsEngines(), new TlsBuffers());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void equalSettingsShareAContext() throws TransferException {
        TlsContext one = contexts.context(TestCertificates.settings(), 0);
        assertSame(one, contexts.context(TestCertificates.settings(), 0));
        assertSame(one, contexts.context(TestCertificates.settings(), 10 * LATER), "the file did not change");
        assertNotSame(one, contexts.context(TestCertificates.insecureSettings(), 0));
        contexts.clear();
        assertNotSame(one, contexts.context(TestCertificates.settings(), 0));
    }

    @Test
    @Tag("T120")
    void changedFileMakesANewContextSoonAndKeepsTheOldOneWorking() throws IOException, TransferException {
        Path file = folder.resolve("ca.pem");
        Files.copy(TestCertificates.file("other-ca.pem"), file);
        TlsSettings settings = new SettingsBuilder().caFile(file).build();
        TlsContext old = contexts.context(settings, 0);
        Files.delete(file);
        Files.copy(TestCertificates.caFile(), file);
        assertSame(old, contexts.context(settings, LATER - 1), "files are looked at once in a while");
        TlsContext fresh = contexts.context(settings, LATER);
        assertNotSame(old, fresh);
        TlsPeer peer = new TlsPeer(TlsPair.HOST, 443, false);
        new TlsPair(fresh, TestCertificates.serverEngine(TestCertificates.serverContext()), peer).connect();
        new TlsPair(old, TestCertificates.serverEngine(TestCertificates.serverContext("unknown-issuer")), peer)
                .connect();
    }

    @Test
    @Tag("T120")
    void vanishedFileIsAnErrorAndItsReturnIsNoticed() throws IOException, TransferException {
        Path file = folder.resolve("ca.pem");
        Files.copy(TestCertificates.caFile(), file);
        TlsSettings settings = new SettingsBuilder().caFile(file).build();
        contexts.context(settings, 0);
        Files.delete(file);
        TransferException missing = assertThrows(TransferException.class, () -> contexts.context(settings, LATER));
        assertEquals(ResultCode.SSL_CACERT_BADFILE, missing.result());
        Files.copy(TestCertificates.caFile(), file);
        contexts.context(settings, LATER);
    }

    @ParameterizedTest
    @CsvSource({"server.key", "client.der", "no-such-file", "''"})
    void unusableBundleIsRefused(String name) {
        Path file = name.contains(".") ? TestCertificates.file(name) : folder.resolve(name);
        TlsSettings settings = new SettingsBuilder().caFile(file).build();
        TransferException refused = assertThrows(TransferException.class, () -> contexts.context(settings, 0));
        assertEquals(ResultCode.SSL_CACERT_BADFILE, refused.result());
    }

    @Test
    @Tag("T106")
    void bundleDoesNotMatterIfThePeerIsNotVerified() throws TransferException {
        TlsSettings settings = new SettingsBuilder()
                .verify(false, false)
                .caFile(folder.resolve("no-such-file"))
                .build();
        contexts.context(settings, 0);
    }

    @ParameterizedTest
    @CsvSource({"13, 12", "9, 0", "0, 14", "12, 11"})
    void impossibleVersionsAreRefused(int min, int max) {
        TlsSettings settings = new SettingsBuilder().versions(min, max).build();
        TransferException refused = assertThrows(TransferException.class, () -> contexts.context(settings, 0));
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, refused.result());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, TLSv1.2 TLSv1.3", "13, 0, TLSv1.3", "0, 12, TLSv1.2", "10, 11, TLSv1 TLSv1.1", "0, 11, TLSv1.1"})
    void versionsHaveTheirNames(int min, int max, String names) throws TransferException {
        TlsSettings settings = new SettingsBuilder().versions(min, max).build();
        assertEquals(names, String.join(" ", TlsVersions.of(settings)));
    }

    @Test
    void leastRecentlyUsedContextIsForgotten() throws TransferException {
        int[] made = new int[1];
        TlsEngines.Context nothing = (host, port) -> {
            throw new AssertionError("nobody connects");
        };
        TlsContexts counted = new TlsContexts(
                settings -> {
                    made[0]++;
                    return nothing;
                },
                new TlsBuffers());
        TlsContext kept = counted.context(settingsOf(0), 0);
        for (int i = 1; i <= Limits.TLS_CONTEXTS; i++) {
            counted.context(settingsOf(i), 0);
            assertSame(kept, counted.context(settingsOf(0), 0));
        }
        assertEquals(Limits.TLS_CONTEXTS + 1, made[0]);
        counted.context(settingsOf(1), 0);
        assertEquals(Limits.TLS_CONTEXTS + 2, made[0]);
    }

    private static TlsSettings settingsOf(int number) {
        return new SettingsBuilder().caFile(null).alpn("protocol" + number).build();
    }
}
