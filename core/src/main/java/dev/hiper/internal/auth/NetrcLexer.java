package dev.hiper.internal.auth;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words of a netrc file, in quotes or not. */
final class NetrcLexer {
    /** What a word says if it stands where one is expected. */
    enum Keyword {
        MACHINE,
        DEFAULT,
        LOGIN,
        PASSWORD,
        ACCOUNT,
        MACDEF,
        /** An ordinary word. */
        NONE,
        END;

        /** Whether it ends the entry before it. */
        boolean startsEntry() {
            return switch (this) {
                case MACHINE, DEFAULT, MACDEF, END -> true;
                case LOGIN, PASSWORD, ACCOUNT, NONE -> false;
            };
        }
    }

    private final byte[] content;
    private int at;
    private Keyword keyword = Keyword.NONE;

    NetrcLexer(byte[] content) {
        this.content = content;
    }

    /** The next word; null at the end. */
    @Nullable
    String next() throws TransferException {
        while (at < content.length && (Ascii.isBlank(content[at]) || isNewline(content[at]))) {
            at++;
        }
        if (at == content.length || content[at] == 0) {
            keyword = Keyword.END;
            return null;
        }
        if (content[at] == '"') {
            keyword = Keyword.NONE;
            return quoted();
        }
        int from = at;
        while (at < content.length && !Ascii.isBlank(content[at]) && !isNewline(content[at]) && content[at] != 0) {
            at++;
        }
        checkLength(at - from);
        String word = new String(content, from, at - from, StandardCharsets.UTF_8);
        keyword = keyword(word);
        return word;
    }

    /** What the last word was. */
    Keyword keyword() {
        return keyword;
    }

    /** Goes to the next empty line, which is where a macro ends. */
    void skipMacro() {
        boolean atLineEnd = false;
        while (at < content.length) {
            byte b = content[at];
            if (b == '\n' && atLineEnd) {
                return;
            }
            if (b != '\r') {
                atLineEnd = b == '\n';
            }
            at++;
        }
    }

    private String quoted() throws TransferException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        at++;
        while (at < content.length && content[at] != 0) {
            byte b = content[at++];
            if (b == '"') {
                return word.toString(StandardCharsets.UTF_8);
            }
            if (b == '\\' && at < content.length) {
                b = unescaped(content[at++]);
            }
            word.write(b);
            checkLength(word.size());
        }
        throw NetrcFile.broken("a quoted string has no end");
    }

    private static byte unescaped(byte b) {
        return switch (b) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> b;
        };
    }

    private static void checkLength(int length) throws TransferException {
        if (length > Limits.NETRC_TOKEN_BYTES) {
            throw NetrcFile.broken("a word is too long");
        }
    }

    private static Keyword keyword(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "machine" -> Keyword.MACHINE;
            case "default" -> Keyword.DEFAULT;
            case "login" -> Keyword.LOGIN;
            case "password" -> Keyword.PASSWORD;
            case "account" -> Keyword.ACCOUNT;
            case "macdef" -> Keyword.MACDEF;
            default -> Keyword.NONE;
        };
    }

    private static boolean isNewline(byte b) {
        return b == '\n' || b == '\r';
    }
}
