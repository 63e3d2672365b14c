package dev.hiper.examples.curl;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Share;
import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.form.FormException;
import dev.hiper.examples.curl.form.PostData;
import dev.hiper.examples.curl.os.Octets;
import dev.hiper.examples.curl.report.Trace;
import dev.hiper.url.UrlException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes transfers: handle, files, callbacks. */
final class TransferFactory {
    private static final long FIRST_RETRY_MILLIS = 1000;

    private final Globals globals;
    private final Messages messages;
    private final StandardInput stdin;
    private final Share share;
    private final Progress progress;
    private final @Nullable Trace trace;

    /** Sections and files whose header dump was begun, so that later transfers add to it. */
    private final List<Settings> dumped = new ArrayList<>();

    private boolean outputsTold;

    TransferFactory(
            Globals globals,
            Messages messages,
            StandardInput stdin,
            Share share,
            Progress progress,
            @Nullable Trace trace) {
        this.globals = globals;
        this.messages = messages;
        this.stdin = stdin;
        this.share = share;
        this.progress = progress;
        this.trace = trace;
    }

    /** There are output options without a URL. */
    void tooManyOutputs() {
        if (!outputsTold) {
            messages.warn("Got more output options than URLs");
            outputsTold = true;
        }
    }

    /**
     * A transfer that is ready to go; null if there is nothing to do for it.
     *
     * @param url as given, after globbing
     * @param uploadName the file to upload; null for none
     * @param output the file for the response; null for the default
     */
    Transfer create(
            Settings settings,
            UrlEntry entry,
            String url,
            @Nullable String uploadName,
            @Nullable String output,
            long urlIndex)
            throws SetupException {
        OutputTarget target = new OutputTarget(messages);
        Transfer transfer = new Transfer(settings, Easy.create(), url, urlIndex, target);
        transfer.retriesLeft = settings.number(Option.RETRY, 0);
        transfer.retryDelayMillis = settings.number(Option.RETRY_DELAY, 0);
        if (transfer.retryDelayMillis == 0) {
            transfer.retryDelayMillis = FIRST_RETRY_MILLIS;
        }
        try {
            String name = output(settings, entry, url, output, target);
            long resumeFrom = resumeFrom(settings, uploadName, name, target);
            transfer.easy.set(EasyOption.URL, Octets.text(effectiveUrl(settings, url, uploadName)));
            if (settings.keepsState()) {
                transfer.easy.set(EasyOption.SHARE, share);
            }
            new EasySetup(transfer.easy, settings, messages).apply(stdin, etag(settings));
            transfer.easy.set(EasyOption.RESUME_FROM_LARGE, resumeFrom);
            upload(transfer, uploadName);
            sinks(transfer, entry, output);
            if (trace != null) {
                transfer.easy.set(EasyOption.VERBOSE, true).set(EasyOption.DEBUGFUNCTION, trace);
            }
            progress.attach(transfer, uploadName != null, Math.max(resumeFrom, 0));
        } catch (FormException refused) {
            throw new SetupException(refused.result().code(), refused.getMessage());
        } catch (IllegalArgumentException refused) {
            ResultCode code = ResultCode.BAD_FUNCTION_ARGUMENT;
            throw new SetupException(code.code(), "A libcurl function was given a bad argument");
        }
        return transfer;
    }

    private static String effectiveUrl(Settings settings, String url, @Nullable String uploadName)
            throws SetupException {
        String full = uploadName == null || Upload.isStdin(uploadName) ? url : UrlNames.forUpload(url, uploadName);
        String query = settings.on(Option.GET) && settings.post.given() ? settings.post.octets() : null;
        String added = settings.post.query();
        try {
            if (query != null && !query.isEmpty()) {
                full = PostData.withQuery(full, query);
            }
            return added == null || added.isEmpty() ? full : PostData.withQuery(full, added);
        } catch (UrlException noUrl) {
            throw new SetupException(noUrl.code().resultCode().code(), "Could not parse the URL, failed to set query");
        }
    }

    /** Names the output file. Answers its name, null for standard output. */
    private @Nullable String output(
            Settings settings, UrlEntry entry, String url, @Nullable String output, OutputTarget target)
            throws SetupException {
        if (settings.has(Option.CREATE_FILE_MODE)) {
            target.mode(settings.number(Option.CREATE_FILE_MODE, 0));
        }
        if (entry.discard) {
            target.discard();
            return null;
        }
        String name = output;
        if (entry.remoteName) {
            name = UrlNames.fileName(url);
            if (name.isEmpty()) {
                name = UrlNames.NAMELESS;
                messages.warn("No remote filename, uses \"" + name + "\"");
            }
        }
        if (name == null || (name.equals("-") && !entry.remoteName)) {
            return null;
        }
        String folder = settings.text(Option.OUTPUT_DIR);
        if (folder != null && !folder.isEmpty()) {
            name = folder + "/" + name;
        }
        if (settings.on(Option.SKIP_EXISTING) && exists(name)) {
            messages.note("skips transfer as \"" + name + "\" exists locally");
            throw SetupException.nothingToDo();
        }
        if (settings.on(Option.CREATE_DIRS)) {
            createFolders(name);
        }
        if (!settings.on(Option.CLOBBER, true)) {
            target.keepOldFiles();
        }
        target.to(name);
        return name;
    }

