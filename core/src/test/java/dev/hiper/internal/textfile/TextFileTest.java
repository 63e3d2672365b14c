package dev.hiper.internal.textfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    private static final int LINE = 10;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("jar");
    }

    @Test
    void linesComeWithoutTheirEndAndTheLastNeedsNone() throws Exception {
        Files.write(file, "one\n\ntwo\r\nthr\u00e9e".getBytes(StandardCharsets.ISO_8859_1));

        List<String> lines = new ArrayList<>();
        assertTrue(TextFile.readLines(file, LINE, lines::add));

        assertEquals(List.of("one", "", "two\r", "thr\u00e9e"), lines);
    }

    @Test
    void missingFileAndFolderHaveNoLines() throws Exception {
        assertFalse(TextFile.readLines(file, LINE, TextFileTest::refuse));
        assertFalse(TextFile.readLines(folder, LINE, TextFileTest::refuse));
    }

    @Test
    void lineThatIsTooLongEndsTheReading() throws Exception {
        Files.writeString(file, "12345678\n123456789\nmore\n");

        List<String> lines = new ArrayList<>();
        TransferException failure =
                assertThrows(TransferException.class, () -> TextFile.readLines(file, LINE, lines::add));

        assertEquals(ResultCode.TOO_LARGE, failure.result());
        assertEquals(List.of("12345678"), lines);
    }

    @Test
    void writtenOctetsAreTheCharacters() throws Exception {
        TextFile.write(file, "a\u00ff\n");

        assertEquals("a\u00ff\n", Files.readString(file, StandardCharsets.ISO_8859_1));
        assertEquals(List.of(file), content());
    }

    @Test
    @Tag("T225")
    void newFileIsPrivate() throws Exception {
        TextFile.write(file, "secret");

        assertEquals("rw-------", permissions(file));
    }

    @Test
    @Tag("T225")
    void replacedFileKeepsItsPermissions() throws Exception {
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        TextFile.write(file, "new");

        assertEquals("rw-r-----", permissions(file));
        assertEquals("new", Files.readString(file));
    }

    @Test
    @Tag("T225")
    void symbolicLinkIsReplacedAndItsTargetLeftAlone() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "precious");
        Files.createSymbolicLink(file, target);

        TextFile.write(file, "new");

        assertEquals("precious", Files.readString(target));
        assertFalse(Files.isSymbolicLink(file));
        assertEquals("new", Files.readString(file));
    }

    @Test
    @Tag("T125")
    void failureLeavesTheOldFileAndNoOther() throws Exception {
        Path folderInTheWay = Files.createDirectory(file);
        Files.writeString(folderInTheWay.resolve("content"), "old");

        TransferException failure = assertThrows(TransferException.class, () -> TextFile.write(file, "new"));

        assertEquals(ResultCode.WRITE_ERROR, failure.result());
        assertEquals("old", Files.readString(folderInTheWay.resolve("content")));
        assertEquals(List.of(file), content());
    }

    @Test
    @Tag("T125")
    void nameThatIsTooLongIsAnError() {
        Path tooLong = folder.resolve("x".repeat(300));

        assertEquals(
                ResultCode.WRITE_ERROR,
                assertThrows(TransferException.class, () -> TextFile.write(tooLong, "new"))
                        .result());
    }

    @Test
    @Tag("T125")
    void missingFolderIsAnError() {
        Path lost = folder.resolve("no").resolve("jar");

        assertEquals(
                ResultCode.WRITE_ERROR,
                assertThrows(TransferException.class, () -> TextFile.write(lost, "new"))
                        .result());
    }

    @Test
    void deviceIsWrittenTo() throws Exception {
        TextFile.write(Path.of("/dev/null"), "gone");

        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    private static void refuse(String line) {
        throw new AssertionError(line);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<Path> content() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
