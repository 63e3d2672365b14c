package dev.hiper.mime;

import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One part of a {@link Mime}: a name, header fields, and content of one kind. Setting content replaces the content
 * of any kind that was there. Text goes out in UTF-8.
 *
 * <p>What follows from what is set, in the body of an HTTP request:
 *
 * <ul>
 *   <li><i>Content-Disposition</i> is {@code form-data} directly below a {@code multipart/form-data}, else {@code
 *       attachment} for a part with a name or file name. It is left out if {@link #headers} has one.
 *   <li><i>Content-Type</i> is {@link #type}, else the one in {@link #headers}, else {@code multipart/mixed} for
 *       sub-parts, else guessed from the ending of the file name, else {@code application/octet-stream} for a file
 *       with a file name, else left out.
 *   <li><i>Content-Transfer-Encoding</i> is there if an {@link #encoder} is set and {@link #headers} has none.
 * </ul>
 *
 * @see <a href="https://curl.se/libcurl/c/curl_mime_addpart.html">curl_mime_addpart</a>
 */
public final class MimePart {
    /** Answered for content whose size is not known. */
    public static final long UNKNOWN_SIZE = -1;

    private final Mime owner;
    private @Nullable String name;
    private @Nullable String filename;
    private @Nullable String type;
    private @Nullable MimeEncoder encoder;
    private List<String> headers = List.of();
    private @Nullable MimeContent content;
    /** Whether a source in {@link #content} has to be told when it goes. */
    private boolean ownsSource;

    MimePart(Mime owner) {
        this.owner = owner;
    }

    /**
     * Sets the name of the form field, or removes it.
     *
     * @throws IllegalArgumentException for a NUL character
     */
    public MimePart name(@Nullable String newName) {
        name = withoutNul("name", newName);
        return this;
    }

    /**
     * Sets the file name that the receiver is told, or removes it.
     *
     * @throws IllegalArgumentException for a NUL character
     */
    public MimePart filename(@Nullable String newFilename) {
        filename = withoutNul("file name", newFilename);
        return this;
    }

    /**
     * Sets the content type, maybe with parameters, or removes it.
     *
     * @throws IllegalArgumentException for CR, LF or NUL, which would start another field
     */
    public MimePart type(@Nullable String newType) {
        type = newType == null ? null : oneLine("content type", newType);
        return this;
    }

    /**
     * Sets the transfer encoding by its name (see {@link MimeEncoder}), or removes it.
     *
     * @throws IllegalArgumentException if there is no such encoding
     */
    public MimePart encoder(@Nullable String encoderName) {
        encoder = encoderName == null ? null : MimeEncoder.of(encoderName);
        return this;
    }

    /**
     * Sets further header fields, each as {@code Name: value}, in place of earlier ones. They are copied.
     *
     * @throws IllegalArgumentException for CR, LF or NUL, which would start another field
     */
    public MimePart headers(List<String> lines) {
        List<String> copied = List.copyOf(lines);
        for (String line : copied) {
            oneLine("header", line);
        }
        headers = copied;
        return this;
    }

    /** Sets the content to a copy of {@code bytes}. */
    public MimePart data(byte[] bytes) {
        return content(new MimeContent.Data(ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer()));
    }

    /** Sets the content to this text in UTF-8. */
    public MimePart data(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return content(new MimeContent.Data(ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
    }

    /**
     * Sets the content to that of a file, and the {@link #filename} to the last element of its path.
     *
     * <p>The file is looked at when a transfer starts, and opened when its turn comes. A file that cannot be read then,
     * or gets shorter, fails the transfer with {@link dev.hiper.error.ResultCode#READ_ERROR}; of a file that
     * grows, as much is sent as was there at the start. Only the size of a regular file is known.
     *
     * <p>Reading happens on the thread of the loop and may block it, which is short for a local disk: do not
     * give files of slow network mounts, or pipes that nobody writes to, to a loop that others wait for.
     */
    public MimePart filedata(Path path) {
        content(new MimeContent.File(path));
        Path last = path.getFileName();
        return filename(last == null ? null : last.toString());
    }

    /**
     * Sets the content to what a source gives.
     *
     * @param size how many bytes it will give, or {@link #UNKNOWN_SIZE}. A source is not asked for more, and
     *     fails the transfer with {@link dev.hiper.error.ResultCode#READ_ERROR} if it gives less.
     * @throws IllegalArgumentException for another negative size
     */
    public MimePart dataCallback(long size, MimeSource source) {
        if (size < UNKNOWN_SIZE) {
            throw new IllegalArgumentException("size " + size + " is neither a size nor UNKNOWN_SIZE");
        }
        content(new MimeContent.Source(Objects.requireNonNull(source, "source"), size));
        ownsSource = true;
        return this;
    }

    /**
     * Sets the content to further parts. The list belongs to this part from now on, and is closed when the content is
     * replaced.
     *
     * @throws IllegalArgumentException if the list lies in another part already, if it holds this part, or if
     *     lists would lie within each other more than 40 deep
     */
    public MimePart subparts(Mime mime) {
        if (content instanceof MimeContent.Subparts now && now.mime() == mime) {
            return this;
        }
        if (mime.parent() != null) {
            throw new IllegalArgumentException("these parts lie in another part already");
        }
        if (owner.isWithin(mime)) {
            throw new IllegalArgumentException("parts cannot lie within themselves");
        }
        if (owner.depth() + mime.height() > Limits.MIME_DEPTH) {
            throw new IllegalArgumentException("parts lie within each other more than " + Limits.MIME_DEPTH + " deep");
        }
        content(new MimeContent.Subparts(mime));
        mime.parent(this);
        return this;
    }

    /** Removes the content: the part is empty then. */
    public MimePart noData() {
        return content(null);
    }

    /** The name, or null. */
    public @Nullable String name() {
        return name;
    }

    /** The file name, or null. */
    public @Nullable String filename() {
        return filename;
    }

    /** The content type that was set, or null. */
    public @Nullable String type() {
        return type;
    }

    /** The transfer encoding, or null. */
    public @Nullable MimeEncoder encoder() {
        return encoder;
    }

    /** The further header fields; cannot be changed. */
    public List<String> headers() {
        return headers;
    }

    /** The content, or null for none. */
    public @Nullable MimeContent content() {
        return content;
    }

    Mime owner() {
        return owner;
    }

    void copyInto(MimePart copy) {
        copy.name = name;
        copy.filename = filename;
        copy.type = type;
        copy.encoder = encoder;
        copy.headers = headers;
        if (content instanceof MimeContent.Subparts below) {
            copy.subparts(below.mime().copy());
        } else {
            copy.content = content;
        }
    }

    private MimePart content(@Nullable MimeContent newContent) {
        MimeContent old = content;
        boolean owned = ownsSource;
        content = newContent;
        ownsSource = false;
        if (old instanceof MimeContent.Subparts below) {
            below.mime().parent(null);
            below.mime().close();
        } else if (owned && old instanceof MimeContent.Source source) {
            source.free();
        }
        return this;
    }

    private static @Nullable String withoutNul(String what, @Nullable String text) {
        if (text != null && text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a " + what + " cannot hold a NUL");
        }
        return text;
    }

    private static String oneLine(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException("a " + what + " of a part cannot hold CR, LF or NUL");
            }
        }
        return text;
    }
}
