package dev.hiper.internal.filter;

import dev.hiper.spi.TransportSocket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which readiness is wanted of which sockets: a short list of (socket, bits). Always <em>computed</em> from
 * state, never kept up to date by whoever changes state; that is why no wish can leak.
 *
 * <p>Bits are those of libcurl's CURL_POLL values, so that the union of IN and OUT is INOUT.
 */
public final class PollSet {
    public static final int NONE = 0;
    public static final int IN = 1;
    public static final int OUT = 2;
    public static final int INOUT = IN | OUT;

    private static final @Nullable TransportSocket[] NO_SOCKETS = {};
    private static final int[] NO_BITS = {};

    /** The first one, which mostly is the only one, lies in the set itself. */
    private @Nullable TransportSocket first;

    private int firstBits;
    /** Those behind the first: number {@code i} at {@code i - 1}. */
    private @Nullable TransportSocket[] sockets = NO_SOCKETS;

    private int[] bits = NO_BITS;
    private int size;

    public int size() {
        return size;
    }

    public TransportSocket socket(int index) {
        TransportSocket socket = index == 0 ? first : sockets[index - 1];
        if (socket == null || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return socket;
    }

    public int bits(int index) {
        return index == 0 ? firstBits : bits[index - 1];
    }

    /** The bits wanted of {@code socket}, {@link #NONE} if it is not in the set. */
    public int bitsOf(TransportSocket socket) {
        int index = indexOf(socket);
        return index < 0 ? NONE : bits(index);
    }

    /** Adds directions to what is wanted of {@code socket}. */
    public void add(TransportSocket socket, int more) {
        set(socket, bitsOf(socket) | more);
    }

    /** Takes directions out of what is wanted of {@code socket}. */
    public void remove(TransportSocket socket, int less) {
        set(socket, bitsOf(socket) & ~less);
    }

    /** Makes exactly {@code wanted} wanted of {@code socket}; {@link #NONE} takes it out of the set. */
    public void set(TransportSocket socket, int wanted) {
        int index = indexOf(socket);
        if (wanted == NONE) {
            if (index >= 0) {
                removeAt(index);
            }
        } else if (index == 0) {
            firstBits = wanted;
        } else if (index > 0) {
            bits[index - 1] = wanted;
        } else {
            append(socket, wanted);
        }
    }

    public void clear() {
        first = null;
        if (size > 1) {
            Arrays.fill(sockets, 0, size - 1, null);
        }
        size = 0;
    }

    /** Makes this set equal to {@code other}. */
    public void copyFrom(PollSet other) {
        clear();
        for (int i = 0; i < other.size; i++) {
            append(other.socket(i), other.bits(i));
        }
    }

    private int indexOf(TransportSocket socket) {
        if (size > 0 && first == socket) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if (sockets[i - 1] == socket) {
                return i;
            }
        }
        return -1;
    }

    private void append(TransportSocket socket, int wanted) {
        if (size == 0) {
            first = socket;
            firstBits = wanted;
        } else {
            if (size - 1 == sockets.length) {
                sockets = Arrays.copyOf(sockets, 2 * size);
                bits = Arrays.copyOf(bits, 2 * size);
            }
            sockets[size - 1] = socket;
            bits[size - 1] = wanted;
        }
        size++;
    }

    /** Keeps the order of the others: announcements follow it (S2). */
    private void removeAt(int index) {
        size--;
        for (int i = index; i < size; i++) {
            TransportSocket moved = sockets[i];
            if (i == 0) {
                first = moved;
                firstBits = bits[0];
            } else {
                sockets[i - 1] = moved;
                bits[i - 1] = bits[i];
            }
        }
        if (size == 0) {
            first = null;
        } else {
            sockets[size - 1] = null;
        }
    }
}
