package dev.hiper.internal.mime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * RFC 2045, 6.7. CRLF in the content is a line end and stays; CR or LF alone is data. Space and tab are encoded at
 * the end of a line only.
 */
final class QuotedPrintableEncoder implements TransferEncoder {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int LITERAL_CHARS = 1;
    private static final int ESCAPED_CHARS = 3;

    private enum Answer {
        YES,
        NO,
        /** The next bytes decide. */
        NOT_YET
    }

    private int column;

    @Override
    public long size(long plainSize) {
        return plainSize == 0 ? 0 : Content.UNKNOWN;
    }

    @Override
    public void encode(ByteBuffer in, ByteBuffer out, boolean atEnd) {
        boolean decided = true;
        while (decided && in.hasRemaining() && out.remaining() >= LEAST_ROOM) {
            decided = switch (lineEnds(in, in.position(), atEnd)) {
                case YES -> {
                    out.put(in.get()).put(in.get());
                    column = 0;
                    yield true;
                }
                case NO -> encodeByte(in, out, atEnd);
                case NOT_YET -> false;
            };
        }
    }

    @Override
    public void reset() {
        column = 0;
    }

    /** Encodes one byte, or breaks the line in front of it; false if that cannot be decided yet. */
    private boolean encodeByte(ByteBuffer in, ByteBuffer out, boolean atEnd) {
        int b = in.get(in.position()) & 0xff;
        Answer lastOfLine = lineEnds(in, in.position() + 1, atEnd);
        boolean literal = b > ' ' && b < 0x7f && b != '=';
        if (b == ' ' || b == '\t') {
            if (lastOfLine == Answer.NOT_YET) {
                return false;
            }
            literal = lastOfLine == Answer.NO;
        }
        int end = column + (literal ? LITERAL_CHARS : ESCAPED_CHARS);
        if (end == LINE_CHARS && lastOfLine == Answer.NOT_YET) {
            return false;
        }
        // The last column is for the equals sign of a soft line break, unless the line ends here anyway.
        if (end > LINE_CHARS || (end == LINE_CHARS && lastOfLine == Answer.NO)) {
            out.put((byte) '=').put((byte) '\r').put((byte) '\n');
            column = 0;
            return true;
        }
        in.get();
        if (literal) {
            out.put((byte) b);
        } else {
            out.put((byte) '=').put(HEX[b >> 4]).put(HEX[b & 0xf]);
        }
        column = end;
        return true;
    }

    /** Whether a line ends at {@code index}: with a CRLF, or because the content does. */
    private static Answer lineEnds(ByteBuffer in, int index, boolean atEnd) {
        if (index >= in.limit()) {
            return atEnd ? Answer.YES : Answer.NOT_YET;
        }
        if (in.get(index) != '\r') {
            return Answer.NO;
        }
        if (index + 1 >= in.limit()) {
            return atEnd ? Answer.NO : Answer.NOT_YET;
        }
        return in.get(index + 1) == '\n' ? Answer.YES : Answer.NO;
    }
}
