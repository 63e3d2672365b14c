package dev.hiper.examples.curl;

import dev.hiper.Share;
import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.os.Octets;
import dev.hiper.examples.curl.os.RawArguments;
import dev.hiper.examples.curl.report.Help;
import dev.hiper.examples.curl.report.Trace;
import dev.hiper.examples.curl.report.TraceOptions;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program: {@code curl [options] URL...}. */
public final class CurlMain {
    private final Messages messages = new Messages(System.getenv("COLUMNS"));
    private final Globals globals = new Globals();
    private final StandardInput stdin = new StandardInput();
    private final OptionReader options = new OptionReader(globals, messages, stdin);

    private CurlMain() {}

    /** Exits with curl's error code. */
    public static void main(String[] arguments) {
        System.exit(run(RawArguments.of(arguments)));
    }

    /** Obeys the arguments. Answers the exit code. */
    static int run(String[] arguments) {
        int code = new CurlMain().obey(arguments);
        int flushed = flush();
        return code == 0 ? flushed : code;
    }

    private static int flush() {
        try {
            StandardOutput.stream().flush();
            return 0;
        } catch (IOException nobodyReads) {
            return ResultCode.WRITE_ERROR.code();
        }
    }

    private int obey(String[] arguments) {
        try {
            boolean rcFile =
                    arguments.length == 0 || (!arguments[0].startsWith("-q") && !arguments[0].equals("--disable"));
            String name = rcFile ? ConfigFile.defaultName() : null;
            if (name != null) {
                new ConfigFile(options, messages).read(name, stdin);
            }
            new CommandLine(options, messages).read(arguments, 0);
        } catch (UsageException wrong) {
            return wrong.exitCode();
        }
        return switch (options.request()) {
            case VERSION -> shown(VersionText.text());
            case MANUAL -> shown(ManualText.text());
            case HELP -> help();
            case TRANSFERS -> transfers(arguments.length == 0);
        };
    }

    private int help() {
        try {
            Help.print(options.subject(), StandardOutput.stream());
            return 0;
        } catch (IOException nobodyReads) {
            return ResultCode.WRITE_ERROR.code();
        }
    }

    private int shown(String text) {
        try {
            StandardOutput.stream().write(Octets.bytes(text));
            return 0;
        } catch (IOException nobodyReads) {
            return ResultCode.WRITE_ERROR.code();
        }
    }

    private int transfers(boolean noArguments) {
        List<Settings> sections = options.sections();
        if (!sections.get(sections.size() - 1).urls.hasUrl()) {
            messages.hint(noArguments ? "" : "(2) no URL specified");
            return UsageException.USAGE;
        }
        try (Share share = Share.create().share(Share.Data.COOKIE).share(Share.Data.HSTS)) {
            Progress progress = new Progress(globals, messages);
            TransferFactory factory = new TransferFactory(globals, messages, stdin, share, progress, trace());
            Ending ending = new Ending(messages, progress);
            return new Run(globals, new TransferSource(sections, factory), ending, messages, progress).all();
        }
    }

    private @Nullable Trace trace() {
        if (!globals.tracing()) {
            return null;
        }
        TraceOptions shape = new TraceOptions();
        shape.times(globals.traceTime);
        shape.ids(globals.traceIds);
        for (String components : globals.traceConfigs) {
            shape.configure(components);
        }
        boolean terminal = Terminal.is(Terminal.STDOUT);
        if (globals.traceForm == null) {
            return new Trace(Trace.Shape.VERBOSE, messages.stream(), shape, Trace.systemClock(), terminal);
        }
        Trace.Shape form = globals.traceForm == Option.TRACE ? Trace.Shape.HEX : Trace.Shape.ASCII;
        return new Trace(form, traceFile(globals.traceFile), shape, Trace.systemClock(), terminal);
    }

    private OutputStream traceFile(String name) {
        if (name.equals("-")) {
            return StandardOutput.stream();
        }
        if (name.equals("%")) {
            return messages.stream();
        }
        try {
            return new FileOutputStream(Octets.path(name).toFile());
        } catch (IOException | InvalidPathException refused) {
            messages.warn("Failed to create/open output");
            return OutputStream.nullOutputStream();
        }
    }
}
