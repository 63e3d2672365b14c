package dev.hiper.internal.http1;

import dev.hiper.internal.bytes.Ascii;

/**
 * Where a response may break the grammar and is still read. Everything that is not listed here is refused.
 *
 * <p>Each choice is made for all places of its kind alike: status line, fields and trailers are one kind,
 * the framing of chunks is another, and there nothing but {@link #isChunkPadding} is accepted.
 */
final class Leniency {

    /**
     * A line of a head or of trailers may end in LF alone (RFC 9112, 2.2, allows it; libcurl does it). The line
     * is shown as it came; whoever relays writes lines of its own. A CR that is not followed by LF is refused
     * everywhere.
     */
    static final boolean BARE_LF_ENDS_HEAD_LINE = true;

    /**
     * A folded field is joined with one space (RFC 9112, 5.2; libcurl does it), except where it would change
     * the framing, and except before the first field.
     */
    static final boolean FOLDED_FIELDS = true;

    /** The reason phrase may be missing together with the space before it (libcurl accepts it). */
    static final boolean MISSING_REASON = true;

    private Leniency() {}

    /**
     * Bytes that may stand within a line of a head. Control bytes in values are kept, as RFC 9110, 5.5, allows:
     * who uses a value decides; a cookie with one, say, is dropped while the response goes on. NUL is refused
     * everywhere (RFC 9110, 5.5; libcurl does it), and names and status lines take no control byte at all.
     */
    static boolean isLineByte(byte b) {
        return b != 0;
    }

    /** Bytes that may pad a chunk size on its right. Their number is bounded. */
    static boolean isChunkPadding(byte b) {
        return Ascii.isBlank(b);
    }
}
