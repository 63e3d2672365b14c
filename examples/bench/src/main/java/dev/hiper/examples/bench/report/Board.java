package dev.hiper.examples.bench.report;

import dev.hiper.examples.bench.run.Competitor;
import dev.hiper.examples.bench.run.RunResult;
import dev.hiper.examples.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known of one scenario.
 *
 * @param rows of the clients with a measurement, the one with the least cost first
 * @param rest runs without a measurement
 */
record Board(Scenario scenario, List<Row> rows, List<RunResult> rest) {
    static Board of(Scenario scenario, List<RunResult> all) {
        Map<String, List<RunResult>> byClient = new LinkedHashMap<>();
        List<RunResult> rest = new ArrayList<>();
        for (RunResult run : all) {
            if (!run.scenario().equals(scenario.name())) {
                continue;
            }
            if (run.outcome() == RunResult.Outcome.MEASURED) {
                byClient.computeIfAbsent(run.client(), name -> new ArrayList<>())
                        .add(run);
            } else {
                rest.add(run);
            }
        }
        List<Row> rows = byClient.values().stream()
                .map(runs -> Row.of(scenario, runs))
                .sorted(Comparator.comparingDouble(row -> row.cost().median()))
                .collect(Collectors.toList());
        return new Board(scenario, rows, rest);
    }

    boolean isEmpty() {
        return rows.isEmpty() && rest.isEmpty();
    }

    Optional<Row> row(String client) {
        return rows.stream().filter(row -> row.client().equals(client)).findFirst();
    }

    /** The first of {@code names} that was measured. */
    Optional<Row> reference(List<String> names) {
        return names.stream().flatMap(name -> row(name).stream()).findFirst();
    }

    /** The HTTP client in Java with the least cost. */
    Optional<Row> bestPeer() {
        return rows.stream().filter(row -> row.kind() == Competitor.Kind.PEER).findFirst();
    }
}
