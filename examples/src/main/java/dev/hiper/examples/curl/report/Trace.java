package dev.hiper.examples.curl.report;

import dev.hiper.DebugCallback;
import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.InfoType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.TimeZone;

/**
 * Writes what goes on inside transfers, in one of curl's three shapes. Each record is put together in memory and
 * written at once.
 */
public final class Trace implements DebugCallback {
    /** The shapes. */
    public enum Shape {
        /** {@code --verbose}: remarks and header lines with a mark in front; of bodies only the size. */
        VERBOSE,

        /** {@code --trace-ascii}: everything, 64 characters a line. */
        ASCII,

        /** {@code --trace}: everything, 16 octets a line in hexadecimal and as characters. */
        HEX
    }

    /** Tells the time of day: microseconds since 1970. */
    @FunctionalInterface
    public interface MicroClock {
        long epochMicros();
    }

    /** A class because a lambda would cost its making at each start of the program. */
    private static final class SystemClock implements MicroClock {
        @Override
        public long epochMicros() {
            Instant now = Instant.now();
            return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO;
        }
    }

    private static final int ASCII_COLUMNS = 64;
    private static final int HEX_COLUMNS = 16;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1000;
    private static final int NANOS_PER_MICRO = 1000;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;
    private static final int MICRO_DIGITS = 6;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private final Shape shape;
    private final OutputStream out;
    private final TraceOptions options;
    private final MicroClock clock;
    private final TimeZone zone = TimeZone.getDefault();
    private final TraceLines lines = new TraceLines();

    /** Whether sizes of bodies are left out, because bodies go to the same terminal. */
    private final boolean sizesHidden;

    /** Whether the last verbose line still lacks its end. */
    private boolean lineOpen;

    /** Whether the size of a piece of body was the last that was shown: one of them is enough. */
    private boolean sizeShown;

    /**
     * A trace of all transfers that it is given to.
     *
     * @param out flushed after each record, never closed
     * @param sizesHidden for {@link Shape#VERBOSE}: whether sizes of bodies are left out, as curl does where bodies
     *     and trace share a terminal
     */
    public Trace(Shape shape, OutputStream out, TraceOptions options, MicroClock clock, boolean sizesHidden) {
        this.shape = shape;
        this.out = out;
        this.options = options;
        this.clock = clock;
        this.sizesHidden = sizesHidden;
    }

    /** The clock of this machine, in microseconds as far as it has them. */
    public static MicroClock systemClock() {
        return new SystemClock();
    }

