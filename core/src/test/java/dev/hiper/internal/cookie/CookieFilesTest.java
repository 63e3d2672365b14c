package dev.hiper.internal.cookie;

import static dev.hiper.internal.cookie.Jars.NOW;
import static dev.hiper.internal.cookie.Jars.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CookieFilesTest {

    private static final String LINE = "a.test\tFALSE\t/\tFALSE\t0\ta\t\u00e9\n";

    @TempDir
    Path folder;

    private final CookieJar jar = Jars.jar();

    @Test
    void savedJarIsLoadedAgain() throws Exception {
        Path file = folder.resolve("jar");
        jar.add("a=\u00e9", http("a.test", "/"), NOW);
        jar.add("long=1; path=/x; max-age=60", http("a.test", "/"), NOW);
        CookieFiles.save(jar, file, NOW);

        CookieJar other = Jars.jar();
        CookieFiles.load(other, file, false, NOW);

        assertEquals(2, other.size());
        assertEquals("long=1; a=\u00e9", other.header(http("a.test", "/x"), null, NOW));
    }

    @Test
    void standardInputHoldsCookies() throws Exception {
        CookieFiles.load(jar, new ByteArrayInputStream(LINE.getBytes(StandardCharsets.ISO_8859_1)), true, NOW);
        assertEquals(0, jar.size());

        CookieFiles.load(jar, new ByteArrayInputStream(LINE.getBytes(StandardCharsets.ISO_8859_1)), false, NOW);
        assertEquals(1, jar.size());
    }

    @Test
    void missingFileStartsTheJarAllTheSame() throws Exception {
        CookieJar fresh = new CookieJar(domain -> false);

        CookieFiles.load(fresh, folder.resolve("none"), false, NOW);

        assertTrue(fresh.isStarted());
        assertEquals(0, fresh.size());
    }

    @Test
    void lineThatIsTooLongIsReportedWithTheOthersKept() throws Exception {
        Path file = Files.writeString(folder.resolve("jar"), LINE + "x".repeat(Limits.COOKIE_LINE));

        TransferException failure =
                assertThrows(TransferException.class, () -> CookieFiles.load(jar, file, false, NOW));

        assertEquals(ResultCode.TOO_LARGE, failure.result());
        assertEquals(1, jar.size());
    }

    @Test
    void jarWritesNoLineThatItCouldNotRead() throws Exception {
        Path file = folder.resolve("jar");
        jar.add("a=" + "v".repeat(4000), http("a.test", "/" + "p".repeat(2000) + "/x"), NOW);
        jar.add("b=1", http("a.test", "/"), NOW);
        CookieFiles.save(jar, file, NOW);

        CookieJar other = Jars.jar();
        CookieFiles.load(other, file, false, NOW);

        assertEquals(1, other.size());
    }
}
