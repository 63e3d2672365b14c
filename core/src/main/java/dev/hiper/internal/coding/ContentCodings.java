package dev.hiper.internal.coding;

import dev.hiper.spi.ContentCoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The codings that can be undone, in the order in which they are offered. Immutable. */
public final class ContentCodings {
    private static final ContentCodings BUILT_IN = new ContentCodings(List.of(new DeflateCoding(), new GzipCoding()));

    private final List<ContentCoding> codings;
    private final String acceptEncoding;

    private ContentCodings(List<ContentCoding> codings) {
        this.codings = codings;
        List<String> names = new ArrayList<>();
        for (ContentCoding coding : codings) {
            names.add(coding.names().get(0));
        }
        acceptEncoding = String.join(", ", names);
    }

    /** Deflate and gzip. */
    public static ContentCodings builtIn() {
        return BUILT_IN;
    }

    /**
     * {@link #builtIn()} and what is installed as a service. Looked for at the first call only,
     * which reads the class path and may load native code.
     */
    public static ContentCodings withInstalled() {
        return Installed.ALL;
    }

    /**
     * These and {@code others}, as far as those are available here. The first one of a name is
     * taken.
     */
    public ContentCodings with(Iterable<? extends ContentCoding> others) {
        List<ContentCoding> all = new ArrayList<>(codings);
        for (ContentCoding other : others) {
            if (find(all, other.names().get(0)) == null && other.isAvailable()) {
                all.add(other);
            }
        }
        return new ContentCodings(List.copyOf(all));
    }

    /** What ACCEPT_ENCODING "" and TE offer: all names, separated by a comma and a space. */
    public String acceptEncoding() {
        return acceptEncoding;
    }

    /** The coding of this name in any case, null if there is none. */
    @Nullable
    ContentCoding find(String name) {
        return find(codings, name.toLowerCase(Locale.ROOT));
    }

    private static @Nullable ContentCoding find(List<ContentCoding> codings, String name) {
        for (ContentCoding coding : codings) {
            if (coding.names().contains(name)) {
                return coding;
            }
        }
        return null;
    }

    /** Initialized by the first call that needs it. */
    private static final class Installed {
        // Not the loader of the calling thread: what is found here stays for good.
        static final ContentCodings ALL =
                BUILT_IN.with(ServiceLoader.load(ContentCoding.class, ContentCoding.class.getClassLoader()));
    }
}
