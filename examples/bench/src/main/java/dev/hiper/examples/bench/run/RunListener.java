package dev.hiper.examples.bench.run;

/** Is told what a session does, between the measured windows and on the session's thread. */
public interface RunListener {
    void starting(Turn turn);

    void ended(Turn turn, RunResult result);
}
