package dev.hiper.examples.fetcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines. Blank lines and comments are skipped. Memory is bounded: of a line that is too long only the
 * beginning is kept, for the error message.
 */
final class LineReader {
    /** Longer than any URL that a server takes; 8 KiB is what most of them take. */
    static final int MAX_LINE_BYTES = 64 * 1024;

    /** Enough to recognize a bad line by. */
    private static final int SHOWN_CHARS = 60;

    private final InputStream in;
    private final byte[] chunk = new byte[8192];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long number;
    private boolean tooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line with content; null at the end. Blocks. A last line needs no line end. */
    @Nullable
    Line next() throws IOException {
        while (true) {
            boolean ended = !fill();
            if (ended && line.size() == 0) {
                return null;
            }
            if (ended || takeLine()) {
                Line complete = complete();
                if (complete != null) {
                    return complete;
                }
            }
        }
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(chunk, 0, chunk.length));
        }
        return position < limit;
    }

    /** Moves bytes into the line; false if its end is not there yet. */
    private boolean takeLine() {
        int end = position;
        while (end < limit && chunk[end] != '\n') {
            end++;
        }
        int size = Math.min(end - position, MAX_LINE_BYTES - line.size());
        line.write(chunk, position, size);
        tooLong |= size < end - position;
        boolean complete = end < limit;
        position = complete ? end + 1 : end;
        return complete;
    }

    /** The line that was collected; null if it is one to skip. */
    private @Nullable Line complete() {
        number++;
        byte[] bytes = line.toByteArray();
        boolean cut = tooLong;
        line.reset();
        tooLong = false;
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return null;
        }
        if (cut) {
            return new Line(number, shown(text), "the line is longer than " + MAX_LINE_BYTES + " bytes");
        }
        if (!isUtf8(bytes)) {
            return new Line(number, shown(text), "the line is not UTF-8");
        }
        return new Line(number, text, null);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    }
}
