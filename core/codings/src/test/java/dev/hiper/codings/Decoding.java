package dev.hiper.codings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding;
import dev.hiper.spi.ContentCoding.Decoder.State;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;

/** Feeds coded bytes to a decoder in pieces. */
final class Decoding {
    /** Pieces of input and room for output, from one byte at a time to everything at once. */
    static final int[] SIZES = {1, 3, 1000, 1 << 20};

    private Decoding() {}

    /** What came out, and how it ended. */
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
                    output.flip();
                    while (output.hasRemaining()) {
                        decoded.write(output.get());
                    }
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

    /** 128 lines, together a bit more than one piece of the engine. */
    static String lines() {
        return ("0123456789ABCDEF".repeat(8) + "\n").repeat(128);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
