package dev.hiper.internal.coding;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.ContentCoding.Decoder;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads one gzip member (RFC 1952). As in libcurl, zlib's wrapper is understood as well, and a
 * second member is refused.
 *
 * <pre>
 *   MAGIC -&gt; FIXED -&gt; [EXTRA_LENGTH -&gt; EXTRA] -&gt; [NAME] -&gt; [COMMENT] -&gt; [HEADER_CRC]
 *     |                                                                      |
 *     \--&gt; ZLIB --&gt; END                           END &lt;-- TRAILER &lt;-- DATA &lt;--/
 * </pre>
 */
final class GzipDecoder implements Decoder {
    private enum Part {
        /** Two bytes that say which wrapper this is. */
        MAGIC,
        /** Method, flags, time and system. */
        FIXED,
        /** Length of the extra field. */
        EXTRA_LENGTH,
        /** The extra field, which nobody reads. */
        EXTRA,
        /** A file name, up to a zero byte. */
        NAME,
        /** A comment, up to a zero byte. */
        COMMENT,
        /** Half a checksum of all that came before. */
        HEADER_CRC,
        /** Deflate data. */
        DATA,
        /** Checksum and length of what was decoded. */
        TRAILER,
        /** The member is complete. */
        END,
        /** All of a zlib stream. */
        ZLIB
    }

    private static final int FIRST_MAGIC = 0x1f;
    private static final int SECOND_MAGIC = 0x8b;
    private static final int DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 0x02;
    private static final int FLAG_EXTRA = 0x04;
    private static final int FLAG_NAME = 0x08;
    private static final int FLAG_COMMENT = 0x10;
    private static final int FLAGS_RESERVED = 0xe0;
    private static final int FLAGS_INDEX = 1;
    private static final int FIXED_BYTES = 8;
    private static final int TRAILER_BYTES = 8;
    private static final long LOW_32 = 0xffff_ffffL;

    private final CRC32 crc = new CRC32();
    private @Nullable Inflation inflation;
    private Part part = Part.MAGIC;
    /** Bytes seen of the part. */
    private int index;

    /** The number that the bytes of the part make, lowest byte first. */
    private long number;

    private int flags;
    private int headerBytes;

    @Override
    public State decode(ByteBuffer input, ByteBuffer output) throws TransferException {
        if (part == Part.END) {
            refuseNextMember(input);
            return State.FINISHED;
        }
        while (inHeader() && input.hasRemaining()) {
            headerByte(input.get() & 0xff);
        }
        if (inHeader()) {
            return State.NEEDS_INPUT;
        }
        if (part == Part.DATA || part == Part.ZLIB) {
            State state = inflate(input, output);
            if (state != State.FINISHED) {
                return state;
            }
            enter(part == Part.ZLIB ? Part.END : Part.TRAILER);
        }
        while (part == Part.TRAILER && input.hasRemaining()) {
            trailerByte(input.get() & 0xff);
        }
        return part == Part.END ? State.FINISHED : State.NEEDS_INPUT;
    }

    @Override
    public void close() {
        if (inflation != null) {
            inflation.close();
        }
    }

    private static void refuseNextMember(ByteBuffer input) throws TransferException {
        int at = input.position();
        if (input.remaining() >= 2
                && (input.get(at) & 0xff) == FIRST_MAGIC
                && (input.get(at + 1) & 0xff) == SECOND_MAGIC) {
            throw new TransferException(ResultCode.WRITE_ERROR, "Multi-member gzip response not supported");
        }
    }

    private boolean inHeader() {
        return switch (part) {
            case MAGIC, FIXED, EXTRA_LENGTH, EXTRA, NAME, COMMENT, HEADER_CRC -> true;
            case DATA, TRAILER, END, ZLIB -> false;
        };
    }

