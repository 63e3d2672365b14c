package dev.hiper.internal.http1;

import dev.hiper.internal.bytes.Ascii;

/**
 * Where a response may break the grammar and is still read. Everything that is not listed here is refused.
 *
 * <p>Each choice is made for all places of its kind alike: status line, fields and trailers are one kind,
 * the framing of chunks is another, and there nothing but {@link #isChunkPadding} is accepted.
 *
 * <p>Whoever is lenient ({@link FramingRules#lenient}) accepts in addition what libcurl does. It is for programs that
 * show a response to a person, and not for those that relay it or keep its connection for others:
 *
 * <ul>
 *   <li>Chunks: lines that end in LF alone, and any bytes between the size and the end of its line. The bounds on
 *       digits, lines and all framing together hold.
 *   <li>Lines of a head: a first field that begins with a blank, names that are no tokens. What
 *       has no proper name, and what trailers must not have, is told as a line, but nobody finds it as a
 *       field. Framing is not read from it.
 *   <li>Folded fields: also Content-Length and Transfer-Encoding.
 *   <li>Status lines: a tab for the space before the status; anything behind it.
 *   <li>Transfer codings: {@code chunked} twice, {@code identity}, empty members; in HTTP/1.0 as well; any
 *       coding where the body is not to be decoded. Only if none of them frames the body does the length count.
 *   <li>A body announced by an interim response is not there.
 * </ul>
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
