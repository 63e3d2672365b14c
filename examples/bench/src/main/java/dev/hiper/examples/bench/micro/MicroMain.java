package dev.hiper.examples.bench.micro;

import java.io.IOException;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the micro-benchmarks, or those that a regular expression names. Takes the arguments of JMH ({@code -h} lists
 * them); without any, the annotations of the benchmarks hold, and allocation is counted.
 */
public final class MicroMain {
    private MicroMain() {}

    public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
        CommandLineOptions given = new CommandLineOptions(args);
        if (given.shouldHelp()) {
            given.showHelp();
            return;
        }
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
        if (given.getProfilers().isEmpty()) {
            options.addProfiler(GCProfiler.class);
        }
        Runner runner = new Runner(options.build());
        if (given.shouldList()) {
            runner.list();
        } else {
            runner.run();
        }
    }
}
