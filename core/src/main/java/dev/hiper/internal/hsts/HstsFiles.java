package dev.hiper.internal.hsts;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.textfile.TextFile;
import java.nio.file.Path;

/** The file of an HSTS cache: a host and a date per line. */
public final class HstsFiles {

    private HstsFiles() {}

    /**
     * Adds the hosts of {@code file}; a file that is missing or a directory has none.
     *
     * @throws TransferException {@link ResultCode#TOO_LARGE} for a line that is too long; those before it are known
     */
    public static void load(HstsCache cache, Path file, long now) throws TransferException {
        TextFile.readLines(file, Limits.CACHE_LINE, line -> cache.load(line, now));
    }

    /**
     * Replaces {@code file}, wholly or not at all; see {@link TextFile#write}.
     *
     * @throws TransferException {@link ResultCode#WRITE_ERROR}
     */
    public static void save(HstsCache cache, Path file, long now) throws TransferException {
        TextFile.write(file, cache.fileText(now));
    }
}
