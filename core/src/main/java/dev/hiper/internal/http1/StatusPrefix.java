package dev.hiper.internal.http1;

import dev.hiper.internal.bytes.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a response may begin if not with {@code HTTP/}: beginnings that the application wants to be taken for a status
 * line of HTTP/1.0 with status 200 (HTTP200ALIASES). Letter case does not matter. Immutable.
 */
public final class StatusPrefix {
    /** None: the only beginning is {@code HTTP/}. */
    public static final StatusPrefix HTTP_ONLY = new StatusPrefix(List.of());

    /** What the beginning of a response is so far. */
    enum Match {
        NONE,
        PARTLY,
        WHOLE
    }

    private final List<byte[]> aliases;

    private StatusPrefix(List<byte[]> aliases) {
        this.aliases = aliases;
    }

    /** With these aliases. Empty ones are none. */
    public static StatusPrefix of(List<String> texts) {
        List<byte[]> aliases = new ArrayList<>();
        for (String text : texts) {
            if (!text.isEmpty()) {
                aliases.add(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            }
        }
        return aliases.isEmpty() ? HTTP_ONLY : new StatusPrefix(List.copyOf(aliases));
    }

    boolean isHttpOnly() {
        return aliases.isEmpty();
    }

    Match match(byte[] bytes, int from, int to) {
        Match best = matchHttp(bytes, from, to);
        for (int i = 0; i < aliases.size() && best != Match.WHOLE; i++) {
            byte[] alias = aliases.get(i);
            int length = Math.min(alias.length, to - from);
            if (startsWith(bytes, from, alias, length)) {
                best = length == alias.length ? Match.WHOLE : Match.PARTLY;
            }
        }
        return best;
    }

    /** Whether the line in the range says itself which version and status it is. */
    static boolean isHttp(byte[] bytes, int from, int to) {
        return to - from >= StatusLine.PREFIX_BYTES && matchHttp(bytes, from, to) == Match.WHOLE;
    }

    private static Match matchHttp(byte[] bytes, int from, int to) {
        int length = Math.min(StatusLine.PREFIX_BYTES, to - from);
        for (int i = 0; i < length; i++) {
            if (!StatusLine.isPrefix(i, bytes[from + i])) {
                return Match.NONE;
            }
        }
        return length == StatusLine.PREFIX_BYTES ? Match.WHOLE : Match.PARTLY;
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] lower, int length) {
        for (int i = 0; i < length; i++) {
            if (Ascii.toLower(bytes[from + i]) != lower[i]) {
                return false;
            }
        }
        return true;
    }
}
