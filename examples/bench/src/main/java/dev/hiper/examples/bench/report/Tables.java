package dev.hiper.examples.bench.report;

import dev.hiper.examples.bench.scenario.Scenario;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All tables of a report, as Markdown. */
public final class Tables {
    private Tables() {}

    public static String markdown(BenchReport report) {
        List<String> parts = new ArrayList<>();
        parts.add(heading(report));
        Map<String, List<Board>> families = new LinkedHashMap<>();
        for (Scenario scenario : Scenarios.all()) {
            Board board = Board.of(scenario, report.runs());
            if (!board.isEmpty()) {
                families.computeIfAbsent(scenario.family(), name -> new ArrayList<>())
                        .add(board);
            }
        }
        for (List<Board> family : families.values()) {
            for (Board board : family) {
                parts.add(new ScenarioTable(board, report.options().references()).markdown());
            }
        }
        for (List<Board> family : families.values()) {
            FamilySummary.of(family).ifPresent(summary -> parts.add(summary.markdown()));
        }
        return parts.stream().collect(Collectors.joining("\n"));
    }

    private static String heading(BenchReport report) {
        Machine machine = report.machine();
        BenchReport.Options options = report.options();
        String cores = options.clientCore() == null
                ? "not bound to cores"
                : "client on core " + options.clientCore() + ", server on core " + options.serverCore();
        return report.date() + ", " + machine.cpu() + ", " + machine.cores() + " cores, " + machine.kernel() + ", "
                + machine.jdk() + ".\nServer: " + options.server() + "; " + cores + ". "
                + (options.rounds() == 1 ? "One round" : options.rounds() + " rounds: median (least-greatest)") + " of "
                + Figure.plain(options.seconds()) + " s after " + Figure.plain(options.warmUpSeconds())
                + " s of warm-up.\n";
    }
}
