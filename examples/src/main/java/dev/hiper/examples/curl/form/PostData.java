package dev.hiper.examples.curl.form;

import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.os.Octets;
import dev.hiper.url.Url;
import dev.hiper.url.UrlFlag;
import dev.hiper.url.UrlPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the family of {@code -d} posts: each piece is joined to the earlier ones with an ampersand, JSON
 * without.
 */
public final class PostData {
    /** Which option a piece comes from. */
    public enum Kind {
        /** {@code --data}, {@code --data-ascii}: a file loses its line ends and NULs. */
        DATA,

        /** {@code --data-binary}: a file is taken as it is. */
        BINARY,

        /** {@code --data-raw}: never a file. */
        RAW,

        /** {@code --data-urlencode}: content, =content, name=content, @file, name@file. */
        URLENCODE,

        /** {@code --json}. */
        JSON
    }

    private static final String HEX = "0123456789ABCDEF";

    private final InputStream stdin;
    private final StringBuilder octets = new StringBuilder();
    private @Nullable StringBuilder query;
    private boolean given;
    private boolean json;

    /** Nothing yet; {@code @-} will read {@code stdin} to its end. */
    public PostData(InputStream stdin) {
        this.stdin = stdin;
    }

    /**
     * Adds the argument of an option.
     *
     * @throws FormException with READ_ERROR if its file cannot be read: a usage error
     */
    public void add(Kind kind, String argument) throws FormException {
        String piece =
                switch (kind) {
                    case RAW -> argument;
                    case URLENCODE -> urlEncoded(argument);
                    case BINARY, JSON -> fromFile(argument) ? file(argument.substring(1)) : argument;
                    case DATA -> fromFile(argument) ? withoutLineEnds(file(argument.substring(1))) : argument;
                };
        if (kind != Kind.JSON && octets.length() > 0) {
            octets.append('&');
        }
        octets.append(piece);
        given = true;
        json |= kind == Kind.JSON;
    }

    /**
     * Adds the argument of {@code --url-query}: as with URLENCODE, or as it is behind a plus sign.
     *
     * @throws FormException with READ_ERROR if its file cannot be read: a usage error
     */
    public void addQuery(String argument) throws FormException {
        String piece = argument.startsWith("+") ? argument.substring(1) : urlEncoded(argument);
        StringBuilder all = query;
        if (all == null) {
            query = new StringBuilder(piece);
        } else {
            all.append('&').append(piece);
        }
    }

    /** Whether there is something to post, be it empty. */
    public boolean given() {
        return given;
    }

    /** Whether {@code --json} was among the options, so that its header fields are wanted. */
    public boolean json() {
        return json;
    }

    /** The body. */
    public byte[] bytes() {
        return Octets.bytes(octets.toString());
    }

    /** The body as an octet string: the query that {@code -G} makes of it. */
    public String octets() {
        return octets.toString();
    }

    /** What {@code --url-query} has collected; null for nothing. */
    public @Nullable String query() {
        StringBuilder all = query;
        return all == null ? null : all.toString();
    }

    /**
     * The URL with a query added to what it has. What follows a number sign in the query would be fragment, which
     * is never sent, and is left out.
     *
     * @param url an octet string
     * @param added an octet string
     * @throws dev.hiper.url.UrlException if it is no URL
     */
    public static String withQuery(String url, String added) {
        boolean unicode = Octets.isText(url) && Octets.isText(added);
        int end = added.indexOf('#');
        String piece = end < 0 ? added : added.substring(0, end);
        Url parsed = Url.create();
        int flags = UrlFlag.GUESS_SCHEME | UrlFlag.NON_SUPPORT_SCHEME;
        parsed.set(UrlPart.URL, unicode ? Octets.text(url) : url, flags);
        parsed.set(UrlPart.QUERY, unicode ? Octets.text(piece) : piece, UrlFlag.APPENDQUERY);
        String whole = parsed.get(UrlPart.URL, UrlFlag.NO_GUESS_SCHEME);
        return unicode ? Octets.ofText(whole) : whole;
    }

    private String urlEncoded(String argument) throws FormException {
        int equals = argument.indexOf('=');
        int separator = equals >= 0 ? equals : argument.indexOf('@');
        String name = separator < 0 ? "" : argument.substring(0, separator);
        String rest = argument.substring(separator + 1);
        boolean isFile = separator >= 0 && argument.charAt(separator) == '@';
        String content = encode(isFile ? file(rest) : rest);
        return name.isEmpty() ? content : name + '=' + content;
    }

    /** As forms encode: a space becomes a plus sign. */
    private static String encode(String content) {
        StringBuilder encoded = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (isUnreserved(c)) {
                encoded.append(c);
            } else if (c == ' ') {
                encoded.append('+');
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    private static boolean fromFile(String argument) {
        return argument.startsWith("@");
    }

    private String file(String name) throws FormException {
        try {
            byte[] content = name.equals("-") ? stdin.readAllBytes() : Files.readAllBytes(Octets.path(name));
            return Octets.of(content);
        } catch (IOException | InvalidPathException unreadable) {
            throw new FormException(ResultCode.READ_ERROR, "Failed to open " + name);
        }
    }

    private static String withoutLineEnds(String content) {
        StringBuilder kept = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c != '\r' && c != '\n' && c != 0) {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
