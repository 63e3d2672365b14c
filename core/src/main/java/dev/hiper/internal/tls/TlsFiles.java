package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /**
     * The contents of the regular files of a directory, in the order of their names. Those that cannot be read are left
     * out: a link to nowhere, for example, is usual in such directories.
     */
    static List<byte[]> readFolder(String folder, ResultCode code, String what) throws TransferException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(folder), Files::isRegularFile)) {
            for (Path file : entries) {
                if (files.size() == Limits.TLS_FOLDER_FILES) {
                    throw new TransferException(code, "The " + what + " directory " + folder + " has too many files.");
                }
                files.add(file);
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            throw new TransferException(
                    code, "The " + what + " directory " + folder + " cannot be read: " + e + ".", e);
        }
        files.sort(Comparator.naturalOrder());
        return contents(files, folder, code, what);
    }

    private static List<byte[]> contents(List<Path> files, String folder, ResultCode code, String what)
            throws TransferException {
        List<byte[]> all = new ArrayList<>(files.size());
        int room = Limits.TLS_FILE_BYTES;
        for (Path file : files) {
            try (InputStream stream = Files.newInputStream(file)) {
                byte[] content = stream.readNBytes(room + 1);
                room -= content.length;
                all.add(content);
            } catch (IOException e) {
                continue; // What cannot be read adds nothing.
            }
            if (room < 0) {
                throw new TransferException(code, "The " + what + " directory " + folder + " is too large.");
            }
        }
        return all;
    }
}
