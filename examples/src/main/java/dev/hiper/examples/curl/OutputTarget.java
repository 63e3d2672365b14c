package dev.hiper.examples.curl;

import dev.hiper.examples.curl.os.Octets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the response of one transfer goes: standard output, nowhere, or a file that is opened by its first octet. */
final class OutputTarget {
    private static final int PERMISSIONS = 9;
    private static final int MOST_OTHER_NAMES = 100;

    private final Messages messages;
    private final byte[] copy = new byte[16_384];
    private @Nullable String name;
    private boolean discard;
    private boolean append;
    private boolean keepOld;
    private boolean mustBeNew;
    private long mode = -1;
    private @Nullable OutputStream stream;
    private @Nullable FileChannel file;
    private long startSize;
    private long written;

    OutputTarget(Messages messages) {
        this.messages = messages;
    }

    /** To a file; null for standard output. */
    void to(@Nullable String fileName) {
        name = fileName;
    }

    void discard() {
        discard = true;
    }

    /** Go on at the end of the file, which has this size. */
    void appendAt(long size) {
        append = true;
        startSize = size;
    }

    /** Take another name rather than overwrite a file. */
    void keepOldFiles() {
        keepOld = true;
    }

    /** Fail rather than overwrite a file. */
    void mustBeNew() {
        mustBeNew = true;
    }

    void mode(long permissions) {
        mode = permissions;
    }

    /** The name of the file, the one taken in the end; null for none. */
    @Nullable
    String name() {
        return name;
    }

    boolean isFile() {
        return name != null && !discard;
    }

    boolean isOpen() {
        return stream != null;
    }

    long written() {
        return written;
    }

    /** Takes octets. False if that cannot be. */
    boolean write(ByteBuffer data) {
        OutputStream to = open();
        if (to == null) {
            return false;
        }
        try {
            while (data.hasRemaining()) {
                int count = Math.min(copy.length, data.remaining());
                data.get(copy, 0, count);
                to.write(copy, 0, count);
                written += count;
            }
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    /** Opens the file, so that it is there even if nothing comes. */
    boolean create() {
        return open() != null;
    }

    /** Hands on what is buffered. False if that cannot be. */
    boolean flush() {
        try {
            if (stream != null) {
                stream.flush();
            }
            return true;
        } catch (IOException nobodyReads) {
            return false;
        }
    }

    /** Forgets what an earlier try has written. False if that cannot be. */
    boolean rewind() {
        try {
            FileChannel channel = file;
            if (channel != null) {
                channel.truncate(startSize);
                channel.position(startSize);
            }
            written = 0;
            return true;
        } catch (IOException stuck) {
            return false;
        }
    }

    /** Closes the file. False if its last octets could not be written. */
    boolean close() {
        OutputStream open = stream;
        stream = null;
        file = null;
        try {
            if (open == null) {
                return true;
            }
            if (isFile()) {
                open.close();
            } else {
                open.flush();
            }
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    /** Removes the file again. */
    void remove() {
        try {
            if (name != null && Files.deleteIfExists(Octets.path(name))) {
                messages.note("Removed output file: " + name);
            }
        } catch (IOException | InvalidPathException stays) {
            messages.warn("Failed removing: " + name);
        }
    }

    void time(long epochSecond) {
        try {
            if (name != null) {
                Files.setLastModifiedTime(Octets.path(name), FileTime.fromMillis(epochSecond * 1000));
            }
        } catch (IOException | InvalidPathException refused) {
            messages.warn("Failed to set filetime " + epochSecond + " on outfile: " + name);
        }
    }

    private @Nullable OutputStream open() {
        if (stream != null) {
            return stream;
        }
        if (discard) {
            stream = OutputStream.nullOutputStream();
        } else if (name == null) {
            stream = StandardOutput.stream();
        } else {
            stream = openFile(name);
        }
        return stream;
    }

    private @Nullable OutputStream openFile(String wanted) {
        String candidate = wanted;
        for (int i = 1; ; i++) {
            try {
                FileChannel channel = channel(Octets.path(candidate));
                if (append) {
                    channel.position(channel.size());
                }
                file = channel;
                name = candidate;
                return Channels.newOutputStream(channel);
            } catch (FileAlreadyExistsException taken) {
                if (!keepOld || i >= MOST_OTHER_NAMES) {
                    return failed(candidate, "File exists");
                }
                candidate = wanted + "." + i;
            } catch (NoSuchFileException absent) {
                return failed(candidate, "No such file or directory");
            } catch (IOException | InvalidPathException refused) {
                return failed(candidate, reason(candidate));
            }
        }
    }

    private @Nullable OutputStream failed(String fileName, String why) {
        messages.warn("Failed to open the file " + fileName + ": " + why);
        return null;
    }

    private static String reason(String fileName) {
        return Files.isDirectory(Path.of(Octets.text(fileName))) ? "Is a directory" : "Permission denied";
    }

    private FileChannel channel(Path path) throws IOException {
        boolean fresh = keepOld || mustBeNew;
        Set<OpenOption> how = new HashSet<>();
        how.add(StandardOpenOption.WRITE);
        how.add(fresh ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
        if (!append && !fresh) {
            how.add(StandardOpenOption.TRUNCATE_EXISTING);
        }
        if (mode < 0) {
            return FileChannel.open(path, how);
        }
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < PERMISSIONS; bit++) {
            if ((mode & 0400 >> bit) != 0) {
                permissions.add(all[bit]);
            }
        }
        FileAttribute<Set<PosixFilePermission>> attribute = PosixFilePermissions.asFileAttribute(permissions);
        return FileChannel.open(path, how, attribute);
    }
}
