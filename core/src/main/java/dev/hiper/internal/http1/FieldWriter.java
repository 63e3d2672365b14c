package dev.hiper.internal.http1;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A bounded, growing array of head bytes that takes nothing that could end a line early. All that we send in a head
 * or a trailer goes through here, as the last step. A refusal never repeats the value: it may be a secret.
 */
final class FieldWriter {
    private static final int LATIN_1 = 0xFF;

    private final int limit;
    private byte[] bytes = new byte[Limits.INITIAL_HEAD_BYTES];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int size;

    FieldWriter(int limit) {
        this.limit = limit;
    }

    void reset() {
        size = 0;
        if (bytes.length > Limits.KEPT_HEAD_BYTES) {
            use(new byte[Limits.INITIAL_HEAD_BYTES]);
        }
    }

    /** A field line: a token, and a value of ISO-8859-1 without control characters other than HTAB. */
    void field(String name, String value) throws TransferException {
        check(name, name, value);
        checked(name);
        put((byte) ':');
        if (!value.isEmpty()) {
            put((byte) ' ');
            checked(value);
        }
        lineEnd();
    }

    /** A field line as somebody wrote it: the name may end in blanks, and nothing is put behind the colon. */
    void line(String name, String behindColon) throws TransferException {
        check(name, name.stripTrailing(), behindColon);
        checked(name);
        put((byte) ':');
        checked(behindColon);
        lineEnd();
    }

    private static void check(String name, String token, String value) throws TransferException {
        if (!Ascii.isToken(token)) {
            throw refused("the name of a field is not a token");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Ascii.isControl(c) && c != '\t') {
                throw refused("a control character in the value of field " + name);
            }
            if (c > LATIN_1) {
                throw refused("a character outside ISO-8859-1 in the value of field " + name);
            }
        }
    }

    /** Text whose characters the caller has checked to be one byte each. */
    void checked(String text) throws TransferException {
        int length = text.length();
        ensureSpace(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) text.charAt(i);
        }
        size += length;
    }

    void put(byte b) throws TransferException {
        ensureSpace(1);
        bytes[size++] = b;
    }

    void lineEnd() throws TransferException {
        put((byte) '\r');
        put((byte) '\n');
    }

    /** What was written. One view, valid until the next write. */
    ByteBuffer view() {
        return view.limit(size).position(0);
    }

    static TransferException refused(String what) {
        return new TransferException(ResultCode.BAD_FUNCTION_ARGUMENT, "refused to send: " + what);
    }

    private void ensureSpace(int count) throws TransferException {
        if (count > limit - size) {
            throw new TransferException(ResultCode.TOO_LARGE, "a head of more than " + limit + " bytes to send");
        }
        if (count > bytes.length - size) {
            use(Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count)));
        }
    }

    private void use(byte[] array) {
        bytes = array;
        view = ByteBuffer.wrap(array);
    }
}