    @Override
    public void onDebug(Easy easy, InfoType kind, ByteBuffer data) {
        lines.clear();
        switch (shape) {
            case VERBOSE -> verbose(easy, kind, data);
            case ASCII -> dump(easy, kind, data, ASCII_COLUMNS, false);
            case HEX -> dump(easy, kind, data, HEX_COLUMNS, true);
        }
        try {
            out.write(lines.octets(), 0, lines.size());
            out.flush();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable); // The engine drops it: tracing must not end a transfer.
        }
    }

    private void verbose(Easy easy, InfoType kind, ByteBuffer data) {
        int from = data.position();
        int to = data.limit();
        switch (kind) {
            case TEXT, HEADER_IN -> {
                startLine(easy, kind);
                lines.add(data, from, to);
                lineOpen = to > from && data.get(to - 1) != '\n';
                sizeShown = false;
            }
            case HEADER_OUT -> {
                requestHead(easy, data, from, to);
                sizeShown = false;
            }
            case DATA_IN, DATA_OUT, SSL_DATA_IN, SSL_DATA_OUT -> {
                if (!sizeShown && !sizesHidden) {
                    startLine(easy, kind);
                    lines.add("[").decimal(to - from, 1).add(" bytes data]\n");
                    lineOpen = false;
                    sizeShown = true;
                }
            }
        }
    }

    private void requestHead(Easy easy, ByteBuffer data, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (data.get(i) == '\n' || i + 1 == to) {
                startLine(easy, InfoType.HEADER_OUT);
                lines.add(data, start, i + 1);
                lineOpen = data.get(i) != '\n';
                start = i + 1;
            }
        }
    }

    private void startLine(Easy easy, InfoType kind) {
        if (!lineOpen) {
            prefix(easy);
            lines.add(mark(kind));
        }
    }

    private static String mark(InfoType kind) {
        return switch (kind) {
            case TEXT -> "* ";
            case HEADER_IN -> "< ";
            case HEADER_OUT -> "> ";
            case DATA_IN, SSL_DATA_IN -> "{ ";
            case DATA_OUT, SSL_DATA_OUT -> "} ";
        };
    }

    private void dump(Easy easy, InfoType kind, ByteBuffer data, int columns, boolean hex) {
        prefix(easy);
        lines.add(title(kind));
        int from = data.position();
        int to = data.limit();
        if (kind == InfoType.TEXT) {
            lines.add(data, from, to);
            return;
        }
        int size = to - from;
        lines.add(", ").decimal(size, 1).add(" bytes (0x").hex(size, 1).add(")\n");
        int row = from;
        while (row < to) {
            lines.offset(row - from);
            int end = Math.min(to, row + columns);
            if (hex) {
                hexColumns(data, row, end, columns);
                characters(data, row, end);
                row = end;
            } else {
                int lineEnd = lineEnd(data, row, end, to);
                characters(data, row, lineEnd < 0 ? end : lineEnd);
                row = lineEnd < 0 ? end : lineEnd + 2;
            }
            lines.add('\n');
        }
    }

    private static String title(InfoType kind) {
        return switch (kind) {
            case TEXT -> "== Info: ";
            case HEADER_OUT -> "=> Send header";
            case DATA_OUT -> "=> Send data";
            case SSL_DATA_OUT -> "=> Send SSL data";
            case HEADER_IN -> "<= Recv header";
            case DATA_IN -> "<= Recv data";
            case SSL_DATA_IN -> "<= Recv SSL data";
        };
    }

    private void hexColumns(ByteBuffer data, int row, int end, int columns) {
        for (int i = row; i < row + columns; i++) {
            if (i < end) {
                lines.hex(data.get(i) & 0xff, 2).add(' ');
            } else {
                lines.add("   ");
            }
        }
    }

    private void characters(ByteBuffer data, int from, int to) {
        for (int i = from; i < to; i++) {
            int c = data.get(i) & 0xff;
            lines.add(c >= FIRST_PRINTABLE && c < DELETE ? c : '.');
        }
    }

    /** Where the CRLF stands that ends this row, at the latest directly behind it; -1 if there is none. */
    private static int lineEnd(ByteBuffer data, int row, int end, int to) {
        for (int i = row; i <= end && i + 1 < to; i++) {
            if (data.get(i) == '\r' && data.get(i + 1) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void prefix(Easy easy) {
        if (options.times()) {
            time(clock.epochMicros());
        }
        if (options.ids()) {
            long transfer = easy.infoLong(EasyInfo.XFER_ID);
            long connection = easy.infoLong(EasyInfo.CONN_ID);
            lines.add('[');
            id(transfer);
            lines.add('-');
            id(connection);
            lines.add("] ");
        }
    }

    private void id(long id) {
        if (id < 0) {
            lines.add('x');
        } else {
            lines.decimal(id, 1);
        }
    }

    private void time(long epochMicros) {
        long local = epochMicros + zone.getOffset(epochMicros / MICROS_PER_MILLI) * MICROS_PER_MILLI;
        long seconds = local / MICROS_PER_SECOND;
        long minutes = seconds / SECONDS_PER_MINUTE;
        lines.decimal(minutes / MINUTES_PER_HOUR % HOURS_PER_DAY, 2).add(':');
        lines.decimal(minutes % MINUTES_PER_HOUR, 2).add(':');
        lines.decimal(seconds % SECONDS_PER_MINUTE, 2).add('.');
        lines.decimal(local % MICROS_PER_SECOND, MICRO_DIGITS).add(' ');
    }
}
