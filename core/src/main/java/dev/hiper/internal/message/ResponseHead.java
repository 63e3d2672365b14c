package dev.hiper.internal.message;

import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The heads of one response, received lines one after another in one array: interim heads, the final head,
 * trailers. Fields are indexes into it; strings are made on demand only. {@link #reset()} makes it ready for the
 * next response without giving the memory away.
 *
 * <p>Look-ups by name see the <em>current</em> head only: the one whose status line came last. They never see
 * trailers. They are linear, which {@link Limits#FIELDS} bounds; there is no hash table to attack.
 *
 * <p>Whoever parses writes with {@code append}, then says what the bytes are: {@link #startResponse}, {@link
 * #addField}. Offsets are stable, the array is not: ask {@link #bytes()} again after an append.
 */
public final class ResponseHead {
    private static final int NAME_START = 0;
    private static final int NAME_END = 1;
    private static final int VALUE_START = 2;
    private static final int VALUE_END = 3;
    private static final int ORIGIN = 4;
    private static final int STRIDE = 5;
    private static final int INITIAL_FIELDS = 32;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final FieldOrigin[] ORIGINS = FieldOrigin.values();

    private byte[] bytes = new byte[Limits.INITIAL_HEAD_BYTES];
    private ByteBuffer view = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    private int size;

    private int[] index = new int[INITIAL_FIELDS * STRIDE];
    private int fieldCount;
    private int firstCurrent;
    private int currentEnd = -1;
    /** The {@linkplain FieldName#mark marks} of the names in the current head; may have more than that. */
    private long marks;

    private FieldOrigin origin = FieldOrigin.HEADER;

    private HttpVersion version = HttpVersion.HTTP_1_1;
    private int status;
    private int reasonStart;
    private int reasonEnd;

    // What a response says.

    /** The version of the current head. Undefined before its status line. */
    public HttpVersion version() {
        return version;
    }

    /** The status of the current head, 0 before the first status line. */
    public int status() {
        return status;
    }

    /** The reason phrase of the current head, may be empty. */
    public String reason() {
        return text(reasonStart, reasonEnd);
    }

    /** Whether the current head is an interim one: 1xx, but not 101, which ends HTTP/1 on the connection. */
    public boolean isInterim() {
        return status / 100 == 1 && status != SWITCHING_PROTOCOLS;
    }

    /** All fields so far, of whatever origin, in the order received. */
    public int fieldCount() {
        return fieldCount;
    }

    public FieldOrigin origin(int field) {
        return ORIGINS[at(field, ORIGIN)];
    }

    /** The name as received. */
    public String name(int field) {
        return text(at(field, NAME_START), at(field, NAME_END));
    }

    /** The value without blanks around it; bytes above ASCII read as ISO-8859-1. */
    public String value(int field) {
        return text(at(field, VALUE_START), at(field, VALUE_END));
    }

    public boolean is(int field, FieldName name) {
        return name.matches(bytes, at(field, NAME_START), at(field, NAME_END));
    }

    /** The first field of the current head with this name, or -1. */
    public int find(FieldName name) {
        return search(name, firstCurrent);
    }

    /** The next field of the current head with this name behind {@code field}, or -1. */
    public int findNext(FieldName name, int field) {
        return search(name, field + 1);
    }

    public boolean has(FieldName name) {
        return find(name) >= 0;
    }

    /** The value of the first field of the current head with this name, or {@code null}. */
    public @Nullable String value(FieldName name) {
        int field = find(name);
        return field < 0 ? null : value(field);
    }

    /**
     * Whether one of the comma-separated members of the fields with this name equals {@code lower}, which
     * must be in lower case.
     */
    public boolean hasMember(FieldName name, byte[] lower) {
        for (int field = find(name); field >= 0; field = findNext(name, field)) {
            int end = valueEnd(field);
            for (int from = valueStart(field); from < end; ) {
                int to = memberEnd(bytes, from, end);
                int start = Ascii.skipBlanks(bytes, from, to);
                if (Ascii.equalsIgnoreCase(bytes, start, Ascii.trimBlanks(bytes, start, to), lower)) {
                    return true;
                }
                from = to + 1;
            }
        }
        return false;
    }

    /** Where the first member of the comma-separated list in the range ends: at a comma, or at {@code to}. */
    public static int memberEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != ',') {
            end++;
        }
        return end;
    }

    /** Where in {@link #bytes()} the name begins. */
    public int nameStart(int field) {
        return at(field, NAME_START);
    }

    /** Where in {@link #bytes()} the name ends. */
    public int nameEnd(int field) {
        return at(field, NAME_END);
    }

    /** Where in {@link #bytes()} the value begins, without blanks. */
    public int valueStart(int field) {
        return at(field, VALUE_START);
    }

    /** Where in {@link #bytes()} the value ends, without blanks. */
    public int valueEnd(int field) {
        return at(field, VALUE_END);
    }

    /** The array behind all offsets. To be read only; another one after it grew. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes were appended. */
    public int size() {
        return size;
    }

    /**
     * A read-only view of the range. There is one view per head, so it is valid until the next call of this
     * method or of {@code append}.
     */
    public ByteBuffer view(int from, int to) {
        return view.limit(to).position(from);
    }

    // Writing.

    /** Forgets everything; large memory is given back. */
    public void reset() {
        if (bytes.length > Limits.KEPT_HEAD_BYTES) {
            use(new byte[Limits.INITIAL_HEAD_BYTES]);
            index = new int[INITIAL_FIELDS * STRIDE];
        }
        size = 0;
        fieldCount = 0;
        firstCurrent = 0;
        currentEnd = -1;
        marks = 0;
        origin = FieldOrigin.HEADER;
        version = HttpVersion.HTTP_1_1;
        status = 0;
        reasonStart = 0;
        reasonEnd = 0;
    }

    public void append(byte b) {
        ensureSpace(1);
        bytes[size++] = b;
    }

    /** Appends {@code count} bytes of {@code source} from the absolute index {@code from}; moves no position. */
    public void append(ByteBuffer source, int from, int count) {
        ensureSpace(count);
        source.get(from, bytes, size, count);
        size += count;
    }

    /** Appends the range of {@code source}. */
    public void append(byte[] source, int from, int to) {
        ensureSpace(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    /** Takes back what was appended behind {@code newSize}. */
    public void truncate(int newSize) {
        size = Math.min(size, newSize);
    }

    /** A status line was read: the fields that follow belong to this response. */
    public void startResponse(HttpVersion newVersion, int newStatus, int newReasonStart, int newReasonEnd) {
        version = newVersion;
        status = newStatus;
        reasonStart = newReasonStart;
        reasonEnd = newReasonEnd;
        firstCurrent = fieldCount;
        currentEnd = -1;
        marks = 0;
        origin = isInterim() ? FieldOrigin.INTERIM : FieldOrigin.HEADER;
    }

    /** The fields that follow are trailers: look-ups by name do not see them. */
    public void startTrailers() {
        currentEnd = fieldCount;
        origin = FieldOrigin.TRAILER;
    }

    /** A field was read. Offsets into {@link #bytes()}; the value's without blanks around it. */
    public void addField(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int at = fieldCount * STRIDE;
        if (at == index.length) {
            index = Arrays.copyOf(index, 2 * at);
        }
        index[at + NAME_START] = nameStart;
        index[at + NAME_END] = nameEnd;
        index[at + VALUE_START] = valueStart;
        index[at + VALUE_END] = valueEnd;
        index[at + ORIGIN] = origin.ordinal();
        marks |= FieldName.mark(bytes, nameStart, nameEnd);
        fieldCount++;
    }

    /** Narrows the value of a field to a part of it: one member of a list whose members are all the same. */
    public void narrowValue(int field, int from, int to) {
        index[field * STRIDE + VALUE_START] = from;
        index[field * STRIDE + VALUE_END] = to;
    }

    /** Forgets all fields of the current head with this name: they must not be shown or relayed. */
    public void remove(FieldName name) {
        removeBehind(name, firstCurrent - 1);
    }

    /** As {@link #remove}, but only those behind {@code field}. */
    public void removeBehind(FieldName name, int field) {
        for (int found = search(name, field + 1); found >= 0; found = search(name, found)) {
            int next = (found + 1) * STRIDE;
            System.arraycopy(index, next, index, next - STRIDE, fieldCount * STRIDE - next);
            fieldCount--;
            if (currentEnd >= 0) {
                currentEnd--;
            }
        }
    }

    /** Tells no field: a value may be secret. */
    @Override
    public String toString() {
        return version.text() + " " + status + ", " + fieldCount + " fields";
    }

    private int search(FieldName name, int from) {
        if ((marks & name.mark()) == 0) {
            return -1;
        }
        int end = currentEnd < 0 ? fieldCount : currentEnd;
        for (int field = from; field < end; field++) {
            if (is(field, name)) {
                return field;
            }
        }
        return -1;
    }

    private int at(int field, int part) {
        if (field >= fieldCount) {
            throw new IndexOutOfBoundsException("field " + field + " of " + fieldCount);
        }
        return index[field * STRIDE + part];
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private void ensureSpace(int count) {
        if (bytes.length - size < count) {
            use(Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count)));
        }
    }

    private void use(byte[] array) {
        bytes = array;
        view = ByteBuffer.wrap(array).asReadOnlyBuffer();
    }
}
