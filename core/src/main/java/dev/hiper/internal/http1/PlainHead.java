package dev.hiper.internal.http1;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.ResponseHead;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the head that most responses have, in one go: it lies in the input as a whole, is final, and has nothing that
 * needs a second thought: no fold, no bare line end, no tab in a value, one Content-Length of digits, no transfer
 * coding but chunked. Whatever
 * is not so is left to {@link ResponseParser}, which reads it line by line and is the only one to refuse anything.
 */
final class PlainHead {
    /** The head was not read; nothing was consumed and nothing is kept. */
    static final int OTHER = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SHORTEST_STATUS_LINE = "HTTP/1.1 200".length();

    private PlainHead() {}

    /**
     * Reads the head at the beginning of {@code in}, whose position does not move, into the empty {@code head}.
     *
     * @param most bytes that the head may have
     * @param lengthChecked whether Content-Length has to be a number
     * @param lenient whether a sloppy status line will do
     * @return bytes of the head, or {@link #OTHER}
     * @throws TransferException for a status line that cannot be one
     */
    static int read(ByteBuffer in, ResponseHead head, int most, boolean lengthChecked, boolean lenient)
            throws TransferException {
        int count = Math.min(in.remaining(), Math.min(most, Limits.PLAIN_HEAD_BYTES));
        head.append(in, in.position(), count);
        int end = fields(head, count, lengthChecked, lenient);
        if (end == OTHER) {
            head.reset();
        } else {
            head.truncate(end);
        }
        return end;
    }

    private static int fields(ResponseHead head, int count, boolean lengthChecked, boolean lenient)
            throws TransferException {
        byte[] bytes = head.bytes();
        int lineEnd = lineEnd(bytes, 0, count);
        if (lineEnd < SHORTEST_STATUS_LINE || !startsLikeAStatusLine(bytes)) {
            return OTHER;
        }
        StatusLine.read(head, 0, lineEnd, lenient);
        if (head.status() / 100 == 1) {
            return OTHER;
        }
        boolean length = false;
        boolean coding = false;
        int at = lineEnd + 2;
        for (int fields = 0; fields <= Limits.PLAIN_HEAD_FIELDS && at + 1 < count; fields++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n') {
                return at + 2;
            }
            int colon = at;
            while (colon < count && Ascii.isTokenChar(bytes[colon])) {
                colon++;
            }
            if (colon == at || colon == count || bytes[colon] != ':') {
                return OTHER;
            }
            lineEnd = lineEnd(bytes, colon + 1, count);
            if (lineEnd < 0) {
                return OTHER;
            }
            int valueStart = Ascii.skipBlanks(bytes, colon + 1, lineEnd);
            int valueEnd = Ascii.trimBlanks(bytes, valueStart, lineEnd);
            if (lengthChecked && FieldName.CONTENT_LENGTH.matches(bytes, at, colon)) {
                if (length || Ascii.parseDecimal(bytes, valueStart, valueEnd) < 0) {
                    return OTHER;
                }
                length = true;
            } else if (FieldName.TRANSFER_ENCODING.matches(bytes, at, colon)) {
                if (coding || !TransferCodings.isChunked(bytes, valueStart, valueEnd)) {
                    return OTHER;
                }
                coding = true;
            }
            head.addField(at, colon, valueStart, valueEnd);
            at = lineEnd + 2;
        }
        return OTHER;
    }

    private static boolean startsLikeAStatusLine(byte[] bytes) {
        for (int i = 0; i < StatusLine.PREFIX_BYTES; i++) {
            if (!StatusLine.isPrefix(i, bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /** Where the CR LF of the line is that goes on at {@code from}; negative if something else comes first, or nothing. */
    private static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            int plain = Ascii.plainBytes((long) LONGS.get(bytes, at));
            at += plain;
            if (plain < Long.BYTES) {
                return isLineEnd(bytes, at, to) ? at : OTHER;
            }
        }
        while (at < to && (bytes[at] & 0xFF) >= Ascii.FIRST_PLAIN) {
            at++;
        }
        return isLineEnd(bytes, at, to) ? at : OTHER;
    }

    private static boolean isLineEnd(byte[] bytes, int at, int to) {
        return at + 1 < to && bytes[at] == '\r' && bytes[at + 1] == '\n';
    }
}
