package dev.hiper.internal.cookie;

import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.AsciiText;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.bytes.TextCursor;
import dev.hiper.internal.message.HttpDate;
import org.jspecify.annotations.Nullable;

/** The value of one Set-Cookie field: RFC 6265, 5.2, as lenient as libcurl is, and as strict. */
final class SetCookieParser {

    private static final String NAME_ENDS = ";\t\r\n=";
    private static final String VALUE_ENDS = ";\r\n";

    /** An expiry that is over whatever the clock says: 0 would mean a session cookie. */
    private static final long OVER = 1;

    /** libcurl measures the field with its line end. */
    private static final int LINE_END = 2;

    private static final int SECONDS_OF_MINUTE = 60;

    private final TextCursor in;
    private final @Nullable CookieOrigin origin;
    private final long now;

    private String name = "";
    private String value = "";
    private String domain = "";
    private String path = "";
    private long expires;
    private boolean tailMatch;
    private boolean secure;
    private boolean httpOnly;

    private SetCookieParser(String text, @Nullable CookieOrigin origin, long now) {
        in = new TextCursor(text);
        this.origin = origin;
        this.now = now;
    }

    /**
     * The cookie, or null if it must be dropped.
     *
     * @param origin null for a line of the application or of a file, which may set whatever it wants
     */
    static @Nullable Cookie parse(String text, @Nullable CookieOrigin origin, long now) {
        if (text.length() + LINE_END > Limits.COOKIE_LINE || text.indexOf(TextCursor.END) >= 0) {
            return null;
        }
        SetCookieParser parser = new SetCookieParser(text, origin, now);
        return parser.readAll() && !parser.name.isEmpty() ? parser.cookie() : null;
    }

    private boolean readAll() {
        do {
            String key = in.takeUntil(NAME_ENDS);
            if (!key.isEmpty() && !readPair(AsciiText.trimBlanks(key))) {
                return false;
            }
        } while (in.take(';'));
        return true;
    }

    private boolean readPair(String key) {
        boolean hasValue = in.take('=');
        String content = hasValue ? AsciiText.trimBlanks(in.takeUntil(VALUE_ENDS)) : "";
        if (Cookie.hasControl(key) || Cookie.hasControl(content)) {
            return false;
        }
        if (name.isEmpty()) {
            name = key;
            value = content;
            return hasValue && !key.isEmpty() && key.length() + content.length() <= Limits.COOKIE_NAME_AND_VALUE;
        }
        return hasValue ? readAttribute(key, content) : readFlag(key);
    }

    private boolean readFlag(String key) {
        if (AsciiText.equalsIgnoreCase(key, "secure")) {
            secure = origin == null || origin.isSecureContext();
            return secure;
        }
        httpOnly |= AsciiText.equalsIgnoreCase(key, "httponly");
        return true;
    }

    private boolean readAttribute(String key, String content) {
        if (AsciiText.equalsIgnoreCase(key, "path")) {
            path = content;
        } else if (content.isEmpty()) {
            return true;
        } else if (AsciiText.equalsIgnoreCase(key, "domain")) {
            return readDomain(content);
        } else if (AsciiText.equalsIgnoreCase(key, "max-age")) {
            readMaxAge(content);
        } else if (AsciiText.equalsIgnoreCase(key, "expires")) {
            readExpires(content);
        }
        return true;
    }

    /** RFC 6265, 5.2.3 and 5.3: the host must be within its cookie's domain; an address only its own. */
    private boolean readDomain(String content) {
        String wanted = content.startsWith(".") ? content.substring(1) : content;
        if (origin == null || !origin.isIpAddress()) {
            if (origin != null && !Cookie.domainMatches(wanted, origin.host())) {
                return false;
            }
            tailMatch = true;
        } else if (!wanted.equals(origin.host())) {
            return false;
        }
        domain = wanted;
        return true;
    }

    private void readMaxAge(String content) {
        TextCursor digits = new TextCursor(content);
        digits.take('"');
        long age = digits.takeNumber(Long.MAX_VALUE);
        if (age == Ascii.OVERFLOW) {
            expires = Long.MAX_VALUE;
        } else if (age <= 0) {
            expires = OVER;
        } else {
            expires = age > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + age;
        }
        capExpires();
    }

    /** Max-Age comes first whatever the order, RFC 6265, 5.3; a date that is none makes a session cookie. */
    private void readExpires(String content) {
        if (expires != 0 || content.length() > Limits.COOKIE_DATE) {
            return;
        }
        long date = HttpDate.parse(content);
        if (date != HttpDate.INVALID) {
            expires = date == 0 ? OVER : date;
        }
        capExpires();
    }

    /** RFC 6265bis, 5.5. Rounded to a minute, as libcurl writes it. */
    private void capExpires() {
        long latest = now + Limits.COOKIE_AGE_SECONDS;
        if (expires > latest) {
            expires = (latest + SECONDS_OF_MINUTE / 2) / SECONDS_OF_MINUTE * SECONDS_OF_MINUTE;
        }
    }

    private Cookie cookie() {
        String host = origin == null ? null : origin.host();
        return new Cookie(
                name, value, domain.isEmpty() ? host : domain, cookiePath(), expires, tailMatch, secure, httpOnly);
    }

    /** The default is the directory of the request's path, RFC 6265, 5.1.4. */
    private @Nullable String cookiePath() {
        if (!path.isEmpty()) {
            return Cookie.cleanPath(path);
        }
        if (origin == null) {
            return null;
        }
        int slash = origin.path().lastIndexOf('/');
        return Cookie.cleanPath(slash < 0 ? origin.path() : origin.path().substring(0, slash + 1));
    }
}
