package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.Credentials;
import dev.hiper.internal.auth.NetrcFile;
import dev.hiper.internal.bytes.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The netrc file of a transfer. Read anew for each transfer that asks, so that changes count; a small local file is worth the short
 * wait of the loop.
 */
final class NetrcSource {
    private @Nullable String readPath;
    private @Nullable NetrcFile file;

    /** The next transfer reads again. */
    void forget() {
        readPath = null;
        file = null;
    }

    /**
     * What the file knows of {@code host}; null for nothing.
     *
     * @param path null for {@code .netrc} in the home directory, which may be missing
     * @param user whose password is looked for; null for anybody's
     * @throws TransferException READ_ERROR if the file cannot be read or understood
     */
    @Nullable
    Credentials find(@Nullable String path, String host, @Nullable String user) throws TransferException {
        NetrcFile known = file(path);
        return known == null ? null : known.lookup(host, user);
    }

    private @Nullable NetrcFile file(@Nullable String given) throws TransferException {
        String path = given == null ? homeFile() : given;
        if (path.equals(readPath)) {
            return file;
        }
        readPath = path;
        file = read(Path.of(path), given != null);
        return file;
    }

    private static @Nullable NetrcFile read(Path path, boolean required) throws TransferException {
        try {
            if (Files.size(path) > Limits.NETRC_FILE_BYTES) {
                throw new TransferException(ResultCode.READ_ERROR, ".netrc parser error: the file is too long");
            }
            return NetrcFile.of(Files.readAllBytes(path));
        } catch (NoSuchFileException missing) {
            if (!required) {
                return null;
            }
            throw new TransferException(ResultCode.READ_ERROR, ".netrc file missing: " + path, missing);
        } catch (IOException unreadable) {
            throw new TransferException(
                    ResultCode.READ_ERROR, ".netrc file cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String homeFile() {
        String home = System.getenv("HOME");
        String folder = home == null ? System.getProperty("user.home", ".") : home;
        return folder + "/.netrc";
    }
}
