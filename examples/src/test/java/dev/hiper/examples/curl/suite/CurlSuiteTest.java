package dev.hiper.examples.curl.suite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The listed cases of curl's own suite, with the command line of this project.
 *
 * <p>The cases run on a few workers of their own; each test here waits for one of them. System property
 * {@code curl.tests} names the folder of the cases, {@code curl.tool} the command to call.
 */
class CurlSuiteTest {
    private static final int WORKERS = 3;

    private static final Tally TALLY = new Tally();
    private static Optional<Suite> running = Optional.empty();
    private static Optional<Path> root = Optional.empty();

    @TestFactory
    Stream<DynamicTest> cases() throws Exception {
        Optional<SuiteData> data = SuiteData.find();
        if (data.isEmpty()) {
            System.out.println("curl's cases: none were run, since there is no shared/curl-tests beside the checkout.");
            return abort("no shared/curl-tests beside the checkout, and no system property curl.tests");
        }
        Path folder = Files.createTempDirectory("suite").toRealPath();
        root = Optional.of(folder);
        Tool tool = Tool.ask(LaunchScript.command(folder));
        Suite suite = new Suite(data.get(), tool, folder, WORKERS);
        running = Optional.of(suite);
        NotYet notYet = NotYet.read();
        Map<Integer, Future<Outcome>> outcomes = suite.start(data.get().listed());
        return outcomes.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        data.get().title(entry.getKey()),
                        () -> judge(entry.getValue().get(), notYet)));
    }

    @AfterAll
    static void sayTotals() throws Exception {
        if (running.isPresent()) {
            System.out.println("curl's cases: " + TALLY);
            running.get().close();
        }
        if (root.isPresent() && TALLY.failedNumbers().isEmpty()) {
            Folders.delete(root.get());
        }
    }

    private static void judge(Outcome outcome, NotYet notYet) {
        TALLY.add(outcome);
        int number = outcome.number();
        switch (outcome.kind()) {
            case OK -> assertFalse(notYet.lists(number), "passes: take it off the list of cases that do not yet");
            case SKIPPED -> abort(outcome.detail());
            case FAILED -> {
                if (notYet.lists(number)) {
                    abort("not yet: " + notYet.reason(number));
                }
                fail(outcome.report());
            }
        }
    }
}
