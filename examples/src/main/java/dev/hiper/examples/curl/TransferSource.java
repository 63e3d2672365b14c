package dev.hiper.examples.curl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through sections, their URLs, and all that a pattern stands for; makes each transfer when its turn comes. */
final class TransferSource {
    private final List<Settings> sections;
    private final TransferFactory factory;
    private int section;
    private int entry = -1;
    private long urlIndex = -1;

    private @Nullable Glob urls;
    private Glob uploads = Glob.literal("");
    private long at;

    TransferSource(List<Settings> sections, TransferFactory factory) {
        this.sections = sections;
        this.factory = factory;
    }

    /** The next one; null at the end. */
    @Nullable
    Transfer next() throws SetupException {
        while (urls == null || at >= urls.count() * uploads.count()) {
            if (!nextEntry()) {
                return null;
            }
        }
        Settings settings = sections.get(section);
        UrlEntry source = settings.urls.entries().get(entry);
        long index = at++;
        long url = index % urls.count();
        String upload = source.upload == null ? null : uploads.at(index / urls.count());
        String output = source.output == null ? null : urls.fill(source.output, url);
        return factory.create(settings, source, urls.at(url), upload, output, urlIndex);
    }

    private boolean nextEntry() throws SetupException {
        urls = null;
        at = 0;
        entry++;
        while (entry == sections.get(section).urls.entries().size()) {
            if (section + 1 == sections.size()) {
                entry--;
                return false;
            }
            section++;
            entry = 0;
        }
        UrlEntry source = sections.get(section).urls.entries().get(entry);
        String url = source.url;
        if (url == null) {
            factory.tooManyOutputs();
            return nextEntry();
        }
        urlIndex++;
        boolean literal = sections.get(section).on(Option.GLOBOFF);
        try {
            urls = literal ? Glob.literal(url) : Glob.of(url);
            String upload = source.upload;
            uploads = upload == null || literal ? Glob.literal(upload == null ? "" : upload) : Glob.of(upload);
            return true;
        } catch (GlobException wrong) {
            throw new SetupException(3, wrong.text());
        }
    }
}