    private static boolean exists(String name) {
        try {
            return Files.exists(Octets.path(name));
        } catch (InvalidPathException noName) {
            return false;
        }
    }

    private void createFolders(String name) throws SetupException {
        try {
            Path folder = Octets.path(name).getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException | InvalidPathException refused) {
            messages.error("The directory name " + name + " cannot be created");
            throw new SetupException(ResultCode.WRITE_ERROR.code(), "");
        }
    }

    private static long resumeFrom(
            Settings settings, @Nullable String uploadName, @Nullable String outputName, OutputTarget target) {
        if (!settings.resume) {
            return 0;
        }
        if (!settings.resumeAtEnd) {
            if (settings.resumeFrom > 0) {
                target.appendAt(settings.resumeFrom);
            }
            return settings.resumeFrom;
        }
        if (uploadName != null) {
            return -1;
        }
        if (outputName == null) {
            return 0;
        }
        try {
            long size = Files.size(Octets.path(outputName));
            if (size > 0) {
                target.appendAt(size);
            }
            return size;
        } catch (IOException | InvalidPathException absent) {
            return 0;
        }
    }

    private void upload(Transfer transfer, @Nullable String name) throws SetupException {
        if (name == null) {
            return;
        }
        try {
            Upload upload = Upload.open(name, stdin);
            transfer.open.add(upload::close);
            transfer.easy.set(EasyOption.UPLOAD, true);
            transfer.easy.set(EasyOption.READFUNCTION, upload).set(EasyOption.SEEKFUNCTION, upload);
            transfer.easy.set(EasyOption.INFILESIZE_LARGE, upload.size());
        } catch (IOException absent) {
            messages.hint("cannot open '" + name + "'");
            throw new SetupException(ResultCode.READ_ERROR.code(), "");
        }
    }

    private void sinks(Transfer transfer, UrlEntry entry, @Nullable String output) throws SetupException {
        Settings settings = transfer.settings;
        OutputTarget target = transfer.target;
        boolean terminal = !target.isFile() && !entry.discard && Terminal.is(Terminal.STDOUT);
        BodySink body = new BodySink(
                target, messages, terminal && output == null, !settings.on(Option.BUFFER, true) || terminal);
        HeaderSink headers = new HeaderSink(
                target,
                messages,
                settings.on(Option.SHOW_HEADERS) || settings.on(Option.HEAD),
                terminal && globals.on(Option.STYLED_OUTPUT, true),
                dump(transfer),
                etagFile(transfer),
                settings.on(Option.REMOTE_HEADER_NAME) && entry.remoteName ? prefix(settings) : null);
        transfer.body = body;
        transfer.headers = headers;
        transfer.easy.set(EasyOption.WRITEFUNCTION, body).set(EasyOption.HEADERFUNCTION, headers);
    }

    private static String prefix(Settings settings) {
        String folder = settings.text(Option.OUTPUT_DIR);
        return folder == null || folder.isEmpty() ? "" : folder + "/";
    }

    private @Nullable OutputStream dump(Transfer transfer) throws SetupException {
        String name = transfer.settings.text(Option.DUMP_HEADER);
        if (name == null) {
            return null;
        }
        if (name.equals("-")) {
            return StandardOutput.stream();
        }
        if (name.equals("%")) {
            return messages.stream();
        }
        boolean more = dumped.contains(transfer.settings);
        dumped.add(transfer.settings);
        try {
            OutputStream file = new FileOutputStream(Octets.path(name).toFile(), more);
            transfer.open.add(file);
            return file;
        } catch (IOException | InvalidPathException refused) {
            messages.error("Failed to open " + name);
            throw new SetupException(ResultCode.WRITE_ERROR.code(), "");
        }
    }

    private @Nullable OutputStream etagFile(Transfer transfer) throws SetupException {
        String name = transfer.settings.text(Option.ETAG_SAVE);
        if (name == null) {
            return null;
        }
        if (name.equals("-")) {
            return StandardOutput.stream();
        }
        try {
            OutputStream file = new FileOutputStream(Octets.path(name).toFile());
            transfer.open.add(file);
            return file;
        } catch (IOException | InvalidPathException refused) {
            messages.warn("Failed creating file for saving etags: \"" + name + "\". Skip this transfer");
            throw SetupException.nothingToDo();
        }
    }

    private @Nullable String etag(Settings settings) {
        String name = settings.text(Option.ETAG_COMPARE);
        if (name == null) {
            return null;
        }
        try {
            List<String> lines = LineFile.read(name, stdin);
            return lines.isEmpty() ? "\"\"" : lines.get(0);
        } catch (IOException | InvalidPathException absent) {
            return "\"\"";
        }
    }
}
