package dev.hiper.examples.curl;

import dev.hiper.examples.curl.form.FormException;
import dev.hiper.examples.curl.form.FormParser;
import dev.hiper.examples.curl.form.PostData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts options into the settings of their section: those that are no mere values here or in {@link ValueReader}. */
final class OptionReader {
    /** What the command line wants. */
    enum Wish {
        TRANSFERS,
        HELP,
        MANUAL,
        VERSION
    }

    private final Globals globals;
    private final Messages messages;
    private final StandardInput stdin;
    private final List<Settings> sections = new ArrayList<>();
    private final ValueReader values;
    private Settings settings;
    private Wish wish = Wish.TRANSFERS;
    private @Nullable String subject;
    private int configDepth;

    OptionReader(Globals globals, Messages messages, StandardInput stdin) {
        this.globals = globals;
        this.messages = messages;
        this.stdin = stdin;
        this.settings = newSection();
        this.values = new ValueReader(globals, messages, stdin);
    }

    /** The sections, at least one. */
    List<Settings> sections() {
        return sections;
    }

    Wish request() {
        return wish;
    }

    /** What help is wanted about; null for the program. */
    void subject(@Nullable String about) {
        subject = about;
    }

    @Nullable
    String subject() {
        return subject;
    }

    Settings settings() {
        return settings;
    }

    /** Variables of an argument with {@code --expand-} filled in. */
    String expanded(String argument) throws UsageException {
        return new Expansion(globals.variables, messages).of(argument);
    }

    void value(Option option, String value) throws UsageException {
        if (option == Option.CONFIG) {
            config(value);
            return;
        }
        try {
            values.read(settings, option, value);
        } catch (FormException refused) {
            if (!refused.getMessage().isEmpty()) {
                messages.error(refused.getMessage());
            }
            throw refused.result().code() == UsageException.READ_ERROR
                    ? UsageException.unreadable()
                    : UsageException.badUse();
        }
    }

    void flag(Option option, boolean on) throws UsageException {
        switch (option) {
            case NEXT -> nextSection();
            case HELP -> wish = Wish.HELP;
            case MANUAL -> wish = Wish.MANUAL;
            case VERSION -> wish = Wish.VERSION;
            case SILENT, SHOW_ERROR, PROGRESS_BAR, PROGRESS_METER, STYLED_OUTPUT, FAIL_EARLY -> global(option, on);
            case PARALLEL, PARALLEL_IMMEDIATE -> globals.put(option, on);
            case VERBOSE -> verbose(on);
            case TRACE_TIME -> globals.traceTime = on;
            case TRACE_IDS -> globals.traceIds = on;
            case INCLUDE -> settings.put(Option.SHOW_HEADERS, on);
            case HEAD -> head(on);
            case REMOTE_NAME -> remoteName(on);
            case OUT_NULL -> discard();
            case FAIL, FAIL_WITH_BODY -> fail(option, on);
            case LOCATION, FOLLOW -> redirects(option, on);
            case LOCATION_TRUSTED -> {
                settings.put(Option.LOCATION, on);
                settings.put(option, on);
            }
            default -> SwitchReader.read(settings, option, on, messages);
        }
    }

    private void global(Option option, boolean on) {
        globals.put(option, on);
        if (option == Option.SILENT) {
            messages.silent(on);
        } else if (option == Option.SHOW_ERROR) {
            messages.showError(on);
        }
    }

    private void verbose(boolean on) {
        globals.verbosity = on ? globals.verbosity + 1 : 0;
        if (on && globals.traceForm != null) {
            messages.warn("-v, --verbose overrides an earlier trace option");
            globals.traceForm = null;
        }
        if (globals.verbosity > 1) {
            globals.traceIds = true;
            globals.traceTime = true;
        }
        messages.notes(globals.tracing());
    }

    private void nextSection() throws UsageException {
        if (!settings.urls.hasUrl()) {
            messages.error("missing URL before --next");
            throw UsageException.badUse();
        }
        settings = newSection();
    }

    private void head(boolean on) {
        settings.put(Option.HEAD, on);
        select(settings, on ? HttpRequest.HEAD : HttpRequest.GET, messages);
    }

    private void remoteName(boolean on) {
        UrlEntry entry = settings.urls.forOutput();
        entry.output = null;
        entry.remoteName = on;
    }

    private void discard() {
        UrlEntry entry = settings.urls.forOutput();
        entry.output = null;
        entry.remoteName = false;
        entry.discard = true;
    }

    private void fail(Option option, boolean on) {
        settings.put(Option.FAIL, option == Option.FAIL && on);
        settings.put(Option.FAIL_WITH_BODY, option == Option.FAIL_WITH_BODY && on);
    }

    private void redirects(Option option, boolean on) {
        Option other = option == Option.LOCATION ? Option.FOLLOW : Option.LOCATION;
        if (on && settings.on(other)) {
            messages.warn("--" + option.longName + " overrides --" + other.longName);
            settings.put(other, false);
        }
        settings.put(option, on);
    }

    /** Notes which kind of request is wanted; a second kind is warned about, and fails the transfer. */
    static void select(Settings settings, HttpRequest wanted, Messages messages) {
        if (settings.request == HttpRequest.UNSPECIFIED || settings.request == wanted) {
            settings.request = wanted;
        } else if (wanted != HttpRequest.GET || settings.request != HttpRequest.HEAD) {
            messages.warn("You can only select one HTTP request method! You asked for both " + wanted.title + " and "
                    + settings.request.title + ".");
            settings.conflict(wanted);
        }
    }

    private void config(String name) throws UsageException {
        if (configDepth == ConfigFile.MOST_NESTED) {
            throw UsageException.badUse();
        }
        configDepth++;
        try {
            new ConfigFile(this, messages).read(name, stdin);
        } finally {
            configDepth--;
        }
    }

    private Settings newSection() {
        Settings section = new Settings(new PostData(stdin), new FormParser(messages::warn));
        sections.add(section);
        return section;
    }
}
