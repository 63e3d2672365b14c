package dev.hiper.internal.http1;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.ResponseHead;

/**
 * The one reader of Content-Length. Several equal values, in one field or in many, are one value (RFC 9110, 8.6);
 * the head is left with exactly one. Leading zeros are digits like others. Everything else is refused.
 */
final class ContentLength {
    static final long ABSENT = -1;

    private ContentLength() {}

    /** Refuses a value that is no list of numbers. Numbers beyond 64 bits pass: {@link #parse} refuses those. */
    static void check(byte[] bytes, int valueStart, int valueEnd) throws TransferException {
        int from = valueStart;
        do {
            int to = ResponseHead.memberEnd(bytes, from, valueEnd);
            if (member(bytes, from, to) == Ascii.MALFORMED) {
                throw malformed();
            }
            from = to + 1;
        } while (from <= valueEnd);
    }

    /** The announced length, or {@link #ABSENT}. A number beyond 64 bits ends with {@code tooLarge}. */
    static long parse(ResponseHead head, ResultCode tooLarge) throws TransferException {
        int first = head.find(FieldName.CONTENT_LENGTH);
        long length = ABSENT;
        for (int field = first; field >= 0; field = head.findNext(FieldName.CONTENT_LENGTH, field)) {
            length = parseField(head, field, length, tooLarge);
        }
        if (first >= 0) {
            head.removeBehind(FieldName.CONTENT_LENGTH, first);
            keepFirstMember(head, first);
        }
        return length;
    }

    private static long parseField(ResponseHead head, int field, long expected, ResultCode tooLarge)
            throws TransferException {
        byte[] bytes = head.bytes();
        long length = expected;
        int end = head.valueEnd(field);
        int from = head.valueStart(field);
        do {
            int to = ResponseHead.memberEnd(bytes, from, end);
            long member = member(bytes, from, to);
            if (member == Ascii.MALFORMED) {
                throw malformed();
            }
            if (member == Ascii.OVERFLOW) {
                throw new TransferException(tooLarge, "a Content-Length beyond 64 bits in the response");
            }
            if (length != ABSENT && member != length) {
                throw new TransferException(ResultCode.WEIRD_SERVER_REPLY, "differing Content-Length in the response");
            }
            length = member;
            from = to + 1;
        } while (from <= end);
        return length;
    }

    private static long member(byte[] bytes, int from, int to) {
        int start = Ascii.skipBlanks(bytes, from, to);
        return Ascii.parseDecimal(bytes, start, Ascii.trimBlanks(bytes, start, to));
    }

    private static TransferException malformed() {
        return new TransferException(ResultCode.WEIRD_SERVER_REPLY, "invalid Content-Length in the response");
    }

    private static void keepFirstMember(ResponseHead head, int field) {
        int start = head.valueStart(field);
        int to = ResponseHead.memberEnd(head.bytes(), start, head.valueEnd(field));
        head.narrowValue(field, start, Ascii.trimBlanks(head.bytes(), start, to));
    }
}
