package dev.hiper.mime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of parts that is sent as one multipart body: libcurl's {@code curl_mime}.
 *
 * <pre>{@code
 * Mime form = Mime.create();
 * form.addPart().name("title").data("Landscape");
 * form.addPart().name("image").filedata(Path.of("hills.png"));
 * easy.set(EasyOption.MIMEPOST, form);
 * }</pre>
 *
 * <p>The application owns the tree and must not change it while a transfer uses it; after the transfer it may be
 * changed, used again and closed. One tree may serve several transfers, one after the other if it has a {@link
 * MimeSource}, which then has to be able to go back to its start. Not safe for use by several threads.
 *
 * <p>{@link #close} matters to sources only: it tells them that nobody will read them any more.
 *
 * @see <a href="https://curl.se/libcurl/c/curl_mime_init.html">curl_mime_init</a>
 */
public final class Mime implements AutoCloseable {
    private final List<MimePart> parts = new ArrayList<>();
    private @Nullable MimePart parent;

    private Mime() {}

    /** A list without parts. */
    public static Mime create() {
        return new Mime();
    }

    /** Adds an empty part at the end and answers it. */
    public MimePart addPart() {
        MimePart part = new MimePart(this);
        parts.add(part);
        return part;
    }

    /** The parts in order; a view that cannot be changed. */
    public List<MimePart> parts() {
        return Collections.unmodifiableList(parts);
    }

    /**
     * A tree of its own with the same parts, as a duplicated easy handle needs it. Data and sources are shared with
     * this tree, and stay owned by it: closing the copy tells no source.
     */
    public Mime copy() {
        Mime copy = new Mime();
        for (MimePart part : parts) {
            part.copyInto(copy.addPart());
        }
        return copy;
    }

    /** Empties the list, and every list below it, tells the sources, and leaves the part that this list was in. */
    @Override
    public void close() {
        MimePart holder = parent;
        if (holder != null) {
            holder.noData(); // Comes back here, without parent then.
            return;
        }
        List<MimePart> closed = List.copyOf(parts);
        parts.clear();
        for (MimePart part : closed) {
            part.noData();
        }
    }

    @Nullable
    MimePart parent() {
        return parent;
    }

    void parent(@Nullable MimePart newParent) {
        parent = newParent;
    }

    /** How many lists lie within each other, this one included. */
    int height() {
        int highest = 0;
        for (MimePart part : parts) {
            if (part.content() instanceof MimeContent.Subparts below) {
                highest = Math.max(highest, below.mime().height());
            }
        }
        return highest + 1;
    }

    /** How many lists this one lies within, itself included. */
    int depth() {
        int depth = 1;
        for (MimePart above = parent; above != null; above = above.owner().parent) {
            depth++;
        }
        return depth;
    }

    /** Whether this list is {@code other} or lies somewhere within it. */
    boolean isWithin(Mime other) {
        Mime at = this;
        while (at != other) {
            MimePart above = at.parent;
            if (above == null) {
                return false;
            }
            at = above.owner();
        }
        return true;
    }
}
