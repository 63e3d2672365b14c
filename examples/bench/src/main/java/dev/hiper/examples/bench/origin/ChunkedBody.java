package dev.hiper.examples.bench.origin;

import io.netty.buffer.ByteBuf;

/** Counts a body that comes in chunks (RFC 9112 section 7.1). */
final class ChunkedBody {
    private static final int MAX_LINE_BYTES = 1_024;

    /** Hexadecimal digits of a size that fits. */
    private static final int MAX_DIGITS = 15;

    private enum State {
        SIZE,
        DATA,
        DATA_END,
        TRAILER,
        COMPLETE,
        MALFORMED
    }

    private State state = State.SIZE;
    private long left;
    private long length;

    /** Takes what there is of it. */
    void read(ByteBuf in) {
        boolean more = true;
        while (more) {
            more = switch (state) {
                case SIZE -> size(in);
                case DATA -> data(in);
                case DATA_END -> dataEnd(in);
                case TRAILER -> trailer(in);
                case COMPLETE, MALFORMED -> false;
            };
        }
    }

    boolean complete() {
        return state == State.COMPLETE;
    }

    boolean malformed() {
        return state == State.MALFORMED;
    }

    /** Bytes of the body itself so far. */
    long length() {
        return length;
    }

    private boolean size(ByteBuf in) {
        int start = in.readerIndex();
        int end = endOfLine(in);
        if (end < 0) {
            return false;
        }
        int at = start;
        left = 0;
        for (int digit; (digit = Character.digit(in.getByte(at), 16)) >= 0; at++) {
            left = left << 4 | digit;
        }
        // What follows is the end or an extension.
        byte next = in.getByte(at);
        boolean right = at > start && at - start <= MAX_DIGITS && (at == end || next == ';' || next == ' ');
        state = !right ? State.MALFORMED : left > 0 ? State.DATA : State.TRAILER;
        return true;
    }

    private boolean data(ByteBuf in) {
        int taken = (int) Math.min(left, in.readableBytes());
        in.skipBytes(taken);
        left -= taken;
        length += taken;
        if (left == 0) {
            state = State.DATA_END;
        }
        return left == 0;
    }

    private boolean dataEnd(ByteBuf in) {
        int start = in.readerIndex();
        int end = endOfLine(in);
        if (end >= 0) {
            state = end == start ? State.SIZE : State.MALFORMED;
        }
        return end >= 0;
    }

    private boolean trailer(ByteBuf in) {
        int start = in.readerIndex();
        int end = endOfLine(in);
        if (end == start) {
            state = State.COMPLETE;
        }
        return end >= 0;
    }

    /** Takes a line and gives the index of its CRLF; -1 if that is not there yet, or will not come. */
    private int endOfLine(ByteBuf in) {
        int lineFeed = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        int length = (lineFeed < 0 ? in.writerIndex() : lineFeed) - in.readerIndex();
        if (length > MAX_LINE_BYTES || (lineFeed >= 0 && (length == 0 || in.getByte(lineFeed - 1) != '\r'))) {
            state = State.MALFORMED;
            return -1;
        }
        if (lineFeed < 0) {
            return -1;
        }
        in.readerIndex(lineFeed + 1);
        return lineFeed - 1;
    }
}
