package dev.hiper.internal.textfile;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads and replaces the text files of cookies, HSTS and Alt-Svc. Octets are characters one to one, so that
 * whatever a server sent comes back as it was.
 */
public final class TextFile {

    private static final Set<PosixFilePermission> PRIVATE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private TextFile() {}

    /**
     * Gives each line of {@code file} to {@code sink}, without its line feed. A file that is not there, cannot be
     * opened or is a directory has no lines, as in libcurl.
     *
     * @return whether there was a file to read
     * @throws TransferException {@link ResultCode#TOO_LARGE} for a line that is not below {@code mostOctets}, its
     *     end included; {@link ResultCode#READ_ERROR}. What came before has been given.
     */
    public static boolean readLines(Path file, int mostOctets, Consumer<String> sink) throws TransferException {
        if (Files.isDirectory(file)) {
            return false;
        }
        InputStream in;
        try {
            in = Files.newInputStream(file);
        } catch (IOException notThere) {
            return false;
        }
        try (in) {
            readLines(in, mostOctets, sink);
            return true;
        } catch (IOException broken) {
            throw new TransferException(ResultCode.READ_ERROR, "Reading " + file + " failed", broken);
        }
    }

    /** As {@link #readLines(Path, int, Consumer)}, from a stream, which stays open. */
    public static void readLines(InputStream in, int mostOctets, Consumer<String> sink)
            throws IOException, TransferException {
        InputStream buffered = new BufferedInputStream(in);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = buffered.read(); next >= 0; next = buffered.read()) {
            if (next == '\n') {
                sink.accept(line.toString(StandardCharsets.ISO_8859_1));
                line.reset();
            } else if (line.size() + 2 < mostOctets) {
                line.write(next);
            } else {
                throw new TransferException(
                        ResultCode.TOO_LARGE, "A line has more than " + (mostOctets - 1) + " octets");
            }
        }
        if (line.size() > 0) {
            sink.accept(line.toString(StandardCharsets.ISO_8859_1));
        }
    }

    /**
     * Replaces {@code file} by one that holds {@code text}: either all of it or, after a failure, what was there
     * before. Only the owner can read a new file; one that replaces a file of the same owner has its permissions,
     * too. A symbolic link is replaced, not followed. What exists and is no regular file, a device or a pipe, is
     * written to.
     *
     * @throws TransferException {@link ResultCode#WRITE_ERROR}
     */
    public static void write(Path file, String text) throws TransferException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.write(file, octets);
            } else {
                replace(file, octets);
            }
        } catch (IOException broken) {
            throw new TransferException(ResultCode.WRITE_ERROR, "Writing " + file + " failed", broken);
        }
    }

    private static void replace(Path file, byte[] octets) throws IOException {
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new IOException("it may not be written");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("it has no folder");
        }
        Path temporary = Files.createTempFile(folder, "", ".tmp");
        try {
            Files.write(temporary, octets);
            copyPermissions(file, temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view == null || !Files.exists(from)) {
            return;
        }
        PosixFileAttributes old = Files.readAttributes(from, PosixFileAttributes.class);
        // What another owner allows on a file is no rule for our secrets.
        if (old.owner().equals(view.getOwner())) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(PRIVATE);
            permissions.addAll(old.permissions());
            view.setPermissions(permissions);
        }
    }
}
