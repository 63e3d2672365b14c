package dev.hiper.examples.curl.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs cases with any tool and prints one line per case.
 *
 * <p>{@code SuiteMain [--tool COMMAND] [-j WORKERS] [-v] [--keep FOLDER] [--list FILE] [CASES...]}, where cases are
 * numbers, ranges such as {@code 100-199}, or {@code all}; without any, the listed cases are run. The exit status is 1
 * if a case failed.
 */
public final class SuiteMain {
    private static final int DEFAULT_WORKERS = 2;
    private static final Set<String> WITH_VALUE = Set.of("--tool", "-j", "--keep", "--list");

    private final List<Integer> numbers = new ArrayList<>();
    private String toolCommand = System.getProperty("curl.tool", "");
    private int workers = DEFAULT_WORKERS;
    private boolean verbose;
    private boolean all;
    private String keep = "";

    private SuiteMain(String[] arguments) {
        int index = 0;
        while (index < arguments.length) {
            index = readOption(arguments, index);
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(new SuiteMain(arguments).run());
    }

    private int readOption(String[] arguments, int index) {
        String argument = arguments[index];
        switch (argument) {
            case "--tool" -> toolCommand = arguments[index + 1];
            case "-j" -> workers = Integer.parseInt(arguments[index + 1]);
            case "--keep" -> keep = arguments[index + 1];
            case "--list" -> numbers.addAll(SuiteData.numbers(Path.of(arguments[index + 1])));
            case "-v" -> verbose = true;
            case "all" -> all = true;
            default -> addNumbers(argument);
        }
        return index + (WITH_VALUE.contains(argument) ? 2 : 1);
    }

    private void addNumbers(String argument) {
        String[] ends = argument.split("-", 2);
        int last = Integer.parseInt(ends[ends.length - 1]);
        for (int number = Integer.parseInt(ends[0]); number <= last; number++) {
            numbers.add(number);
        }
    }

    private int run() throws Exception {
        SuiteData data = SuiteData.find()
                .orElseThrow(() -> new IllegalStateException("no shared/curl-tests above; say -Dcurl.tests=FOLDER"));
        Path root = keep.isEmpty() ? Files.createTempDirectory("suite") : Files.createDirectories(Path.of(keep));
        root = root.toRealPath();
        Folders.empty(root, Set.of());
        Tool tool = Tool.ask(toolCommand.isEmpty() ? LaunchScript.command(root) : toolCommand);
        List<Integer> chosen = all ? data.all() : numbers.isEmpty() ? data.listed() : existing(data);
        long startNanos = System.nanoTime();
        Tally tally = new Tally();
        try (Suite suite = new Suite(data, tool, root, workers)) {
            for (Map.Entry<Integer, Future<Outcome>> entry : suite.start(chosen).entrySet()) {
                Outcome outcome = outcome(entry.getKey(), entry.getValue());
                tally.add(outcome);
                print(outcome, suite);
            }
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        System.out.println(tally + " in " + millis + " ms with " + tool.command() + " " + tool.version());
        System.out.println("failed: " + tally.failedNumbers());
        return tally.failedNumbers().isEmpty() ? 0 : 1;
    }

    private List<Integer> existing(SuiteData data) {
        return numbers.stream()
                .filter(number -> Files.exists(data.caseFile(number)))
                .toList();
    }

    private static Outcome outcome(int number, Future<Outcome> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return new Outcome(number, "", Outcome.Kind.FAILED, "runner: " + e.getCause(), "", "", 0);
        }
    }

    private void print(Outcome outcome, Suite suite) {
        switch (outcome.kind()) {
            case OK -> System.out.println("ok   " + outcome.title() + " (" + outcome.millis() + " ms)");
            case SKIPPED -> System.out.println("skip " + outcome.title() + ": " + outcome.detail());
            case FAILED -> {
                String shown = verbose
                        ? outcome.report() + "\n  folder: " + suite.keptFolder(outcome.number())
                        : outcome.title() + ": " + outcome.firstLine();
                System.out.println("FAIL " + shown);
            }
        }
    }
}
