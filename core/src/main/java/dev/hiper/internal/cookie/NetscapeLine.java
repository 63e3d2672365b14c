package dev.hiper.internal.cookie;

import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.AsciiText;
import dev.hiper.internal.bytes.TextCursor;
import org.jspecify.annotations.Nullable;

/**
 * A line of a Netscape cookie file: domain, whether hosts below it count, path, secure, expiry, name, value,
 * separated by tabs. Old files leave out the path, and the value may be missing.
 */
final class NetscapeLine {

    static final String HTTP_ONLY = "#HttpOnly_";

    private static final int FIELDS = 7;

    private NetscapeLine() {}

    /** The cookie, or null for a comment and for whatever is no cookie. */
    static @Nullable Cookie parse(String line) {
        boolean httpOnly = line.startsWith(HTTP_ONLY);
        String text = withoutLineEnd(httpOnly ? line.substring(HTTP_ONLY.length()) : line);
        String[] fields = text.split("\t", -1);
        if (text.startsWith("#") || fields.length > FIELDS) {
            return null;
        }
        int at = 0;
        String domain = field(fields, at++);
        if (domain.startsWith(".")) {
            domain = domain.substring(1);
        }
        boolean tailMatch = isTrue(field(fields, at++));
        // What looks like a boolean is the next field already.
        boolean hasPath = !"TRUE".startsWith(field(fields, at)) && !"FALSE".startsWith(field(fields, at));
        String path = hasPath ? Cookie.cleanPath(fields[at++]) : "/";
        boolean secure = isTrue(field(fields, at++));
        long expires = number(field(fields, at++));
        boolean hasName = at < fields.length;
        String name = field(fields, at++);
        String value = field(fields, at++);
        if (!hasName
                || at < fields.length
                || expires < 0
                || domain.isEmpty()
                || Cookie.hasControl(name)
                || Cookie.hasControl(value)) {
            return null;
        }
        return new Cookie(name, value, domain, path, expires, tailMatch, secure, httpOnly);
    }

    private static String withoutLineEnd(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '\r' && line.charAt(end) != '\n') {
            end++;
        }
        return line.substring(0, end);
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }

    /** A beginning of the word is enough, as in libcurl. */
    private static boolean isTrue(String field) {
        return AsciiText.startsWithIgnoreCase("TRUE", field);
    }

    private static long number(String field) {
        long number = new TextCursor(field).takeNumber(Long.MAX_VALUE);
        return number == Ascii.OVERFLOW ? Ascii.MALFORMED : number;
    }
}
