package dev.hiper.internal.auth;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a netrc file, and the search in it. The grammar is that of GNU inetutils, with strings in double quotes; what does
 * not fit in is passed over. A file that is broken behind the entry looked for is good enough.
 */
public final class NetrcFile {
    private final byte[] content;

    private NetrcFile(byte[] content) {
        this.content = content;
    }

    /**
     * Takes a file as it is; comment lines and what follows a NUL do not count.
     *
     * @throws TransferException with {@link ResultCode#READ_ERROR} if it, or a line, is too long
     */
    public static NetrcFile of(byte[] file) throws TransferException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        int start = 0;
        while (start < file.length) {
            int end = start;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            if (end - start >= Limits.NETRC_LINE_BYTES) {
                throw broken("a line is too long");
            }
            int text = Ascii.skipBlanks(file, start, end);
            if (text == end || file[text] != '#') {
                kept.write(file, text, end - text);
                kept.write('\n');
            }
            start = end + 1;
        }
        if (kept.size() >= Limits.NETRC_BYTES) {
            throw broken("the file is too long");
        }
        return new NetrcFile(kept.toByteArray());
    }

    /**
     * The first entry that fits: one for {@code host}, or the default one; with the login {@code user}, or without login. For a
     * certain user an entry needs a password.
     *
     * @param user null or empty for any
     * @return null for none. The user may be null, if the entry has none and none was asked for, and the password, if it has none
     * @throws TransferException with {@link ResultCode#READ_ERROR} if something broken comes first
     */
    public @Nullable Credentials lookup(String host, @Nullable String user) throws TransferException {
        String wanted = user == null || user.isEmpty() ? null : user;
        NetrcLexer lexer = new NetrcLexer(content);
        Entry entry = new Entry(false);
        while (true) {
            String word = lexer.next();
            NetrcLexer.Keyword keyword = lexer.keyword();
            if (keyword.startsEntry()) {
                Credentials found = entry.credentials(wanted);
                if (found != null || word == null) {
                    return found;
                }
                entry = new Entry(keyword == NetrcLexer.Keyword.DEFAULT);
            }
            switch (keyword) {
                case MACHINE -> entry = new Entry(host.equalsIgnoreCase(lexer.next()));
                case LOGIN -> entry.login(lexer.next());
                case PASSWORD -> entry.password(lexer.next());
                // Its value might look like a keyword.
                case ACCOUNT -> lexer.next();
                case MACDEF -> lexer.skipMacro();
                case DEFAULT, NONE, END -> {}
            }
        }
    }

    static TransferException broken(String how) {
        return new TransferException(ResultCode.READ_ERROR, "netrc: " + how);
    }

    /** What stands behind one machine or default. */
    private static final class Entry {
        private final boolean matches;
        private @Nullable String login;
        private @Nullable String password;

        Entry(boolean matches) {
            this.matches = matches;
        }

        void login(@Nullable String text) {
            login = text == null ? login : text;
        }

        void password(@Nullable String text) {
            password = text == null ? password : text;
        }

        @Nullable
        Credentials credentials(@Nullable String wanted) {
            if (!matches || (login == null && password == null)) {
                return null;
            }
            if (wanted == null) {
                return new Credentials(login, password, null);
            }
            boolean fits = password != null && (login == null || login.equals(wanted));
            return fits ? new Credentials(wanted, password, null) : null;
        }
    }
}
