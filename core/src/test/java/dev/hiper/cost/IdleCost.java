package dev.hiper.cost;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what 10,000 idle pooled connections add to an active request, in turns in one process. A measurement and not
 * a test: run it alone on a quiet machine, and look at the ratio.
 *
 * <pre>mvn -q -pl core test-compile; java -cp core/target/classes:core/target/test-classes dev.hiper.cost.IdleCost</pre>
 */
public final class IdleCost {
    private static final int IDLE = 10_000;
    private static final int ROUNDS = 15;
    private static final int REQUESTS = 200_000;

    private IdleCost() {}

    /** Prints nanoseconds per request without and with the idle connections, medians over the rounds. */
    public static void main(String[] arguments) {
        try (CannedLoop alone = new CannedLoop(true);
                CannedLoop crowded = new CannedLoop(true)) {
            crowd(crowded);
            Easy first = alone.easy("http://127.0.0.1:8081/");
            Easy second = crowded.easy("http://127.0.0.1:8081/");
            long[] without = new long[ROUNDS];
            long[] with = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                without[round] = nanosPerRequest(alone, first);
                with[round] = nanosPerRequest(crowded, second);
            }
            Arrays.sort(without);
            Arrays.sort(with);
            System.out.printf(
                    "%d ns per request without, %d ns with %d idle connections; ratio %.3f%n",
                    without[ROUNDS / 2], with[ROUNDS / 2], IDLE, (double) with[ROUNDS / 2] / without[ROUNDS / 2]);
        }
    }

    private static void crowd(CannedLoop loop) {
        List<Easy> easies = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            easies.add(loop.easy("http://127.0.0.1:8080/").set(EasyOption.FRESH_CONNECT, true));
        }
        loop.fetchAtOnce(easies);
    }

    private static long nanosPerRequest(CannedLoop loop, Easy easy) {
        long start = System.nanoTime();
        for (int i = 0; i < REQUESTS; i++) {
            loop.fetch(easy);
        }
        return (System.nanoTime() - start) / REQUESTS;
    }
}