    private void headerByte(int value) throws TransferException {
        if (++headerBytes > Limits.GZIP_HEADER_BYTES) {
            throw Inflation.broken("more than " + Limits.GZIP_HEADER_BYTES + " bytes before the data");
        }
        if (part == Part.HEADER_CRC) {
            headerCrcByte(value);
            return;
        }
        crc.update(value);
        switch (part) {
            case MAGIC -> magicByte(value);
            case FIXED -> fixedByte(value);
            case EXTRA_LENGTH -> {
                collect(value);
                if (index == 2) {
                    long length = number;
                    enter(Part.EXTRA);
                    number = length;
                    endOfExtra();
                }
            }
            case EXTRA -> {
                index++;
                endOfExtra();
            }
            case NAME, COMMENT -> {
                if (value == 0) {
                    enterNext();
                }
            }
            case HEADER_CRC, DATA, TRAILER, END, ZLIB -> throw new IllegalStateException("no header byte: " + part);
        }
    }

    private void magicByte(int value) throws TransferException {
        collect(value);
        if (index < 2) {
            return;
        }
        int first = (int) number & 0xff;
        if (first == FIRST_MAGIC && value == SECOND_MAGIC) {
            enter(Part.FIXED);
        } else if (ZlibHeader.matches(first, value)) {
            ByteBuffer prefix = ByteBuffer.wrap(new byte[] {(byte) first, (byte) value});
            inflation = new Inflation(false, prefix);
            enter(Part.ZLIB);
        } else {
            throw Inflation.broken("incorrect header check");
        }
    }

    private void fixedByte(int value) throws TransferException {
        if (index == 0 && value != DEFLATE) {
            throw Inflation.broken("unknown compression method");
        }
        if (index == FLAGS_INDEX) {
            flags = value;
            if ((value & FLAGS_RESERVED) != 0) {
                throw Inflation.broken("unknown header flags set");
            }
        }
        if (++index == FIXED_BYTES) {
            enterNext();
        }
    }

    private void endOfExtra() {
        if (index == number) {
            enterNext();
        }
    }

    /** To the first of the remaining parts that the flags announce; each is announced once. */
    private void enterNext() {
        if (take(FLAG_EXTRA)) {
            enter(Part.EXTRA_LENGTH);
        } else if (take(FLAG_NAME)) {
            enter(Part.NAME);
        } else if (take(FLAG_COMMENT)) {
            enter(Part.COMMENT);
        } else if (take(FLAG_HEADER_CRC)) {
            enter(Part.HEADER_CRC);
        } else {
            enterData();
        }
    }

    private boolean take(int flag) {
        boolean set = (flags & flag) != 0;
        flags &= ~flag;
        return set;
    }

    private void headerCrcByte(int value) throws TransferException {
        collect(value);
        if (index == 2) {
            if (number != (crc.getValue() & 0xffff)) {
                throw Inflation.broken("header crc mismatch");
            }
            enterData();
        }
    }

    private void enterData() {
        crc.reset();
        inflation = new Inflation(true, ByteBuffer.allocate(0));
        enter(Part.DATA);
    }

    private State inflate(ByteBuffer input, ByteBuffer output) throws TransferException {
        Inflation running = running();
        int start = output.position();
        State state = running.decode(input, output);
        if (part == Part.DATA) {
            int end = output.position();
            int limit = output.limit();
            output.limit(end).position(start);
            crc.update(output);
            output.limit(limit);
        }
        return state;
    }

    private void trailerByte(int value) throws TransferException {
        collect(value);
        if (index == TRAILER_BYTES / 2 && number != crc.getValue()) {
            throw Inflation.broken("incorrect data check");
        }
        if (index == TRAILER_BYTES) {
            if (number >>> Integer.SIZE != (running().decodedBytes() & LOW_32)) {
                throw Inflation.broken("incorrect length check");
            }
            enter(Part.END);
        }
    }

    private Inflation running() {
        if (inflation == null) {
            throw new IllegalStateException("no data yet");
        }
        return inflation;
    }

    private void collect(int value) {
        number |= (long) value << (Byte.SIZE * index);
        index++;
    }

    private void enter(Part next) {
        part = next;
        index = 0;
        number = 0;
    }
}
