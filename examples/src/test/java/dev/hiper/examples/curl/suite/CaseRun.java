package dev.hiper.examples.curl.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One case, run in the working folder of a worker: prepare, run the tool, let the servers finish, compare. */
final class CaseRun {
    private static final long LIMIT_SECONDS = 60;
    private static final Set<String> REMOVED_VARIABLES = Set.of("SSL_CERT_DIR", "SSL_CERT_FILE", "CURL_CA_BUNDLE");
    private static final List<String> PROXY_VARIABLES =
            List.of("http_proxy", "https_proxy", "ftp_proxy", "ftps_proxy", "all_proxy", "no_proxy");
    private static final List<String> INPUT_FILES = List.of("file", "file1", "file2", "file3", "file4");

    private final int number;
    private final Tool tool;
    private final Path folder;
    private final ServerSet servers;
    private final CaseFile file;
    private final String name;

    CaseRun(int number, SuiteData data, Tool tool, Path folder, ServerSet servers) {
        this.number = number;
        this.tool = tool;
        this.folder = folder;
        this.servers = servers;
        String shown = new Conditions(tool::has).apply(Octets.read(data.caseFile(number)));
        Expansion expansion = new Expansion(variables(data), folder, Instant.now());
        this.file = CaseFile.parse(expansion.apply(shown));
        this.name = file.part("client/name").joined();
    }

