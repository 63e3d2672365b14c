package dev.hiper.examples.curl;

import java.util.ArrayList;
import java.util.List;

/**
 * The URLs of a section. URLs, output options and upload options are matched in their order: the second {@code -o}
 * belongs to the second URL, wherever the two stand.
 */
final class UrlList {
    private final List<UrlEntry> entries = new ArrayList<>();

    List<UrlEntry> entries() {
        return entries;
    }

    boolean hasUrl() {
        for (UrlEntry entry : entries) {
            if (entry.url != null) {
                return true;
            }
        }
        return false;
    }

    /** The first entry that has no URL yet. */
    UrlEntry forUrl() {
        for (UrlEntry entry : entries) {
            if (entry.url == null) {
                return entry;
            }
        }
        return added();
    }

    /** The first entry whose output is not set yet. */
    UrlEntry forOutput() {
        for (UrlEntry entry : entries) {
            if (!entry.outputSet) {
                return marked(entry);
            }
        }
        return marked(added());
    }

    /** The first entry whose upload is not set yet. */
    UrlEntry forUpload() {
        for (UrlEntry entry : entries) {
            if (!entry.uploadSet) {
                entry.uploadSet = true;
                return entry;
            }
        }
        UrlEntry entry = added();
        entry.uploadSet = true;
        return entry;
    }

    private static UrlEntry marked(UrlEntry entry) {
        entry.outputSet = true;
        return entry;
    }

    private UrlEntry added() {
        UrlEntry entry = new UrlEntry();
        entries.add(entry);
        return entry;
    }
}
