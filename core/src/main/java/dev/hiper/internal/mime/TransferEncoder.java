package dev.hiper.internal.mime;

import java.nio.ByteBuffer;

/** Turns bytes into lines of text, a piece at a time. */
interface TransferEncoder {
    /** RFC 2045, 6.7 and 6.8: characters of a line of encoded text, without its line end. */
    int LINE_CHARS = 76;

    /** Room that {@link #encode} wants: the longest thing it writes in one go. */
    int LEAST_ROOM = 8;

    /** How many bytes come out of {@code plainSize}; {@link Content#UNKNOWN} is possible. */
    long size(long plainSize);

    /**
     * Encodes from {@code in} to {@code out} until one of them is through, or until the next bytes are needed to
     * decide about the last ones, which then stay in {@code in}.
     *
     * @param atEnd whether nothing follows {@code in}; then all of it is encoded, if there is room
     */
    void encode(ByteBuffer in, ByteBuffer out, boolean atEnd);

    /** Begins again. */
    void reset();
}