    Outcome run() throws IOException, InterruptedException {
        emptyFolder();
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            return Outcome.skipped(number, name, missing.get());
        }
        writeFiles();
        Optional<String> unfit = precheck();
        if (unfit.isPresent()) {
            return Outcome.skipped(number, name, unfit.get());
        }
        return runTool();
    }

    private Outcome runTool() throws IOException, InterruptedException {
        RunningCase running = new RunningCase(number, file, folder.resolve("log"));
        servers.begin(running, certificate());
        String command = command();
        long startNanos = System.nanoTime();
        Optional<Integer> status = shell(command, LIMIT_SECONDS);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        String delay = file.part("client/command").attribute("delay");
        if (!delay.isEmpty()) {
            TimeUnit.SECONDS.sleep(Long.parseLong(delay));
        }
        servers.finish();
        Optional<String> difference = status.isEmpty()
                ? Optional.of("the tool did not end in " + LIMIT_SECONDS + " s\n")
                : postcheck().or(() -> new Comparison(number, file, folder).firstDifference(status.get()));
        Outcome.Kind kind = difference.isPresent() ? Outcome.Kind.FAILED : Outcome.Kind.OK;
        String stderr = Octets.read(folder.resolve("log/stderr" + number));
        return new Outcome(number, name, kind, difference.orElse(""), command, stderr, millis);
    }

    /** Only the certificates stay. */
    private void emptyFolder() throws IOException {
        Folders.empty(folder, Set.of(folder.resolve("certs")));
        Files.createDirectories(folder.resolve("log"));
    }

    private Optional<String> missing() {
        for (String feature : file.part("client/features").words()) {
            boolean fits = feature.startsWith("!") ? !tool.has(feature.substring(1)) : tool.has(feature);
            if (!fits) {
                return Optional.of("needs feature " + feature);
            }
        }
        boolean needsIpv6 = file.part("client/server").words().contains("http-ipv6");
        return needsIpv6 && !servers.hasIpv6() ? Optional.of("no IPv6 on this host") : Optional.empty();
    }

    private void writeFiles() throws IOException {
        for (String partName : INPUT_FILES) {
            Part part = file.part("client/" + partName);
            if (!part.isAbsent()) {
                Octets.write(folder.resolve(part.attribute("name")), part.content());
            }
        }
        Part stdin = file.part("client/stdin");
        if (!stdin.isAbsent()) {
            Octets.write(folder.resolve("log/stdin-for-" + number), stdin.content());
        }
    }

    private Optional<String> precheck() throws IOException, InterruptedException {
        Part part = file.part("client/precheck");
        if (part.isAbsent()) {
            return Optional.empty();
        }
        Optional<Integer> status = shell("{ " + part.joined() + "\n} >log/precheck 2>&1", LIMIT_SECONDS);
        String said = Octets.read(folder.resolve("log/precheck")).strip();
        Files.deleteIfExists(folder.resolve("log/precheck"));
        if (said.isEmpty() && status.orElse(1) == 0) {
            return Optional.empty();
        }
        return Optional.of("precheck: " + said);
    }

    private Optional<String> postcheck() throws IOException, InterruptedException {
        Part part = file.part("verify/postcheck");
        if (part.isAbsent()) {
            return Optional.empty();
        }
        Optional<Integer> status = shell(part.joined(), LIMIT_SECONDS);
        return status.orElse(1) == 0 ? Optional.empty() : Optional.of("postcheck failed: " + part.joined() + "\n");
    }

    private String certificate() {
        return file.part("client/server").words().stream()
                .filter(line -> line.startsWith("https ") || line.startsWith("https-proxy "))
                .map(line -> line.substring(line.indexOf(' ') + 1).strip())
                .findFirst()
                .orElse(CertificateFolder.DEFAULT);
    }

    private String command() {
        Part part = file.part("client/command");
        List<String> options = List.of(part.attribute("option").split("[,/]", -1));
        StringBuilder command = new StringBuilder(tool.command());
        if (!options.contains("no-q")) {
            command.append(" -q");
        }
        boolean output = file.part("verify/stdout").isAbsent() || options.contains("force-output");
        if (output && !options.contains("no-output")) {
            command.append(" --output log/curl").append(number).append(".out");
        }
        if (!options.contains("no-include")) {
            command.append(" --include");
        }
        command.append(" --trace-ascii log/trace").append(number).append(" --trace-time ");
        command.append(part.joined());
        if (!file.part("client/stdin").isAbsent()) {
            command.append(" <log/stdin-for-").append(number);
        }
        return command.append(" >log/stdout")
                .append(number)
                .append(" 2>log/stderr")
                .append(number)
                .toString();
    }

    /** The exit status, or none when the time was over and the processes were ended. */
    private Optional<Integer> shell(String command, long limitSeconds) throws IOException, InterruptedException {
        // The words of the command are octets, which a Java string passes on only through a file.
        Path script = folder.resolve("log/command");
        Octets.write(script, command + "\n");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "log/command")
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        setEnvironment(builder.environment());
        Process process = builder.start();
        if (process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
            return Optional.of(process.exitValue());
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        return Optional.empty();
    }

    private void setEnvironment(Map<String, String> environment) {
        for (String variable : PROXY_VARIABLES) {
            environment.remove(variable);
            environment.remove(variable.toUpperCase(Locale.ROOT));
        }
        environment.keySet().removeAll(REMOVED_VARIABLES);
        for (String variable : List.of("HOME", "CURL_HOME", "XDG_CONFIG_HOME")) {
            environment.put(variable, folder.toString());
        }
        environment.put("COLUMNS", "79");
        environment.put("CURL_TESTNUM", String.valueOf(number));
        for (String line : file.part("client/setenv").words()) {
            int equals = line.indexOf('=');
            if (line.startsWith("#")) {
                continue;
            }
            if (equals < 0) {
                environment.remove(line);
            } else {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
    }

    private Map<String, String> variables(SuiteData data) {
        Map<String, String> variables = new HashMap<>(servers.variables());
        variables.putAll(Map.of(
                "TESTNUMBER", String.valueOf(number),
                "HOSTIP", "127.0.0.1",
                "CLIENTIP", "127.0.0.1",
                "HOST6IP", "[::1]",
                "CLIENT6IP", "[::1]",
                "CLIENT6IP-NB", "::1",
                "NOLISTENPORT", "47",
                "VERSION", tool.version(),
                "VERNUM", tool.versionNumber()));
        variables.putAll(Map.of(
                "LOGDIR", "log",
                "PWD", folder.toString(),
                "FILE_PWD", folder.toString(),
                "CERTDIR", ".",
                "SRCDIR", data.folder().toString(),
                "CURL", tool.command(),
                "PERL", "perl",
                "USER", System.getProperty("user.name"),
                "DATE", LocalDate.now(ZoneOffset.UTC).toString(),
                "DEV_NULL", "/dev/null"));
        return variables;
    }
}
