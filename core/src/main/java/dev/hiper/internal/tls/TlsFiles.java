package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the small files that TLS settings name. */
final class TlsFiles {
    private TlsFiles() {}

    /**
     * @param code what the transfer fails with if the file cannot be read
     * @param what the role of the file, for the message
     */
    static byte[] read(String file, ResultCode code, String what) throws TransferException {
        try (InputStream stream = Files.newInputStream(Path.of(file))) {
            byte[] content = stream.readNBytes(Limits.TLS_FILE_BYTES + 1);
            if (content.length > Limits.TLS_FILE_BYTES) {
                throw new TransferException(code, "The " + what + " file " + file + " is too large.");
            }
            return content;
        } catch (IOException | InvalidPathException e) {
            throw new TransferException(code, "The " + what + " file " + file + " cannot be read: " + e + ".", e);
        }
    }
}
