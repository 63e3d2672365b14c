package dev.hiper.internal.message;

import dev.hiper.internal.bytes.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The name of a field, kept as lower-case bytes so that a look-up in a head makes no string. The names that the
 * engine itself reads or writes are constants.
 */
public final class FieldName {
    public static final FieldName AGE = of("Age");
    public static final FieldName ACCEPT = of("Accept");
    public static final FieldName ACCEPT_ENCODING = of("Accept-Encoding");
    public static final FieldName ALT_SVC = of("Alt-Svc");
    public static final FieldName AUTHORIZATION = of("Authorization");
    public static final FieldName CACHE_CONTROL = of("Cache-Control");
    public static final FieldName CONNECTION = of("Connection");
    public static final FieldName CONTENT_DISPOSITION = of("Content-Disposition");
    public static final FieldName CONTENT_ENCODING = of("Content-Encoding");
    public static final FieldName CONTENT_LENGTH = of("Content-Length");
    public static final FieldName CONTENT_RANGE = of("Content-Range");
    public static final FieldName CONTENT_TYPE = of("Content-Type");
    public static final FieldName COOKIE = of("Cookie");
    public static final FieldName DATE = of("Date");
    public static final FieldName EXPECT = of("Expect");
    public static final FieldName EXPIRES = of("Expires");
    public static final FieldName HOST = of("Host");
    public static final FieldName IF_MODIFIED_SINCE = of("If-Modified-Since");
    public static final FieldName IF_UNMODIFIED_SINCE = of("If-Unmodified-Since");
    public static final FieldName KEEP_ALIVE = of("Keep-Alive");
    public static final FieldName LAST_MODIFIED = of("Last-Modified");
    public static final FieldName LOCATION = of("Location");
    public static final FieldName MAX_FORWARDS = of("Max-Forwards");
    public static final FieldName PROXY_AUTHENTICATE = of("Proxy-Authenticate");
    public static final FieldName PROXY_AUTHORIZATION = of("Proxy-Authorization");
    public static final FieldName PROXY_CONNECTION = of("Proxy-Connection");
    public static final FieldName RANGE = of("Range");
    public static final FieldName REFERER = of("Referer");
    public static final FieldName RETRY_AFTER = of("Retry-After");
    public static final FieldName SET_COOKIE = of("Set-Cookie");
    public static final FieldName STRICT_TRANSPORT_SECURITY = of("Strict-Transport-Security");
    public static final FieldName TE = of("TE");
    public static final FieldName TRAILER = of("Trailer");
    public static final FieldName TRANSFER_ENCODING = of("Transfer-Encoding");
    public static final FieldName UPGRADE = of("Upgrade");
    public static final FieldName USER_AGENT = of("User-Agent");
    public static final FieldName VARY = of("Vary");
    public static final FieldName WARNING = of("Warning");
    public static final FieldName WWW_AUTHENTICATE = of("WWW-Authenticate");

    /** Sets names of one initial and different lengths apart; odd, so that no bit is left out. */
    private static final int LETTERS = 27;

    private final String text;
    private final byte[] lower;
    private final long mark;

    private FieldName(String text) {
        this.text = text;
        this.lower = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        this.mark = mark(lower, 0, lower.length);
    }

    /**
     * The name spelled {@code text}.
     *
     * @throws IllegalArgumentException if it is no token
     */
    public static FieldName of(String text) {
        if (!Ascii.isToken(text)) {
            throw new IllegalArgumentException("not a field name");
        }
        return new FieldName(text);
    }

    /**
     * One of 64 bits, the same for all names that are equal without regard to case, made of the length and the first
     * letter. A head that does not have a name's bit does not have the name.
     *
     * @param from the range is not empty
     */
    static long mark(byte[] bytes, int from, int to) {
        return 1L << (LETTERS * (to - from) + Ascii.toLower(bytes[from]));
    }

    long mark() {
        return mark;
    }

    /** Whether the range spells this name, in any case. */
    public boolean matches(byte[] bytes, int from, int to) {
        return Ascii.equalsIgnoreCase(bytes, from, to, lower);
    }

    /** Whether {@code name} spells this name, in any case. */
    public boolean matches(String name) {
        if (name.length() != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            char c = name.charAt(i);
            if (c >= 0x80 || Ascii.toLower((byte) c) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /** As HTTP/1 spells it. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
