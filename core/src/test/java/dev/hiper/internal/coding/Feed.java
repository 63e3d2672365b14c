package dev.hiper.internal.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding;
import dev.hiper.spi.ContentCoding.Decoder.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Coded bodies, and ways to feed them to a decoder. */
final class Feed {
    /** Pieces of input and room for output, from everything at once to one byte at a time. */
    static final int[] SIZES = {1, 2, 3, 7, 1000, 1 << 20};

    private Feed() {}

    /**
     * What the coding makes of {@code coded} when it comes in pieces, and in which state it ends.
     */
    static final class Result {
        private final byte[] bytes;
        private final State state;
        private final int unused;

        private Result(byte[] bytes, State state, int unused) {
            this.bytes = bytes;
            this.state = state;
            this.unused = unused;
        }

        byte[] bytes() {
            return bytes;
        }

        State state() {
            return state;
        }

        /** How many bytes of input a finished decoder left. */
        int unused() {
            return unused;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static Result decode(ContentCoding coding, byte[] coded, int inputPiece, int outputPiece) throws TransferException {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        ByteBuffer output = ByteBuffer.allocateDirect(outputPiece);
        State state = State.NEEDS_INPUT;
        int at = 0;
        try (ContentCoding.Decoder decoder = coding.newDecoder()) {
            while (at < coded.length) {
                ByteBuffer input = ByteBuffer.wrap(coded, at, Math.min(inputPiece, coded.length - at));
                int before;
                do {
                    before = input.remaining();
                    state = decoder.decode(input, output.clear());
                    drain(output.flip(), decoded);
                } while (state == State.NEEDS_OUTPUT
                        || (state == State.FINISHED && input.hasRemaining() && input.remaining() < before));
                at = input.position();
                if (input.hasRemaining()) {
                    assertEquals(State.FINISHED, state, "only a finished stream leaves input");
                    break;
                }
            }
        }
        return new Result(decoded.toByteArray(), state, coded.length - at);
    }

    /** A mix of what compresses well and what does not. */
    static byte[] body(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        for (int i = 0; i < size; i++) {
            if (i / 997 % 2 == 0) {
                body[i] = (byte) ('a' + i % 17);
            }
        }
        return body;
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return written(out, () -> new GZIPOutputStream(out), body);
    }

    static byte[] zlib(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return written(out, () -> new DeflaterOutputStream(out), body);
    }

    static byte[] raw(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return written(out, () -> new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION, true)), body);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The low half of the checksum, as gzip's header holds it. */
    static byte[] headerCrc(byte[] header) {
        CRC32 crc = new CRC32();
        crc.update(header);
        return new byte[] {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    }

    private static void drain(ByteBuffer output, ByteArrayOutputStream decoded) {
        while (output.hasRemaining()) {
            decoded.write(output.get());
        }
    }

    private interface Opening {
        OutputStream open() throws IOException;
    }

    private static byte[] written(ByteArrayOutputStream out, Opening opening, byte[] body) {
        try (OutputStream stream = opening.open()) {
            stream.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
