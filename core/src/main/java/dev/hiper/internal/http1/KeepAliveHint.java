package dev.hiper.internal.http1;

import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.ResponseHead;
import java.nio.charset.StandardCharsets;

/**
 * The parameters {@code timeout} and {@code max} of Keep-Alive. It is a hint without a grammar of its own: what
 * cannot be read is as if it were not there, and of several values the lowest counts.
 */
final class KeepAliveHint {
    private static final byte[] TIMEOUT = "timeout".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAX = "max".getBytes(StandardCharsets.US_ASCII);
    private static final long UNKNOWN = -1;

    private long timeoutSeconds = UNKNOWN;
    private long requests = UNKNOWN;

    void reset() {
        timeoutSeconds = UNKNOWN;
        requests = UNKNOWN;
    }

    void read(ResponseHead head) {
        int field = head.find(FieldName.KEEP_ALIVE);
        while (field >= 0) {
            int end = head.valueEnd(field);
            for (int from = head.valueStart(field); from < end; ) {
                int to = ResponseHead.memberEnd(head.bytes(), from, end);
                parameter(head.bytes(), from, to);
                from = to + 1;
            }
            field = head.findNext(FieldName.KEEP_ALIVE, field);
        }
    }

    long timeoutSeconds() {
        return timeoutSeconds;
    }

    /**
     * Whether the connection is not worth keeping. {@code max=1} means that the request just answered was the last
     * one for some servers and that one more is welcome for others: the cautious reading costs one connection.
     */
    boolean isUsedUp() {
        return timeoutSeconds == 0 || requests == 0 || requests == 1;
    }

    private void parameter(byte[] bytes, int from, int to) {
        int equals = from;
        while (equals < to && bytes[equals] != '=') {
            equals++;
        }
        int valueStart = Ascii.skipBlanks(bytes, Math.min(equals + 1, to), to);
        long value = Ascii.parseDecimal(bytes, valueStart, Ascii.trimBlanks(bytes, valueStart, to));
        if (value < 0) {
            return;
        }
        int nameStart = Ascii.skipBlanks(bytes, from, equals);
        int nameEnd = Ascii.trimBlanks(bytes, nameStart, equals);
        if (Ascii.equalsIgnoreCase(bytes, nameStart, nameEnd, TIMEOUT)) {
            timeoutSeconds = lower(timeoutSeconds, value);
        } else if (Ascii.equalsIgnoreCase(bytes, nameStart, nameEnd, MAX)) {
            requests = lower(requests, value);
        }
    }

    private static long lower(long known, long value) {
        return known == UNKNOWN ? value : Math.min(known, value);
    }
}
