package dev.hiper.internal.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.mime.Mime;
import dev.hiper.mime.MimePart;
import dev.hiper.mime.MimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of multipart bodies, their sizes, and reading them in pieces of any length. */
class MimeBodyTest {
    private final Mime mime = Mime.create();

    @TempDir
    private Path directory;

    @Test
    void aFieldOfAFormHasItsDispositionOnly() throws TransferException {
        mime.addPart().name("name").data("daniel");
        assertBody(
                """
                --B1
                Content-Disposition: form-data; name="name"

                daniel
                --B1--
                """);
        assertEquals(157, open().size());
    }

    @Test
    void aFileHasNameAndGuessedType() throws IOException, TransferException {
        Path file = file("test9.txt", "foo-\nThis is a moo-\nbar\n");
        mime.addPart().name("name").data("daniel");
        mime.addPart().name("tool").data("curl");
        mime.addPart().name("file").filedata(file);
        assertBody(
                """
                --B1
                Content-Disposition: form-data; name="name"

                daniel
                --B1
                Content-Disposition: form-data; name="tool"

                curl
                --B1
                Content-Disposition: form-data; name="file"; filename="test9.txt"
                Content-Type: text/plain

                foo-<LF>This is a moo-<LF>bar<LF>
                --B1--
                """);
        assertEquals(431, open().size());
    }

    @Test
    void filesBelowOneFieldAreAttachments() throws IOException, TransferException {
        Mime files = Mime.create();
        files.addPart().filedata(file("a.html", "A"));
        files.addPart().filedata(file("b", "B")).type("x/y");
        mime.addPart().name("f").subparts(files);
        assertBody(
                """
                --B1
                Content-Disposition: form-data; name="f"
                Content-Type: multipart/mixed; boundary=B2

                --B2
                Content-Disposition: attachment; filename="a.html"
                Content-Type: text/html

                A
                --B2
                Content-Disposition: attachment; filename="b"
                Content-Type: x/y

                B
                --B2--

                --B1--
                """);
    }

    /** What libcurl announces for the same forms. */
    @Test
    void sizesAreThoseOfLibcurl() throws IOException, TransferException {
        Mime typed = Mime.create();
        typed.addPart().name("name").type("moo/foo-.4").data("daniel");
        typed.addPart().name("html").type("text/html;charset=verymoo").data("<body>hello</body>");
        assertEquals(341, body(typed).size());

        Mime named = Mime.create();
        named.addPart().name("name").filename("a.pdf").data("a");
        assertEquals(201, body(named).size());

        Path file = file("test1315.txt", "dummy data\n");
        Mime files = Mime.create();
        files.addPart().filedata(file);
        files.addPart().filedata(file).type("magic/content");
        files.addPart().filedata(file);
        mime.addPart().name("name").data("value");
        mime.addPart().name("file").subparts(files);
        assertEquals(845, open().size());
    }

    @Test
    void typesAreGuessedFromTheEnding() throws IOException, TransferException {
        for (String[] guess : new String[][] {
            {"a.gif", "image/gif"},
            {"a.JPG", "image/jpeg"},
            {"a.jpeg", "image/jpeg"},
            {"a.png", "image/png"},
            {"a.svg", "image/svg+xml"},
            {"a.txt", "text/plain"},
            {"a.htm", "text/html"},
            {"a.html", "text/html"},
            {"a.pdf", "application/pdf"},
            {"a.xml", "application/xml"},
            {"a.unknown", "application/octet-stream"}
        }) {
            Mime form = Mime.create();
            form.addPart().filedata(file(guess[0], ""));
            assertTrue(text(body(form)).contains("\r\nContent-Type: " + guess[1] + "\r\n"), guess[0]);
        }
    }

