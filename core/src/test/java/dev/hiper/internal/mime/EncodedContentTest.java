package dev.hiper.internal.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.mime.MimeEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Transfer encodings, from content that comes in pieces of any length into buffers of any length. */
class EncodedContentTest {
    @Test
    void base64HasLinesAndNoLineEndAtTheEnd() throws TransferException {
        Random random = new Random(64);
        for (int length = 0; length < 400; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            byte[] expected = Base64.getMimeEncoder().encode(bytes);
            assertArrayEquals(expected, encode(MimeEncoder.BASE64, bytes, length + 1, 8192));
            assertArrayEquals(expected, encode(MimeEncoder.BASE64, bytes, 1, 1));
            assertEquals(expected.length, sizeOf(MimeEncoder.BASE64, length));
        }
        assertEquals(-1, sizeOf(MimeEncoder.BASE64, -1));
        assertEquals(-1, sizeOf(MimeEncoder.BASE64, Long.MAX_VALUE));
    }

    @Test
    void contentLongerThanTheBuffersPasses() throws TransferException {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        byte[] encoded = encode(MimeEncoder.BASE64, bytes, 100_000, 5000);
        assertArrayEquals(bytes, Base64.getMimeDecoder().decode(encoded));
        assertEquals(encoded.length, sizeOf(MimeEncoder.BASE64, bytes.length));
        assertArrayEquals(bytes, decodeQuotedPrintable(encode(MimeEncoder.QUOTED_PRINTABLE, bytes, 100_000, 7000)));
    }

    @Test
    void quotedPrintableKeepsTextReadable() throws TransferException {
        String[][] samples = {
            {"", ""},
            {"plain text!", "plain text!"},
            {"a=b", "a=3Db"},
            {"\u00e9", "=C3=A9"},
            {"line\r\nline\r\n", "line\r\nline\r\n"},
            {"a\nb\rc", "a=0Ab=0Dc"},
            {"a\r", "a=0D"},
            {"\r\r\n", "=0D\r\n"},
            {"space \r\ntab\t\r\n", "space=20\r\ntab=09\r\n"},
            {"space at the end ", "space at the end=20"},
            {"a b\tc", "a b\tc"},
            {" \r", " =0D"},
            {"\u007f\u0000", "=7F=00"},
            {"x".repeat(76), "x".repeat(76)},
            {"x".repeat(77), "x".repeat(75) + "=\r\nxx"},
            {"x".repeat(76) + "\r\ny", "x".repeat(76) + "\r\ny"},
            {"x".repeat(76) + "\ry", "x".repeat(75) + "=\r\nx=0Dy"},
            {"x".repeat(73) + "=", "x".repeat(73) + "=3D"},
            {"x".repeat(73) + "=y", "x".repeat(73) + "=\r\n=3Dy"},
            {"x".repeat(74) + "=", "x".repeat(74) + "=\r\n=3D"},
            {"x".repeat(75) + " \r\ny", "x".repeat(75) + "=\r\n=20\r\ny"},
        };
        for (String[] sample : samples) {
            byte[] bytes = sample[0].getBytes(StandardCharsets.UTF_8);
            for (int piece = 1; piece < 4; piece++) {
                byte[] encoded = encode(MimeEncoder.QUOTED_PRINTABLE, bytes, piece, piece);
                assertEquals(sample[1], new String(encoded, StandardCharsets.US_ASCII));
            }
        }
        assertEquals(-1, sizeOf(MimeEncoder.QUOTED_PRINTABLE, 5));
        assertEquals(0, sizeOf(MimeEncoder.QUOTED_PRINTABLE, 0));
    }

    @Test
    void quotedPrintableIsTheSameInAllPiecesAndGoesBack() throws TransferException {
        Random random = new Random(45);
        byte[] letters = "ab =\r\n\t.\u00e9".getBytes(StandardCharsets.UTF_8);
        for (int run = 0; run < 2000; run++) {
            byte[] bytes = new byte[random.nextInt(250)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(3) == 0 ? letters[random.nextInt(letters.length)] : (byte) 'x';
            }
            byte[] whole = encode(MimeEncoder.QUOTED_PRINTABLE, bytes, 300, 8192);
            assertArrayEquals(whole, encode(MimeEncoder.QUOTED_PRINTABLE, bytes, 1 + random.nextInt(5), 1));
            assertArrayEquals(bytes, decodeQuotedPrintable(whole));
            for (String line : new String(whole, StandardCharsets.US_ASCII).split("\r\n", -1)) {
                assertTrue(line.length() <= 76 && !line.endsWith(" ") && !line.endsWith("\t"), line);
            }
        }
    }

    @Test
    void sevenBitRefusesTheEighth() throws TransferException {
        byte[] ascii = "abc\r\n\0\u007f".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(ascii, encode(MimeEncoder.SEVEN_BIT, ascii, 2, 3));
        assertEquals(7, sizeOf(MimeEncoder.SEVEN_BIT, 7));
        TransferException refused = assertThrows(
                TransferException.class, () -> encode(MimeEncoder.SEVEN_BIT, new byte[] {1, (byte) 0x80}, 5, 5));
        assertEquals(ResultCode.READ_ERROR, refused.result());
    }

    @Test
    void binaryAndEightBitChangeNothing() throws TransferException {
        byte[] bytes = {0, (byte) 0xff, '\n'};
        assertArrayEquals(bytes, encode(MimeEncoder.BINARY, bytes, 2, 2));
        assertArrayEquals(bytes, encode(MimeEncoder.EIGHT_BIT, bytes, 2, 2));
    }

    private static byte[] encode(MimeEncoder encoder, byte[] bytes, int inPiece, int outPiece)
            throws TransferException {
        Content content = EncodedContent.of(new Pieces(bytes, inPiece, bytes.length), encoder);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(outPiece);
        for (int count = content.read(piece); count != Content.END; count = content.read(piece.clear())) {
            assertEquals(count, piece.position());
            out.write(piece.array(), 0, count);
        }
        assertEquals(Content.END, content.read(piece.clear()));
        return out.toByteArray();
    }

    private static long sizeOf(MimeEncoder encoder, long plainSize) {
        return EncodedContent.of(new Pieces(new byte[0], 1, plainSize), encoder).size();
    }

    private static byte[] decodeQuotedPrintable(byte[] encoded) {
        String text = new String(encoded, StandardCharsets.US_ASCII).replace("=\r\n", "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '=') {
                out.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                out.write(text.charAt(i));
            }
        }
        return out.toByteArray();
    }

    /** Content that gives at most so many bytes at a time. */
    private static final class Pieces implements Content {
        private final ByteBuffer bytes;
        private final int piece;
        private final long size;

        Pieces(byte[] bytes, int piece, long size) {
            this.bytes = ByteBuffer.wrap(bytes);
            this.piece = piece;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(ByteBuffer destination) {
            int count = Math.min(Math.min(piece, bytes.remaining()), destination.remaining());
            if (count == 0) {
                return END;
            }
            destination.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public void rewind() {
            bytes.rewind();
        }

        @Override
        public void close() {}
    }
}
