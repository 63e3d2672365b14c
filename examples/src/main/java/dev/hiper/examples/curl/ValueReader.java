package dev.hiper.examples.curl;

import dev.hiper.HttpAuth;
import dev.hiper.ProxyType;
import dev.hiper.SslVersion;
import dev.hiper.examples.curl.form.FormException;
import dev.hiper.examples.curl.form.PostData;
import dev.hiper.examples.curl.os.Octets;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options with a value that is more than kept. */
final class ValueReader {
    private static final int LONGEST_VARIABLE_NAME = 128;

    private final Globals globals;
    private final Messages messages;
    private final StandardInput stdin;

    ValueReader(Globals globals, Messages messages, StandardInput stdin) {
        this.globals = globals;
        this.messages = messages;
        this.stdin = stdin;
    }

    void read(Settings settings, Option option, String value) throws UsageException, FormException {
        switch (option) {
            case URL -> url(settings, value);
            case OUTPUT -> output(settings, value);
            case UPLOAD_FILE -> upload(settings, value);
            case DATA, DATA_ASCII -> post(settings, PostData.Kind.DATA, value);
            case DATA_BINARY -> post(settings, PostData.Kind.BINARY, value);
            case DATA_RAW -> post(settings, PostData.Kind.RAW, value);
            case DATA_URLENCODE -> post(settings, PostData.Kind.URLENCODE, value);
            case JSON -> post(settings, PostData.Kind.JSON, value);
            case URL_QUERY -> settings.post.addQuery(value);
            case FORM -> {
                settings.form.add(value);
                OptionReader.select(settings, HttpRequest.FORM, messages);
            }
            case FORM_STRING -> {
                settings.form.addLiteral(value);
                OptionReader.select(settings, HttpRequest.FORM, messages);
            }
            case HEADER -> header(settings.headers, value);
            case PROXY_HEADER -> header(settings.proxyHeaders, value);
            case COOKIE -> cookie(settings, value);
            case RANGE -> settings.put(option, RangeText.checked(value, messages));
            case CONTINUE_AT -> continueAt(settings, value);
            case TIME_COND -> TimeText.read(settings, value, messages);
            case REFERER -> referer(settings, value);
            case WRITE_OUT -> settings.writeOut = writeOut(value);
            case OAUTH2_BEARER -> {
                settings.put(option, value);
                settings.auth |= HttpAuth.BEARER;
            }
            case AWS_SIGV4 -> {
                settings.put(option, value);
                settings.auth |= HttpAuth.AWS_SIGV4;
            }
            case PROXY -> proxy(settings, ProxyType.HTTP, value);
            case PROXY1_0 -> proxy(settings, ProxyType.HTTP_1_0, value);
            case SOCKS4 -> proxy(settings, ProxyType.SOCKS4, value);
            case SOCKS4A -> proxy(settings, ProxyType.SOCKS4A, value);
            case SOCKS5 -> proxy(settings, ProxyType.SOCKS5, value);
            case SOCKS5_HOSTNAME -> proxy(settings, ProxyType.SOCKS5_HOSTNAME, value);
            case PROTO, PROTO_REDIR -> settings.put(option, ProtocolList.read(option, value, messages));
            case PROTO_DEFAULT -> settings.put(option, ProtocolList.known(value));
            case MAX_REDIRS -> settings.put(option, redirections(value));
            case LOCAL_PORT -> LocalPorts.read(settings, value);
            case TLS_MAX -> settings.highestTls = highestTls(value);
            case CREATE_FILE_MODE -> settings.put(option, fileMode(value));
            case STDERR -> stderr(value);
            case TRACE, TRACE_ASCII -> trace(option, value);
            case TRACE_CONFIG -> traceConfig(value);
            case RATE -> globals.millisPerTransfer = RateText.millisPerTransfer(value);
            case PARALLEL_MAX -> globals.parallelMax = parallel(value, Globals.DEFAULT_PARALLEL);
            case PARALLEL_MAX_HOST -> globals.parallelMaxHost = parallel(value, 0);
            case VARIABLE -> variable(value);
            default -> keep(settings, option, value);
        }
    }

    private static void keep(Settings settings, Option option, String value) throws UsageException {
        switch (option.argument) {
            case COUNT -> settings.put(option, Numbers.count(value));
            case SECONDS -> settings.put(option, Numbers.millis(value));
            case SIZE -> settings.put(option, Numbers.size(value));
            case LIST -> settings.add(option, value);
            case TEXT, FILE, NONE, SWITCH, OFF -> settings.put(option, value);
        }
    }

    private void url(Settings settings, String value) throws UsageException {
        if (value.startsWith("@")) {
            for (String line : lines(value.substring(1))) {
                addUrl(settings, line).remoteName = true;
            }
            return;
        }
        addUrl(settings, value);
    }

    private static UrlEntry addUrl(Settings settings, String value) {
        UrlEntry entry = settings.urls.forUrl();
        entry.url = value;
        if (settings.on(Option.REMOTE_NAME_ALL) && !entry.outputSet) {
            entry.remoteName = true;
        }
        return entry;
    }

    private void output(Settings settings, String value) throws UsageException {
        if (value.isEmpty()) {
            throw UsageException.because("blank argument where content is expected");
        }
        UrlEntry entry = settings.urls.forOutput();
        entry.output = value;
        entry.remoteName = false;
    }

    private void upload(Settings settings, String value) {
        settings.urls.forUpload().upload = value.isEmpty() ? null : value;
        OptionReader.select(settings, HttpRequest.PUT, messages);
    }