    @Test
    void partsAreGuessedByWhatTheyAreCalledFirst() throws IOException, TransferException {
        mime.addPart().filedata(file("a.gif", "")).filename("b.png");
        mime.addPart().filedata(file("c.gif", "")).filename("b");
        mime.addPart().filedata(file("d.gif", "")).filename(null);
        mime.addPart().filedata(file("e.bin", "")).filename(null);
        mime.addPart().filedata(file("f.txt", "")).filename(null);
        mime.addPart().data("x").filename("g.txt");
        mime.addPart().data("x").filename("h");
        mime.addPart();
        assertBody(
                """
                --B1
                Content-Disposition: form-data; filename="b.png"
                Content-Type: image/png


                --B1
                Content-Disposition: form-data; filename="b"
                Content-Type: image/gif


                --B1
                Content-Disposition: form-data
                Content-Type: image/gif


                --B1
                Content-Disposition: form-data


                --B1
                Content-Disposition: form-data


                --B1
                Content-Disposition: form-data; filename="g.txt"
                Content-Type: text/plain

                x
                --B1
                Content-Disposition: form-data; filename="h"

                x
                --B1
                Content-Disposition: form-data


                --B1--
                """);
    }

    @Test
    void givenHeadersReplaceWhatFollowsFromThePart() throws TransferException {
        mime.addPart()
                .name("n")
                .encoder("base64")
                .headers(List.of(
                        "X: y", "content-type:  a/b", "Content-Disposition: odd", "Content-Transfer-Encoding: z"))
                .data("abc");
        mime.addPart().type("c/d").headers(List.of("Content-Type: a/b", "X-Last: 1"));
        assertBody(
                """
                --B1
                Content-Type: a/b
                X: y
                Content-Disposition: odd
                Content-Transfer-Encoding: z

                YWJj
                --B1
                Content-Disposition: form-data
                Content-Type: c/d
                X-Last: 1


                --B1--
                """);
    }

    @Test
    void theTypeOfTheRequestDecidesAboutTheParts() throws TransferException {
        mime.addPart().name("name").data("daniel");
        MimeBody info = MimeBody.of(mime, "text/info", false, new Random(1));
        assertTrue(info.contentType().startsWith("text/info; boundary=------------------------"));
        assertTrue(text(info).contains("\r\nContent-Disposition: attachment; name=\"name\"\r\n"));
        assertEquals(158, info.size());

        MimeBody form = MimeBody.of(mime, "Multipart/Form-Data; charset=utf-8", false, new Random(1));
        assertTrue(form.contentType().startsWith("Multipart/Form-Data; charset=utf-8; boundary="));
        assertTrue(text(form).contains("\r\nContent-Disposition: form-data; name=\"name\"\r\n"));
        assertTrue(text(MimeBody.of(mime, "multipart/form-datum", false, new Random(1)))
                .contains("attachment"));
    }

    @Test
    void aFormWithinAFormIsOneAgain() throws TransferException {
        Mime inner = Mime.create();
        inner.addPart().name("x").data("1");
        mime.addPart().name("f").type("multipart/form-data").subparts(inner);
        assertTrue(text(open()).contains("\r\nContent-Disposition: form-data; name=\"x\"\r\n"));
    }

    @Test
    void aBodyWithoutPartsIsItsEnd() throws TransferException {
        assertBody("""
                --B1--
                """);
    }

    @Test
    @Tag("T044")
    void namesCannotLeaveTheirQuotes() throws TransferException {
        mime.addPart().name("a\"b\\c\r\nX: y\u00e9").filename("\"\r\n");
        assertBody(
                """
                --B1
                Content-Disposition: form-data; name="a%22b\\c%0D%0AX: y\u00e9"; filename="%22%0D%0A"


                --B1--
                """);
    }

