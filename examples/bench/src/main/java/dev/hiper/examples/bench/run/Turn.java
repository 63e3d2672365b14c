package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose turn it is.
 *
 * @param round from 1
 * @param number of this turn in the session, from 1
 * @param count of all turns in the session
 */
public record Turn(Scenario scenario, int round, int rounds, Competitor competitor, int number, int count) {
    /** All turns, in their order: in each scenario the competitors one after the other, and then again. */
    static List<Turn> all(List<Scenario> scenarios, List<Competitor> competitors, int rounds) {
        int count = scenarios.stream()
                .mapToInt(scenario -> rounds * fitting(scenario, competitors).size())
                .sum();
        List<Turn> turns = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (int round = 1; round <= rounds; round++) {
                for (Competitor competitor : fitting(scenario, competitors)) {
                    turns.add(new Turn(scenario, round, rounds, competitor, turns.size() + 1, count));
                }
            }
        }
        return turns;
    }

    /** Proxies for relay, clients for the rest. */
    private static List<Competitor> fitting(Scenario scenario, List<Competitor> competitors) {
        return competitors.stream()
                .filter(competitor -> competitor.isProxy() == scenario.relay())
                .toList();
    }
}