    private void post(Settings settings, PostData.Kind kind, String value) throws FormException {
        settings.post.add(kind, value);
        OptionReader.select(settings, HttpRequest.POST, messages);
    }

    private void header(List<String> headers, String value) throws UsageException {
        if (value.startsWith("@")) {
            headers.addAll(lines(value.substring(1)));
        } else {
            headers.add(value);
        }
    }

    private List<String> lines(String fileName) throws UsageException {
        try {
            return LineFile.read(fileName, stdin);
        } catch (IOException | InvalidPathException unreadable) {
            messages.error("Failed to open " + fileName);
            throw UsageException.unreadable();
        }
    }

    private static void cookie(Settings settings, String value) {
        if (value.startsWith("@")) {
            settings.cookieFiles.add(value.substring(1));
        } else if (value.indexOf('=') >= 0) {
            settings.cookies.add(value);
        } else {
            settings.cookieFiles.add(value);
        }
    }

    private static void continueAt(Settings settings, String value) throws UsageException {
        settings.resume = true;
        settings.resumeAtEnd = value.equals("-");
        settings.resumeFrom = settings.resumeAtEnd ? 0 : Numbers.count(value);
    }

    private static void referer(Settings settings, String value) {
        int auto = value.indexOf(";auto");
        settings.put(Option.REFERER, auto >= 0);
        settings.put(Option.REFERER, auto < 0 ? value : value.substring(0, auto));
    }

    private String writeOut(String value) throws UsageException {
        if (!value.startsWith("@")) {
            return value;
        }
        try {
            return LineFile.joined(value.substring(1), stdin);
        } catch (IOException | InvalidPathException unreadable) {
            messages.error("Failed to open " + value.substring(1));
            throw UsageException.unreadable();
        }
    }

    private static void proxy(Settings settings, ProxyType type, String value) {
        settings.put(Option.PROXY, value);
        settings.proxyType = type;
    }

    private static long redirections(String value) throws UsageException {
        long count = Numbers.signed(value);
        if (count < -1) {
            throw UsageException.negative();
        }
        return count;
    }

    private static long highestTls(String value) throws UsageException {
        return switch (value) {
            case "default" -> SslVersion.MAX_DEFAULT;
            case "1.0" -> SslVersion.MAX_TLSV1_0;
            case "1.1" -> SslVersion.MAX_TLSV1_1;
            case "1.2" -> SslVersion.MAX_TLSV1_2;
            case "1.3" -> SslVersion.MAX_TLSV1_3;
            default -> throw UsageException.badUse();
        };
    }

    private static long fileMode(String value) throws UsageException {
        long mode = Numbers.octal(value);
        if (mode > 0777) {
            throw UsageException.notANumber();
        }
        return mode;
    }

    private void stderr(String value) {
        if (value.equals("-")) {
            messages.stream(StandardOutput.stream());
            return;
        }
        try {
            messages.stream(new FileOutputStream(Octets.path(value).toFile()));
        } catch (IOException | InvalidPathException unwritable) {
            messages.warn("Failed to open " + value);
        }
    }

    private void trace(Option form, String file) {
        if (globals.traceForm != null && globals.traceForm != form) {
            messages.warn("--" + form.longName + " overrides an earlier trace/verbose option");
        }
        globals.traceForm = form;
        globals.traceFile = file;
        messages.notes(true);
    }

    private void traceConfig(String value) {
        globals.traceConfigs.add(value);
        for (String component : value.replace(',', ' ').split(" ", -1)) {
            boolean on = !component.startsWith("-");
            String name = component.startsWith("-") || component.startsWith("+") ? component.substring(1) : component;
            if (name.equalsIgnoreCase("ids") || name.equalsIgnoreCase("all")) {
                globals.traceIds = on;
            }
            if (name.equalsIgnoreCase("time") || name.equalsIgnoreCase("all")) {
                globals.traceTime = on;
            }
        }
    }

    private static int parallel(String value, int otherwise) throws UsageException {
        long count = Numbers.count(value);
        return count == 0 ? otherwise : (int) Math.min(count, Globals.MOST_PARALLEL);
    }

    private void variable(String value) throws UsageException {
        boolean fromEnvironment = value.startsWith("%");
        String rest = fromEnvironment ? value.substring(1) : value;
        int end = 0;
        while (end < rest.length() && (Character.isLetterOrDigit(rest.charAt(end)) || rest.charAt(end) == '_')) {
            end++;
        }
        if (end == 0 || end >= LONGEST_VARIABLE_NAME) {
            messages.warn("Bad variable name length (" + end + "), skipping");
            return;
        }
        String name = rest.substring(0, end);
        String content = content(rest.substring(end), fromEnvironment ? System.getenv(name) : null, name);
        globals.variables.put(name, content);
    }

    private String content(String assignment, @Nullable String environment, String name) throws UsageException {
        if (environment != null) {
            return environment;
        }
        if (assignment.startsWith("=")) {
            return assignment.substring(1);
        }
        if (assignment.startsWith("@")) {
            try {
                return LineFile.whole(assignment.substring(1), stdin);
            } catch (IOException | InvalidPathException unreadable) {
                messages.error("Failed to open " + assignment.substring(1));
                throw UsageException.unreadable();
            }
        }
        if (assignment.isEmpty()) {
            messages.error("Variable '" + name + "' import fail, not set");
            throw UsageException.because("variable expansion failure");
        }
        messages.warn("Bad --variable syntax, skipping: " + name + assignment);
        throw UsageException.because("syntax error declaring variable");
    }
}
