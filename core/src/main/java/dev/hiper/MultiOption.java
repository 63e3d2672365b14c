package dev.hiper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be set on a {@link Multi}: libcurl's {@code CURLMOPT_} options with their names and
 * numbers, and two of our own, whose numbers are negative. Null brings the default back. Takes
 * effect at once, outside of callbacks only.
 *
 * @param <T> the type of the values
 * @see <a href="https://curl.se/libcurl/c/curl_multi_setopt.html">curl_multi_setopt</a>
 */
public final class MultiOption<T> {
    private static final List<MultiOption<?>> ALL = new ArrayList<>();
    private static final long UNSIGNED_INT = 0xffff_ffffL;
    private static final long DEFAULT_STREAMS = 100;
    private static final long LEAST_THREADS = 1;

    /**
     * Is told which sockets to watch. While there is none, no book is kept about sockets. Default:
     * none.
     */
    public static final MultiOption<SocketListener> SOCKETFUNCTION = new MultiOption<>("SOCKETFUNCTION", 20001, null);

    /** Is told when the engine wants to be called. Default: none. */
    public static final MultiOption<TimerListener> TIMERFUNCTION = new MultiOption<>("TIMERFUNCTION", 20004, null);

    /** Is told about events that were enabled. Default: none. */
    public static final MultiOption<NotifyListener> NOTIFYFUNCTION = new MultiOption<>("NOTIFYFUNCTION", 20018, null);

    /** Is told, on any thread, that the loop should call soon. Not in libcurl. Default: none. */
    public static final MultiOption<WakeupListener> WAKEUPFUNCTION = new MultiOption<>("WAKEUPFUNCTION", -1, null);

    /** Bits of {@link Pipelining}; only MULTIPLEX counts. Default: {@link Pipelining#MULTIPLEX}. */
    public static final MultiOption<Long> PIPELINING = new MultiOption<>("PIPELINING", 3, Pipelining.MULTIPLEX);

    /**
     * How many idle connections are kept; 0 for four times the transfers at work. A negative value,
     * or one above 4294967295, changes nothing. Default: 0.
     */
    public static final MultiOption<Long> MAXCONNECTS = new MultiOption<>("MAXCONNECTS", 6, 0L);

    /** Most connections to one host; transfers beyond it wait. 0 for no limit. Default: 0. */
    public static final MultiOption<Long> MAX_HOST_CONNECTIONS = new MultiOption<>("MAX_HOST_CONNECTIONS", 7, 0L);

    /** Most connections at all; transfers beyond it wait. 0 for no limit. Default: 0. */
    public static final MultiOption<Long> MAX_TOTAL_CONNECTIONS = new MultiOption<>("MAX_TOTAL_CONNECTIONS", 13, 0L);

    /**
     * Most transfers on one connection. Below 1 or above 2147483647 means the default. Default:
     * 100.
     */
    public static final MultiOption<Long> MAX_CONCURRENT_STREAMS =
            new MultiOption<>("MAX_CONCURRENT_STREAMS", 16, DEFAULT_STREAMS);

    /** No effect, as in libcurl. Default: 5. */
    public static final MultiOption<Long> MAX_PIPELINE_LENGTH = new MultiOption<>("MAX_PIPELINE_LENGTH", 8, 5L);

    /** No effect, as in libcurl. Default: 0. */
    public static final MultiOption<Long> CONTENT_LENGTH_PENALTY_SIZE =
            new MultiOption<>("CONTENT_LENGTH_PENALTY_SIZE", 30009, 0L);

    /** No effect, as in libcurl. Default: 0. */
    public static final MultiOption<Long> CHUNK_LENGTH_PENALTY_SIZE =
            new MultiOption<>("CHUNK_LENGTH_PENALTY_SIZE", 30010, 0L);

    /** No effect, as in libcurl. Default: none. */
    public static final MultiOption<List<String>> PIPELINING_SITE_BL =
            new MultiOption<>("PIPELINING_SITE_BL", 10011, List.of());

    /** No effect, as in libcurl. Default: none. */
    public static final MultiOption<List<String>> PIPELINING_SERVER_BL =
            new MultiOption<>("PIPELINING_SERVER_BL", 10012, List.of());

    /** Not a setting but a command: forgets what bits of {@link NetworkChange} name. Default: 0. */
    public static final MultiOption<Long> NETWORK_CHANGED = new MultiOption<>("NETWORK_CHANGED", 17, 0L);

    /**
     * Most threads of the engine's own resolver. Below 1, or above 4294967295, is refused. No
     * effect on a resolver of the application. Default: 20.
     */
    public static final MultiOption<Long> RESOLVE_THREADS_MAX = new MultiOption<>("RESOLVE_THREADS_MAX", 20, 20L);

    /**
     * Do not wait for resolver threads when closing; they are never waited for here. Default: off.
     */
    public static final MultiOption<Boolean> QUICK_EXIT = new MultiOption<>("QUICK_EXIT", 21, false);

    /**
     * Keep watching idle connections, so that one that the peer closes is dropped at once. Not in
     * libcurl, which lets go of their sockets. Default: off.
     */
    public static final MultiOption<Boolean> WATCH_IDLE = new MultiOption<>("WATCH_IDLE", -2, false);

    private static final List<MultiOption<?>> VIEW = Collections.unmodifiableList(ALL);

    private final String name;
    private final int id;
    private final @Nullable T defaultValue;
    private final int index;

    private MultiOption(String name, int id, @Nullable T defaultValue) {
        this.name = name;
        this.id = id;
        this.defaultValue = defaultValue;
        this.index = ALL.size();
        ALL.add(this);
    }

    /** All options, in no order that would mean anything. */
    public static List<MultiOption<?>> all() {
        return VIEW;
    }

    /** libcurl's name, without {@code CURLMOPT_}. */
    public String name() {
        return name;
    }

    /** libcurl's number; negative for our own options. */
    public int id() {
        return id;
    }

    /** What holds when nothing is set; null for none. */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    @Override
    public String toString() {
        return name;
    }

    static int count() {
        return ALL.size();
    }

    /** A dense number, for arrays of values. */
    int index() {
        return index;
    }

    /**
     * What to keep when {@code value} is set while {@code current} is kept.
     *
     * @throws MultiException with BAD_FUNCTION_ARGUMENT, naming the option
     */
    @SuppressWarnings("unchecked") // The constants above say which options have numbers and lists.
    @Nullable
    T stored(@Nullable T current, @Nullable T value) {
        if (value == null) {
            return defaultValue;
        }
        if (value instanceof Long number) {
            return (T) storedNumber((Long) current, number);
        }
        return value instanceof List<?> lines ? (T) List.copyOf(lines) : value;
    }

    private @Nullable Long storedNumber(@Nullable Long current, Long value) {
        if (this == MAXCONNECTS) {
            return value < 0 || value > UNSIGNED_INT ? current : value;
        }
        if (this == MAX_CONCURRENT_STREAMS) {
            return value < 1 || value > Integer.MAX_VALUE ? Long.valueOf(DEFAULT_STREAMS) : value;
        }
        boolean limit = this == MAX_HOST_CONNECTIONS || this == MAX_TOTAL_CONNECTIONS;
        boolean threads = this == RESOLVE_THREADS_MAX && (value < LEAST_THREADS || value > UNSIGNED_INT);
        if ((limit && value < 0) || threads) {
            throw new MultiException(MultiCode.BAD_FUNCTION_ARGUMENT, name + ": " + value + " is out of range");
        }
        return value;
    }
}