    @Test
    @Tag("T044")
    void backslashesEscapeOnRequestAndLineEndsAreRefusedThen() throws TransferException {
        mime.addPart().name("a\"b\\c%").data("1");
        MimeBody body = MimeBody.of(mime, null, true, new Random(1));
        assertTrue(text(body).contains("form-data; name=\"a\\\"b\\\\c%\"\r\n"));
        for (String bad : List.of("a\rb", "a\nb")) {
            Mime form = Mime.create();
            form.addPart().filename(bad);
            TransferException refused =
                    assertThrows(TransferException.class, () -> MimeBody.of(form, null, true, new Random(1)));
            assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, refused.result());
        }
    }

    @Test
    @Tag("T045")
    void boundariesAreLongRandomAndNeverTheSame() throws TransferException {
        SecureRandom random = new SecureRandom();
        Set<String> seen = new HashSet<>();
        Set<Character> letters = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String boundary = boundary(MimeBody.of(mime, null, false, random));
            assertEquals(46, boundary.length());
            assertTrue(boundary.startsWith("-".repeat(24)));
            boundary.substring(24).chars().forEach(c -> letters.add((char) c));
            assertTrue(seen.add(boundary));
        }
        assertEquals(62, letters.size());
        assertTrue(letters.stream().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c)));
    }

    @Test
    void aMissingFileFailsBeforeAnythingIsSent() {
        mime.addPart().filedata(directory.resolve("missing"));
        TransferException refused = assertThrows(TransferException.class, this::open);
        assertEquals(ResultCode.READ_ERROR, refused.result());
        assertTrue(String.valueOf(refused.getMessage()).contains("missing"));
        Mime other = Mime.create();
        other.addPart().filedata(directory);
        assertEquals(
                ResultCode.READ_ERROR,
                assertThrows(TransferException.class, () -> body(other)).result());
    }

    @Test
    @Tag("T043")
    void aFileThatShrinksFailsAndOneThatGrowsIsCut() throws IOException, TransferException {
        Path file = file("f", "0123456789");
        mime.addPart().filedata(file);
        MimeBody shrunk = open();
        MimeBody grown = open();
        Files.writeString(file, "01234567890123456789");
        assertTrue(text(grown).contains("\r\n\r\n0123456789\r\n--"));
        Files.writeString(file, "01234");
        TransferException failure = assertThrows(TransferException.class, () -> text(shrunk));
        assertEquals(ResultCode.READ_ERROR, failure.result());
        shrunk.close();
        MimeBody gone = open();
        Files.delete(file);
        assertEquals(
                ResultCode.READ_ERROR,
                assertThrows(TransferException.class, () -> text(gone)).result());
    }

    @Test
    @Tag("T043")
    void aSourceIsHeldToItsSize() throws TransferException {
        List<Integer> rooms = new ArrayList<>();
        mime.addPart().dataCallback(3, destination -> {
            rooms.add(destination.remaining());
            destination.put((byte) 'x');
            return 1;
        });
        MimeBody body = open();
        assertTrue(text(body).contains("\r\n\r\nxxx\r\n--"));
        assertEquals(List.of(3, 2, 1), rooms);

        Mime shortMime = Mime.create();
        shortMime.addPart().dataCallback(3, destination -> 0);
        TransferException failure = assertThrows(TransferException.class, () -> text(body(shortMime)));
        assertEquals(ResultCode.READ_ERROR, failure.result());
    }

    @Test
    void aSourceOfUnknownSizeMakesTheBodyOne() throws TransferException {
        mime.addPart().data("1");
        mime.addPart().dataCallback(-1, source("abc", 2));
        MimeBody body = open();
        assertEquals(-1, body.size());
        assertTrue(text(body).contains("\r\n\r\nabc\r\n--"));
        Mime huge = Mime.create();
        huge.addPart().dataCallback(Long.MAX_VALUE, destination -> 0);
        assertEquals(-1, body(huge).size());
    }

    @Test
    void aSourceMayPauseAndGoOn() throws TransferException {
        boolean[] ready = {false};
        mime.addPart().dataCallback(1, destination -> {
            if (!ready[0]) {
                return MimeSource.PAUSE;
            }
            destination.put((byte) '!');
            return 1;
        });
        MimeBody body = open();
        ByteBuffer all = ByteBuffer.allocate(4096);
        int head = body.read(all);
        assertTrue(head > 0);
        assertEquals(head, all.position());
        assertEquals(MimeBody.PAUSED, body.read(all));
        ready[0] = true;
        assertTrue(body.read(all) > 0);
        assertEquals(MimeBody.END, body.read(all));
        assertEquals(body.size(), all.position());
    }

    @Test
    void aSourceMayPauseBehindAnEncoder() throws TransferException {
        int[] calls = {0};
        mime.addPart().encoder("base64").dataCallback(5, destination -> {
            calls[0]++;
            if (calls[0] % 2 == 0) {
                return MimeSource.PAUSE;
            }
            destination.put((byte) ('a' + calls[0] / 2));
            return 1;
        });
        MimeBody body = open();
        ByteBuffer all = ByteBuffer.allocate(4096);
        int pauses = 0;
        for (int count = body.read(all); count != MimeBody.END; count = body.read(all)) {
            pauses += count == MimeBody.PAUSED ? 1 : 0;
        }
        assertTrue(pauses > 0);
        assertEquals(body.size(), all.position());
        assertTrue(StandardCharsets.UTF_8.decode(all.flip()).toString().contains("\r\n\r\nYWJjZGU=\r\n--"));
    }

    @Test
    void aSourceEndsTheTransferByItsAnswerOrByThrowing() {
        IllegalStateException thrown = new IllegalStateException("no");
        assertEquals(
                ResultCode.ABORTED_BY_CALLBACK,
                failureOf(destination -> MimeSource.ABORT).result());
        TransferException failure = failureOf(destination -> {
            throw thrown;
        });
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, failure.result());
        assertSame(thrown, failure.getCause());
        assertEquals(ResultCode.READ_ERROR, failureOf(destination -> 1).result());
        assertEquals(ResultCode.READ_ERROR, failureOf(destination -> -1).result());
        assertEquals(
                ResultCode.READ_ERROR,
                failureOf(destination -> {
                            destination.put((byte) 1);
                            return MimeSource.PAUSE;
                        })
                        .result());
    }

    @Test
    void aRewoundBodyIsTheSameAgain() throws IOException, TransferException {
        Mime inner = Mime.create();
        inner.addPart().filedata(file("a.txt", "content of the file")).encoder("quoted-printable");
        mime.addPart().subparts(inner);
        mime.addPart().data("x".repeat(200)).encoder("base64");
        mime.addPart().dataCallback(-1, source("abc", 2));
        MimeBody body = open();
        String whole = text(body);
        for (int length = 0; length < whole.length() + 10; length += 7) {
            body.rewind();
            ByteBuffer some = ByteBuffer.allocate(length + 1);
            read(body, some);
            assertEquals(whole.substring(0, Math.min(whole.length(), length + 1)), utf8(some));
        }
        body.rewind();
        assertEquals(whole, text(body));
        body.close();
        body.rewind();
        assertEquals(whole, text(body));
    }

    @Test
    void aSourceThatCannotSeekRefusesOnlyIfItWasRead() throws TransferException {
        mime.addPart().data("in front");
        mime.addPart().dataCallback(-1, destination -> 0);
        MimeBody body = open();
        body.read(ByteBuffer.allocate(10));
        body.rewind();
        text(body);
        TransferException refused = assertThrows(TransferException.class, body::rewind);
        assertEquals(ResultCode.SEND_FAIL_REWIND, refused.result());

        IllegalStateException thrown = new IllegalStateException("no");
        Mime throwing = Mime.create();
        throwing.addPart().dataCallback(-1, new MimeSource() {
            @Override
            public int onRead(ByteBuffer destination) {
                return 0;
            }

            @Override
            public boolean onSeek(long offset) {
                throw thrown;
            }
        });
        MimeBody other = body(throwing);
        text(other);
        refused = assertThrows(TransferException.class, other::rewind);
        assertEquals(ResultCode.SEND_FAIL_REWIND, refused.result());
        assertSame(thrown, refused.getCause());
    }

    @Test
    void theNextTransferReadsASourceFromItsStart() throws TransferException {
        mime.addPart().dataCallback(3, source("abc", 3));
        assertTrue(text(open()).contains("\r\n\r\nabc\r\n--"));
        assertTrue(text(open()).contains("\r\n\r\nabc\r\n--"));
        assertTrue(text(body(mime.copy())).contains("\r\n\r\nabc\r\n--"));

        Mime once = Mime.create();
        once.addPart().dataCallback(-1, destination -> 0);
        text(body(once));
        TransferException refused = assertThrows(TransferException.class, () -> body(once));
        assertEquals(ResultCode.SEND_FAIL_REWIND, refused.result());
    }

    @Test
    void changesOfTheTreeAfterTheStartChangeNothing() throws TransferException {
        MimePart part = mime.addPart().name("a").data("1");
        MimeBody body = open();
        String before = text(body);
        part.name("b").data("22");
        mime.addPart();
        body.rewind();
        assertEquals(before, text(body));
    }

    @Test
    void subPartsMayBeEncodedAsAWhole() throws TransferException {
        Mime inner = Mime.create();
        inner.addPart().data("x");
        mime.addPart().encoder("base64").subparts(inner);
        MimeBody body = open();
        String text = text(body);
        assertTrue(text.contains("Content-Transfer-Encoding: base64\r\n\r\nLS0t"));
        assertEquals(body.size(), text.length());
        assertFalse(text.contains("\r\n\r\nx\r\n"));
    }

    @Test
    void largeFilesPassInDirectAndHeapBuffers() throws IOException, TransferException {
        byte[] bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        Path file = directory.resolve("large");
        Files.write(file, bytes);
        mime.addPart().filedata(file);
        MimeBody body = open();
        ByteBuffer heap = ByteBuffer.allocate((int) body.size());
        ByteBuffer direct = ByteBuffer.allocateDirect((int) body.size());
        read(body, heap);
        body.rewind();
        read(body, direct);
        assertEquals(MimeBody.END, body.read(ByteBuffer.allocate(1)));
        assertEquals(heap.flip(), direct.flip());
        int start =
                StandardCharsets.ISO_8859_1.decode(heap.duplicate()).toString().indexOf("\r\n\r\n") + 4;
        assertEquals(ByteBuffer.wrap(bytes), heap.slice(start, bytes.length));
    }

    @Test
    void aPipeIsReadOnceAndItsSizeIsNotKnown() throws TransferException {
        Path device = Path.of("/dev/null");
        if (!Files.exists(device)) {
            return;
        }
        mime.addPart().filedata(device);
        MimeBody body = open();
        assertEquals(-1, body.size());
        assertTrue(text(body).contains("filename=\"null\""));
    }

    private static TransferException failureOf(MimeSource source) {
        Mime form = Mime.create();
        form.addPart().dataCallback(-1, source);
        return assertInstanceOf(TransferException.class, assertThrows(TransferException.class, () -> text(body(form))));
    }

    /** Gives {@code text} in pieces of {@code piece} bytes, and again after a seek. */
    private static MimeSource source(String text, int piece) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new MimeSource() {
            @Override
            public int onRead(ByteBuffer destination) {
                int count = Math.min(Math.min(piece, bytes.remaining()), destination.remaining());
                for (int i = 0; i < count; i++) {
                    destination.put(bytes.get());
                }
                return count;
            }

            @Override
            public boolean onSeek(long offset) {
                bytes.position((int) offset);
                return true;
            }
        };
    }

    /** The body whole, and in pieces of each length up to 100, is {@code expected}, whose boundaries are numbered. */
    private void assertBody(String expected) throws TransferException {
        MimeBody body = open();
        String whole = text(body);
        String text = whole;
        List<String> boundaries = new ArrayList<>(List.of(boundary(body)));
        for (int at = text.indexOf("boundary="); at >= 0; at = text.indexOf("boundary=", at + 1)) {
            boundaries.add(text.substring(at + 9, at + 9 + 46));
        }
        for (int i = 0; i < boundaries.size(); i++) {
            text = text.replace(boundaries.get(i), "B" + (i + 1));
        }
        assertEquals(expected.replace("\n", "\r\n").replace("<LF>", "\n"), text);
        assertEquals(body.size(), whole.getBytes(StandardCharsets.UTF_8).length);
        for (int length = 1; length <= 100; length++) {
            body.rewind();
            assertEquals(whole, pieces(body, length));
        }
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private MimeBody open() throws TransferException {
        return body(mime);
    }

    private static MimeBody body(Mime form) throws TransferException {
        return MimeBody.of(form, null, false, new Random(1));
    }

    private static String boundary(MimeBody body) {
        return body.contentType().substring(body.contentType().indexOf("boundary=") + 9);
    }

    private static String text(MimeBody body) throws TransferException {
        return pieces(body, 8192);
    }

    private static String pieces(MimeBody body, int length) throws TransferException {
        ByteBuffer all = ByteBuffer.allocate(8192);
        ByteBuffer piece = ByteBuffer.allocate(length);
        int count = body.read(piece);
        while (count != MimeBody.END) {
            assertEquals(count, piece.position());
            all.put(piece.flip());
            count = body.read(piece.clear());
        }
        return utf8(all);
    }

    private static void read(MimeBody body, ByteBuffer destination) throws TransferException {
        while (destination.hasRemaining() && body.read(destination) != MimeBody.END) {
            assertTrue(destination.position() > 0);
        }
    }

    private static String utf8(ByteBuffer filled) {
        return StandardCharsets.UTF_8.decode(filled.flip()).toString();
    }
}
