package dev.hiper.internal.transfer;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields that all responses of one run brought, in the order received, for the header API. Those of the current
 * request are read where the parser left them; only what that memory cannot hold is copied: the fields of earlier requests,
 * and those of answers to CONNECT. So a transfer of one request costs nothing.
 *
 * <p>Bounded by {@link Limits#TRANSFER_FIELDS}, and in bytes by {@link Limits#TRANSFER_HEAD_BYTES}, against which
 * {@link Transfer#countHeadBytes} counts all lines.
 */
public final class HeaderLog {
    /** Origins, numbered as in libcurl. */
    public static final int HEADER = 1;

    public static final int TRAILER = 1 << 1;
    public static final int CONNECT = 1 << 2;
    public static final int INTERIM = 1 << 3;
    public static final int PSEUDO = 1 << 4;

    private static final int NAME_START = 0;
    private static final int NAME_END = 1;
    private static final int VALUE_START = 2;
    private static final int VALUE_END = 3;
    private static final int ORIGIN = 4;
    private static final int REQUEST = 5;
    private static final int STRIDE = 6;
    private static final int FIRST_FIELDS = 16;
    private static final byte[] NO_BYTES = {};
    private static final int[] NO_INDEX = {};

    // The copies.
    private byte[] bytes = NO_BYTES;
    private int byteCount;
    private int[] index = NO_INDEX;
    private int copied;

    /** Where the fields of the current request are; null before its response is read. */
    private @Nullable ResponseHead current;

    private int requests;

    /** A new run: forgets everything; large memory is given back. */
    void reset() {
        if (bytes.length > Limits.KEPT_HEAD_BYTES) {
            bytes = NO_BYTES;
            index = NO_INDEX;
        }
        byteCount = 0;
        copied = 0;
        current = null;
        requests = 0;
    }

    /** Another request begins, and its response may overwrite the head of the one before. */
    void nextRequest() {
        ResponseHead ended = current;
        if (ended != null) {
            for (int field = 0; field < ended.fieldCount(); field++) {
                copy(ended, field);
            }
            current = null;
        }
        requests++;
    }

    /** The fields of the current request, trailers included, are going to appear in {@code head}. */
    public void follow(ResponseHead head) {
        current = head;
    }

    /** A head is complete: are there too many fields altogether? */
    public void checkCount() throws TransferException {
        if (size() > Limits.TRANSFER_FIELDS) {
            throw tooMany();
        }
    }

    /** Keeps one line of an answer to CONNECT, unless it is none with a field. */
    public void connectLine(ByteBuffer line) throws TransferException {
        int start = byteCount;
        int count = line.remaining();
        ensureBytes(count);
        line.get(line.position(), bytes, start, count);
        int end = start + count;
        int nameEnd = start;
        while (nameEnd < end && Ascii.isTokenChar(bytes[nameEnd])) {
            nameEnd++;
        }
        if (nameEnd == start || nameEnd == end || bytes[nameEnd] != ':') {
            return;
        }
        while (bytes[end - 1] == '\n' || bytes[end - 1] == '\r') {
            end--;
        }
        int valueStart = Ascii.skipBlanks(bytes, nameEnd + 1, end);
        byteCount = end;
        add(start, nameEnd, valueStart, Ascii.trimBlanks(bytes, valueStart, end), CONNECT, requests - 1);
        checkCount();
    }

    /** How many requests were begun. */
    public int requests() {
        return requests;
    }

    /** How many fields there are, of all requests and origins. */
    public int size() {
        ResponseHead head = current;
        return head == null ? copied : copied + head.fieldCount();
    }

    /** Whether the field came with a request, numbered from 0, and from one of the {@code origins}. */
    public boolean selects(int field, int origins, int request) {
        return (origin(field) & origins) != 0 && request(field) == request;
    }

    /** How many fields there are of that name, which must be in lower case. */
    public int count(byte[] lower, int origins, int request) {
        int count = 0;
        for (int field = next(lower, 0, origins, request);
                field >= 0;
                field = next(lower, field + 1, origins, request)) {
            count++;
        }
        return count;
    }

    /** The first field of that name from the place {@code from} on; -1 if there is none. */
    public int next(byte[] lower, int from, int origins, int request) {
        for (int field = from; field < size(); field++) {
            if (selects(field, origins, request) && isNamed(field, lower)) {
                return field;
            }
        }
        return -1;
    }

    /** Where the field came from: one bit. */
    public int origin(int field) {
        return field < copied ? at(field, ORIGIN) : originIn(head(), field - copied);
    }

    /** As received. */
    public String name(int field) {
        return field < copied ? text(at(field, NAME_START), at(field, NAME_END)) : head().name(field - copied);
    }

    /** Without blanks around it. */
    public String value(int field) {
        return field < copied ? text(at(field, VALUE_START), at(field, VALUE_END)) : head().value(field - copied);
    }

    private int request(int field) {
        return field < copied ? at(field, REQUEST) : requests - 1;
    }

    private boolean isNamed(int field, byte[] lower) {
        if (field < copied) {
            return Ascii.equalsIgnoreCase(bytes, at(field, NAME_START), at(field, NAME_END), lower);
        }
        ResponseHead head = head();
        int place = field - copied;
        return Ascii.equalsIgnoreCase(head.bytes(), head.nameStart(place), head.nameEnd(place), lower);
    }

    /** A 101 is final for the parser, but a 1xx nevertheless. */
    private static int originIn(ResponseHead head, int field) {
        return switch (head.origin(field)) {
            case HEADER -> head.status() / 100 == 1 ? INTERIM : HEADER;
            case TRAILER -> TRAILER;
            case INTERIM -> INTERIM;
        };
    }

    private void copy(ResponseHead head, int field) {
        int nameStart = append(head.bytes(), head.nameStart(field), head.nameEnd(field));
        int nameEnd = byteCount;
        int valueStart = append(head.bytes(), head.valueStart(field), head.valueEnd(field));
        add(nameStart, nameEnd, valueStart, byteCount, originIn(head, field), requests - 1);
    }

    /** Answers where it lies. */
    private int append(byte[] source, int from, int to) {
        int start = byteCount;
        ensureBytes(to - from);
        System.arraycopy(source, from, bytes, start, to - from);
        byteCount = start + to - from;
        return start;
    }

    private void add(int nameStart, int nameEnd, int valueStart, int valueEnd, int origin, int request) {
        int at = copied * STRIDE;
        if (at == index.length) {
            index = Arrays.copyOf(index, Math.max(FIRST_FIELDS * STRIDE, 2 * at));
        }
        index[at + NAME_START] = nameStart;
        index[at + NAME_END] = nameEnd;
        index[at + VALUE_START] = valueStart;
        index[at + VALUE_END] = valueEnd;
        index[at + ORIGIN] = origin;
        index[at + REQUEST] = request;
        copied++;
    }

    private void ensureBytes(int count) {
        if (bytes.length - byteCount < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, byteCount + count));
        }
    }

    private int at(int field, int part) {
        return index[field * STRIDE + part];
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private ResponseHead head() {
        ResponseHead head = current;
        if (head == null) {
            throw new IndexOutOfBoundsException("there are only " + copied + " fields");
        }
        return head;
    }

    private static TransferException tooMany() {
        return new TransferException(
                ResultCode.TOO_LARGE, "Too many response headers, " + Limits.TRANSFER_FIELDS + " is max");
    }
}
