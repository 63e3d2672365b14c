package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cookies, HSTS and Alt-Svc between transfers, and the files in which they outlive a handle. */
class HandleStateTest {
    private static final long NOW = 1_700_000_000;
    private static final String SESSION = ".a.example\tTRUE\t/\tFALSE\t0\tsession\tone";
    private static final String LASTING = ".a.example\tTRUE\t/\tFALSE\t2145916800\tlasting\ttwo";
    private static final String INSISTS = ".a.example \"20371231 00:00:00\"";
    private static final String SERVICE = "h1 a.example 80 h1 b.example 81 \"20371231 00:00:00\" 0 0";

    @TempDir
    private Path folder;

    private final Easy easy = Easy.create();

    @Test
    void aHandleThatIsToldNothingRemembersNothing() {
        assertEquals(null, easy.options().knownState());
        assertEquals(null, easy.client.stores());
        easy.set(EasyOption.COOKIEFILE, "");
        assertTrue(easy.client.stores().hasCookies());
    }

    @Test
    void cookieFilesAreReadWhenATransferStarts() throws IOException {
        easy.set(EasyOption.COOKIEFILE, file("one", SESSION)).set(EasyOption.COOKIEFILE, file("two", LASTING));
        assertEquals(List.of(), cookies(easy));
        begin(easy);
        assertEquals(List.of(SESSION, LASTING), sorted(easy));
    }

    @Test
    void aCookieFileIsReadOnce() throws IOException {
        easy.set(EasyOption.COOKIEFILE, file("one", SESSION));
        begin(easy);
        easy.set(EasyOption.COOKIELIST, "ALL");
        begin(easy);
        assertEquals(List.of(), cookies(easy));
        easy.set(EasyOption.COOKIELIST, "RELOAD");
        assertEquals(List.of(SESSION), cookies(easy));
    }

    @Test
    void cookiesOfTheSessionBeforeStayOut() throws IOException {
        easy.set(EasyOption.COOKIEFILE, file("one", SESSION, LASTING)).set(EasyOption.COOKIESESSION, true);
        begin(easy);
        assertEquals(List.of(LASTING), cookies(easy));
    }

    @Test
    void aMissingCookieFileHasNoCookies() {
        easy.set(EasyOption.COOKIEFILE, folder.resolve("missing").toString());
        begin(easy);
        assertEquals(List.of(), cookies(easy));
        assertTrue(easy.options().state().stores().hasCookies());
    }

    @Test
    void noCookieFileDropsListAndCookies() throws IOException {
        easy.set(EasyOption.COOKIEFILE, file("one", SESSION)).set(EasyOption.COOKIELIST, LASTING);
        easy.set(EasyOption.COOKIEFILE, null);
        begin(easy);
        assertEquals(List.of(), cookies(easy));
        assertFalse(easy.options().state().stores().hasCookies());
    }

    @Test
    void commandsForget() {
        easy.set(EasyOption.COOKIELIST, SESSION).set(EasyOption.COOKIELIST, LASTING);
        easy.set(EasyOption.COOKIELIST, "SESS");
        assertEquals(List.of(LASTING), cookies(easy));
        easy.set(EasyOption.COOKIELIST, "ALL");
        assertEquals(List.of(), cookies(easy));
    }

    @Test
    void cookiesAreWrittenOnDemandAndAtTheEnd() throws IOException {
        Path jar = folder.resolve("jar");
        easy.set(EasyOption.COOKIEJAR, jar.toString()).set(EasyOption.COOKIELIST, LASTING);
        begin(easy);
        easy.set(EasyOption.COOKIELIST, "FLUSH");
        assertTrue(Files.readAllLines(jar).contains(LASTING));
        easy.set(EasyOption.COOKIELIST, SESSION);
        assertFalse(Files.readAllLines(jar).contains(SESSION));
        easy.close();
        assertTrue(Files.readAllLines(jar).containsAll(List.of(SESSION, LASTING)));
    }

    @Test
    void aJarThatNoTransferOpenedIsNotOverwritten() throws IOException {
        Path jar = Path.of(file("jar", LASTING));
        easy.set(EasyOption.COOKIEJAR, jar.toString());
        easy.close();
        assertEquals(List.of(LASTING), Files.readAllLines(jar));
    }

    @Test
    void aJarThatCannotBeWrittenIsToldToWhoCloses() {
        easy.set(EasyOption.COOKIEJAR, folder.resolve("missing/jar").toString());
        begin(easy);
        var failure = assertThrows(EasyException.class, easy::close);
        assertEquals(ResultCode.WRITE_ERROR, failure.code());
        assertTrue(easy.closed());
        easy.close();
    }

    @Test
    void aJarThatCannotBeWrittenDoesNotKeepTheOtherFilesFromBeing() throws IOException {
        Path hosts = folder.resolve("hosts");
        easy.set(EasyOption.COOKIELIST, "Set-Cookie: a=1; Domain=a.test")
                .set(EasyOption.COOKIEJAR, folder.resolve("missing/jar").toString())
                .set(EasyOption.HSTS, hosts.toString());
        begin(easy);
        assertThrows(EasyException.class, easy::close);
        assertTrue(Files.exists(hosts));
    }

    @Test
    void hostsThatInsistAreReadWhenTheFileIsNamedAndWrittenAtTheEnd() throws IOException {
        Path file = Path.of(file("hsts", INSISTS));
        easy.set(EasyOption.HSTS, file.toString());
        assertTrue(easy.options().state().stores().insistsOnTls("below.a.example", NOW));
        easy.options().state().stores().learnHsts("c.example", "max-age=2000000000", NOW);
        easy.close();
        String written = Files.readString(file);
        assertTrue(written.contains(INSISTS) && written.contains("\nc.example \""), written);
    }

