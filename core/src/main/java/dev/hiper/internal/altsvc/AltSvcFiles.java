package dev.hiper.internal.altsvc;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.textfile.TextFile;
import java.nio.file.Path;

/** The file of an Alt-Svc cache: an origin, an alternative and a date per line. */
public final class AltSvcFiles {

    private AltSvcFiles() {}

    /**
     * Adds the services of {@code file}; a file that is missing or a directory has none.
     *
     * @throws TransferException {@link ResultCode#TOO_LARGE} for a line that is too long; those before it are known
     */
    public static void load(AltSvcCache cache, Path file, long now) throws TransferException {
        TextFile.readLines(file, Limits.CACHE_LINE, line -> cache.load(line, now));
    }

    /**
     * Replaces {@code file}, wholly or not at all; see {@link TextFile#write}.
     *
     * @throws TransferException {@link ResultCode#WRITE_ERROR}
     */
    public static void save(AltSvcCache cache, Path file, long now) throws TransferException {
        TextFile.write(file, cache.fileText(now));
    }
}
