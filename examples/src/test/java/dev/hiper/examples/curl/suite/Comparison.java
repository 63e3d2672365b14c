package dev.hiper.examples.curl.suite;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks what came of a case, in the order of the manual; the first difference counts. */
final class Comparison {
    private static final List<String> NUMBERED = List.of("", "1", "2", "3", "4");

    private final CaseFile file;
    private final Path folder;
    private final Path logs;
    private final int number;

    Comparison(int number, CaseFile file, Path folder) {
        this.number = number;
        this.file = file;
        this.folder = folder;
        this.logs = folder.resolve("log");
    }

    /** The first difference, in words. */
    Optional<String> firstDifference(int exitStatus) {
        return stdout().or(this::stderr)
                .or(() -> wire("verify/protocol", RunningCase.ORIGIN_LOG))
                .or(this::data)
                .or(() -> wire("verify/proxy", RunningCase.PROXY_LOG))
                .or(this::files)
                .or(() -> plain("verify/socks", RunningCase.SOCKS_LOG))
                .or(() -> exitStatus(exitStatus))
                .or(this::notExisting);
    }

    private Optional<String> stdout() {
        Part part = file.part("verify/stdout");
        if (part.isAbsent()) {
            return Optional.empty();
        }
        String actual = stripped("verify/stripfile", Octets.read(logs.resolve("stdout" + number)));
        String expected = part.raw().strip().equals("%EMPTY") ? "" : part.content();
        return compared("stdout", part, expected, actual);
    }

    private Optional<String> stderr() {
        Part part = file.part("verify/stderr");
        if (part.isAbsent()) {
            return Optional.empty();
        }
        String actual = stripped("verify/stripfile", Octets.read(logs.resolve("stderr" + number)));
        String expected = part.content();
        if (part.attribute("mode").equals("warn")) {
            return Difference.between("stderr", unwrapped(expected), unwrapped(actual));
        }
        return compared("stderr", part, expected, actual);
    }

    private static String unwrapped(String warning) {
        return warning.replace("Warning: ", "").replaceAll("\\r?\\n", " ");
    }

    private Optional<String> wire(String partName, String log) {
        Part part = file.part(partName);
        if (part.isAbsent()) {
            return Optional.empty();
        }
        List<PerlRule> rules = PerlRule.all(file.part("verify/strippart"));
        String actual = PerlRule.applyAll(rules, withoutStripped(Octets.read(logs.resolve(log))));
        return compared(partName, part, withoutStripped(part.content()), actual);
    }

    private String withoutStripped(String text) {
        List<Pattern> patterns = file.part("verify/strip").words().stream()
                .map(line -> Pattern.compile(line, Pattern.UNIX_LINES))
                .toList();
        if (patterns.isEmpty()) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        for (String line : Octets.lines(text)) {
            if (patterns.stream().noneMatch(pattern -> pattern.matcher(line).find())) {
                kept.append(line);
            }
        }
        return kept.toString();
    }

    private Optional<String> data() {
        Part data = file.part("reply/data");
        if (data.has("nocheck")) {
            return Optional.empty();
        }
        List<Part> checks = NUMBERED.stream()
                .map(suffix -> file.part("reply/datacheck" + suffix))
                .filter(check -> !check.isAbsent())
                .toList();
        String expected = checks.isEmpty()
                ? Octets.text(data.reply())
                : checks.stream().map(Part::content).collect(Collectors.joining());
        if (expected.isEmpty()) {
            // Nothing said is nothing demanded: empty checks stand beside transfers that do print something.
            return Optional.empty();
        }
        boolean text = data.isText() || checks.stream().anyMatch(Part::isText);
        String actual = Octets.read(logs.resolve("curl" + number + ".out"));
        return compared("output", text, expected, actual);
    }

    private Optional<String> files() {
        return NUMBERED.stream().flatMap(suffix -> file(suffix).stream()).findFirst();
    }

    private Optional<String> file(String suffix) {
        Part part = file.part("verify/file" + suffix);
        if (part.isAbsent()) {
            return Optional.empty();
        }
        String name = part.attribute("name");
        String actual = stripped("verify/stripfile" + suffix, Octets.read(folder.resolve(name)));
        return compared("file " + name, part, part.content(), actual);
    }

    private Optional<String> plain(String partName, String log) {
        Part part = file.part(partName);
        return part.isAbsent()
                ? Optional.empty()
                : compared(partName, part, part.content(), Octets.read(logs.resolve(log)));
    }

    private Optional<String> exitStatus(int actual) {
        String expected = String.join(",", file.part("verify/errorcode").words());
        List<String> allowed = expected.isEmpty() ? List.of("0") : Arrays.asList(expected.split("\\s*,\\s*", -1));
        return allowed.contains(String.valueOf(actual))
                ? Optional.empty()
                : Optional.of("exit status " + actual + " instead of " + String.join(" or ", allowed) + "\n");
    }

    private Optional<String> notExisting() {
        return file.part("verify/notexists").words().stream()
                .filter(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .map(name -> name + " exists\n")
                .findFirst();
    }

    private String stripped(String rulesPart, String actual) {
        return PerlRule.applyAll(PerlRule.all(file.part(rulesPart)), actual);
    }

    private static Optional<String> compared(String what, Part part, String expected, String actual) {
        return compared(what, part.isText(), expected, actual);
    }

    private static Optional<String> compared(String what, boolean text, String expected, String actual) {
        return text
                ? Difference.between(what, CrlfRule.ALL.apply(expected), CrlfRule.ALL.apply(actual))
                : Difference.between(what, expected, actual);
    }
}
