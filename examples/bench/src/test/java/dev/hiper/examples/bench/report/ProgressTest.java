package dev.hiper.examples.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.examples.bench.run.Competitor;
import dev.hiper.examples.bench.run.Competitor.Kind;
import dev.hiper.examples.bench.run.JvmCompetitor;
import dev.hiper.examples.bench.run.RunResult;
import dev.hiper.examples.bench.run.RunResult.Outcome;
import dev.hiper.examples.bench.run.Turn;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String ERASE = "\r\033[K";
    private static final Competitor HIPER = JvmCompetitor.all().get(0);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final RunResult fine = Samples.of("tiny-64", "hiper", Kind.HIPER, 1).measured();
    private long now;

    @Test
    void terminalHasOneLineThatIsRewritten() {
        Progress progress = new Progress(out, true, 20, () -> now);

        progress.starting(turn(1));
        now += TimeUnit.SECONDS.toNanos(30);
        progress.ended(turn(1), fine);
        progress.starting(turn(2));

        assertEquals(
                ERASE + "tiny-64 round 1/3 hiper (1/4, about 80 s left)" + ERASE + ERASE
                        + "tiny-64 round 1/3 hiper (2/4, about 90 s left)",
                text());
    }

    @Test
    void longTimesAreInMinutes() {
        new Progress(out, true, 180, () -> now).starting(turn(1));

        assertEquals(ERASE + "tiny-64 round 1/3 hiper (1/4, about 12 min left)", text());
    }

    @Test
    void failureStaysOnTheTerminal() {
        Progress progress = new Progress(out, true, 20, () -> now);

        progress.ended(
                turn(1), Samples.of("tiny-64", "hiper", Kind.HIPER, 1).without(Outcome.FAILED, "ended with status 1"));

        assertEquals(ERASE + "tiny-64 round 1/3 hiper (1/4): failed: ended with status 1\n", text());
    }

    @Test
    void elsewhereThereIsALineForEachRun() {
        Progress progress = new Progress(out, false, 20, () -> now);

        progress.starting(turn(1));
        progress.ended(turn(1), fine);
        progress.starting(turn(2));
        progress.ended(
                turn(2), Samples.of("tiny-64", "hiper", Kind.HIPER, 1).errors(3).measured());

        assertEquals(
                """
                tiny-64 round 1/3 hiper (1/4): 10000 req/s, 80.0 us/req
                tiny-64 round 1/3 hiper (2/4): 10000 req/s, 80.0 us/req, 3 errors: it answered 500
                """,
                text());
    }

    private static Turn turn(int number) {
        return new Turn(Scenarios.named("tiny-64"), 1, 3, HIPER, number, 4);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
