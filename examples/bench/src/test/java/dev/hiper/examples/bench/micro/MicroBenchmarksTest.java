package dev.hiper.examples.bench.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The figures mean nothing here; that every micro-benchmark was generated and runs is what is tested. */
class MicroBenchmarksTest {
    @Test
    void everyMicroBenchmarkRuns() throws RunnerException {
        Options options = new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(options).run();

        Set<String> measured = results.stream()
                .map(result -> result.getParams().getBenchmark())
                .map(name ->
                        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1, name.lastIndexOf('.')))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "RequestEncoderBenchmark",
                        "ResponseParserBenchmark",
                        "SocketRegistryBenchmark",
                        "TimerQueueBenchmark"),
                measured);
        for (RunResult result : results) {
            assertTrue(result.getPrimaryResult().getScore() > 0, result.getParams()::id);
        }
    }
}
