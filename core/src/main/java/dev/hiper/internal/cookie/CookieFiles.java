package dev.hiper.internal.cookie;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.textfile.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Cookie files: the Netscape format, or response heads with Set-Cookie fields. Read when a transfer begins,
 * written when its handle is closed.
 */
public final class CookieFiles {

    private CookieFiles() {}

    /**
     * Adds the cookies of {@code file} to the jar. A file that is missing or a directory has none.
     *
     * @param dropSessionCookies whether those without expiry stay out
     * @throws TransferException {@link ResultCode#TOO_LARGE} for a line that no cookie can need; those before it are
     *     in the jar
     */
    public static void load(CookieJar jar, Path file, boolean dropSessionCookies, long now) throws TransferException {
        jar.beginLoading(dropSessionCookies);
        try {
            TextFile.readLines(file, Limits.COOKIE_LINE, line -> jar.load(line, now));
        } finally {
            jar.endLoading(now);
        }
    }

    /** As {@link #load(CookieJar, Path, boolean, long)}, from a stream, which stays open: for standard input. */
    public static void load(CookieJar jar, InputStream in, boolean dropSessionCookies, long now)
            throws TransferException {
        jar.beginLoading(dropSessionCookies);
        try {
            TextFile.readLines(in, Limits.COOKIE_LINE, line -> jar.load(line, now));
        } catch (IOException broken) {
            throw new TransferException(ResultCode.READ_ERROR, "Reading cookies failed", broken);
        } finally {
            jar.endLoading(now);
        }
    }

    /**
     * Replaces {@code file}, wholly or not at all; see {@link TextFile#write}. Whoever wants standard output prints
     * {@link CookieJar#fileText} instead.
     *
     * @throws TransferException {@link ResultCode#WRITE_ERROR}
     */
    public static void save(CookieJar jar, Path file, long now) throws TransferException {
        TextFile.write(file, jar.fileText(now));
    }
}