    @Test
    void aReadOnlyFileIsNotWritten() throws IOException {
        Path hosts = Path.of(file("hsts", INSISTS));
        Path services = Path.of(file("altsvc", SERVICE));
        easy.set(EasyOption.HSTS, hosts.toString()).set(EasyOption.HSTS_CTRL, 1 | 2);
        easy.set(EasyOption.ALTSVC, services.toString()).set(EasyOption.ALTSVC_CTRL, 8 | 4);
        easy.close();
        assertEquals(List.of(INSISTS), Files.readAllLines(hosts));
        assertEquals(List.of(SERVICE), Files.readAllLines(services));
    }

    @Test
    void theHstsCacheIsSwitched() {
        easy.set(EasyOption.HSTS_CTRL, 1);
        assertTrue(easy.client.stores().hasHsts());
        easy.set(EasyOption.HSTS_CTRL, 0);
        assertEquals(null, easy.client.stores());
        easy.set(EasyOption.HSTS, "");
        assertTrue(easy.client.stores().hasHsts());
        easy.set(EasyOption.HSTS, null);
        assertEquals(null, easy.client.stores());
    }

    @Test
    void entriesComeFromTheReadCallbackAndGoToTheWriteCallback() {
        HstsEntry entry = new HstsEntry("a.example", true, NOW + 2_000_000_000L);
        Iterator<HstsEntry> entries = List.of(entry).iterator();
        List<String> told = new ArrayList<>();
        easy.set(EasyOption.HSTS_CTRL, 1)
                .set(EasyOption.HSTSREADFUNCTION, self -> entries.hasNext() ? entries.next() : null)
                .set(
                        EasyOption.HSTSWRITEFUNCTION,
                        (self, one, index, total) -> told.add(index + " of " + total + ": " + one));
        begin(easy);
        assertTrue(easy.client.stores().insistsOnTls("a.example", NOW));
        easy.close();
        assertEquals(List.of("0 of 1: " + entry), told);
    }

    @Test
    void theReadCallbackIsNotAskedWithoutACache() {
        easy.set(EasyOption.HSTSREADFUNCTION, self -> {
            throw new AssertionError("asked");
        });
        easy.set(EasyOption.COOKIEFILE, "");
        begin(easy);
    }

    @Test
    void whatTheReadCallbackThrowsEndsTheTransfer() {
        easy.set(EasyOption.HSTS_CTRL, 1).set(EasyOption.HSTSREADFUNCTION, self -> {
            throw new IllegalStateException("mine");
        });
        var failure = assertThrows(TransferException.class, () -> easy.client.started());
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, failure.result());
    }

    @Test
    void theWriteCallbackEndsTheList() {
        List<Integer> told = new ArrayList<>();
        easy.set(EasyOption.HSTS_CTRL, 1).set(EasyOption.HSTSWRITEFUNCTION, (self, one, index, total) -> {
            told.add(total);
            return false;
        });
        easy.options().state().stores().learnHsts("a.example", "max-age=2000000000", NOW);
        easy.options().state().stores().learnHsts("b.example", "max-age=2000000000", NOW);
        easy.close();
        assertEquals(List.of(2), told);
    }

    @Test
    void servicesAreReadWhenTheFileIsNamedAndWrittenAtTheEnd() throws IOException {
        Path file = Path.of(file("altsvc", SERVICE));
        easy.set(EasyOption.ALTSVC_CTRL, 8).set(EasyOption.ALTSVC, file.toString());
        assertTrue(easy.client.stores().hasAlternatives());
        Files.delete(file);
        easy.close();
        assertTrue(Files.readString(file).contains(SERVICE));
    }

    @Test
    void aDuplicateHasTheFilesAndTheHostsThatInsistButNoCookies() throws IOException {
        easy.set(EasyOption.COOKIEFILE, file("one", SESSION))
                .set(EasyOption.COOKIELIST, LASTING)
                .set(EasyOption.HSTS_CTRL, 1);
        easy.options().state().stores().learnHsts("a.example", "max-age=2000000000", NOW);
        Easy copy = easy.duphandle();
        assertEquals(List.of(), cookies(copy));
        begin(copy);
        assertEquals(List.of(SESSION), cookies(copy));
        assertTrue(copy.client.stores().insistsOnTls("a.example", NOW));
        copy.options().state().stores().learnHsts("b.example", "max-age=2000000000", NOW);
        assertFalse(easy.client.stores().insistsOnTls("b.example", NOW), "a cache of its own");
    }

    @Test
    void aResetHandleKnowsItsCookiesButNotTheirFiles() throws IOException {
        Path jar = Path.of(file("jar", LASTING));
        easy.set(EasyOption.COOKIEJAR, jar.toString()).set(EasyOption.COOKIELIST, SESSION);
        begin(easy);
        easy.reset();
        assertEquals(List.of(SESSION), cookies(easy));
        easy.close();
        assertEquals(List.of(LASTING), Files.readAllLines(jar));
    }

    private static void begin(Easy easy) {
        try {
            easy.client.started();
        } catch (TransferException refused) {
            throw new AssertionError(refused);
        }
    }

    private static List<String> cookies(Easy easy) {
        return easy.info(EasyInfo.COOKIELIST);
    }

    /** The order of cookies of different names is the jar's affair. */
    private static List<String> sorted(Easy easy) {
        return cookies(easy).stream()
                .sorted((a, b) -> Boolean.compare(a.equals(LASTING), b.equals(LASTING)))
                .toList();
    }

    private String file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }
}
