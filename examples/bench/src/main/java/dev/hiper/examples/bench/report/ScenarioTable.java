package dev.hiper.examples.bench.report;

import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.run.RunResult;
import dev.hiper.examples.bench.scenario.Resource;
import dev.hiper.examples.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The table of one scenario as Markdown, with what there is to say about it. */
final class ScenarioTable {
    private static final String NOTHING = "-";
    private static final String UNEXPECTED = " (!)";
    private static final String SERVER_BOUND = " server-bound";
    private static final long LARGE_BODY = 65_536;
    private static final int REASON_LENGTH = 200;

    private final Board board;
    private final Optional<Row> reference;
    private final Optional<Row> bestPeer;

    /**
     * @param references names of clients to compare with; the first that was measured counts
     */
    ScenarioTable(Board board, List<String> references) {
        this.board = board;
        this.reference = board.reference(references);
        this.bestPeer = board.bestPeer();
    }

    String markdown() {
        Scenario scenario = board.scenario();
        StringBuilder text = new StringBuilder();
        text.append("### ").append(scenario.name()).append("\n\n");
        text.append(ScenarioText.of(scenario)).append(".\n");
        if (!board.rows().isEmpty()) {
            text.append('\n').append(table().of(board.rows()));
        }
        List<String> notes = notes();
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(note -> text.append("- ").append(note).append('\n'));
        }
        return text.toString();
    }

    private MarkdownTable<Row> table() {
        boolean bulk = board.scenario().bulk();
        MarkdownTable<Row> table = new MarkdownTable<>(board.scenario().relay() ? "proxy" : "client", Row::client);
        if (bulk) {
            table.column("MB/s", row -> row.megabytesPerSecond().text());
        } else {
            table.column("req/s", row -> row.requestsPerSecond().text());
        }
        String unit = bulk ? "ms/GB" : "us/req";
        table.column("CPU " + unit, row -> row.cost().text());
        table.column("user", row -> Figure.text(row.userCost().median()));
        table.column("system", row -> Figure.text(row.systemCost().median()));
        if (!bulk && largeBodies(board.scenario().resource())) {
            table.column("CPU ms/GB", row -> row.millisPerGigabyte().text());
        }
        table.column(bulk ? "alloc KB/GB" : "alloc B/req", row -> median(row.allocated()));
        table.column("p50 us", row -> latency(row, Measurement::p50Nanos));
        table.column("p99 us", row -> latency(row, Measurement::p99Nanos));
        table.column("p99.9 us", row -> latency(row, Measurement::p999Nanos));
        table.column("errors", row -> Long.toString(row.errors()));
        table.column("new conns", ScenarioTable::newConnections);
        table.column("x reference", row -> relativeTo(row, reference));
        table.column("x best peer", row -> relativeTo(row, bestPeer));
        table.column("busy client/server %", ScenarioTable::busy);
        return table;
    }

    private static boolean largeBodies(Resource resource) {
        return resource.requestBytes() + resource.responseBytes() >= LARGE_BODY;
    }

    private static String median(Optional<Spread> spread) {
        return spread.map(value -> Figure.text(value.median())).orElse(NOTHING);
    }

    private static String latency(Row row, ToDoubleFunction<Measurement> nanos) {
        return median(row.micros(nanos));
    }

    private static String newConnections(Row row) {
        return Math.round(row.newConnections().median()) + (row.connectionsAsExpected() ? "" : UNEXPECTED);
    }

    private static String relativeTo(Row row, Optional<Row> other) {
        return other.flatMap(row::costRelativeTo).map(Spread::text).orElse(NOTHING);
    }

    private static String busy(Row row) {
        return percent(row.clientBusy()) + "/" + percent(row.serverBusy()) + (row.serverBound() ? SERVER_BOUND : "");
    }

    private static long percent(Spread share) {
        return Math.round(share.median() * 100);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!board.rows().isEmpty()) {
            notes.add("Compared is the CPU time. Reference: " + name(reference) + ". Best Java peer: " + name(bestPeer)
                    + ".");
        }
        if (board.rows().stream().anyMatch(Row::serverBound)) {
            notes.add("server-bound: the server's core" + (board.scenario().relay() ? ", which the load shares," : "")
                    + " had no time left while the client's had. Such a rate is the server's, not the client's; "
                    + "CPU time per request is the client's all the same.");
        }
        if (!board.rows().stream().allMatch(Row::connectionsAsExpected)) {
            notes.add("(!): "
                    + (board.scenario().newConnections()
                            ? "Fewer connections than requests: some were used again."
                            : "Connections were opened while measuring, which nothing asked for."));
        }
        for (Row row : board.rows()) {
            row.firstError().ifPresent(error -> notes.add("Error of " + row.client() + ": " + inOneLine(error)));
        }
        notes.addAll(withoutMeasurement());
        return notes;
    }

    private static String name(Optional<Row> row) {
        return row.map(Row::client).orElse("none");
    }

    /** The same reason is given once. */
    private List<String> withoutMeasurement() {
        Map<String, LinkedHashSet<String>> clients = new LinkedHashMap<>();
        for (RunResult run : board.rest()) {
            boolean failed = run.outcome() == RunResult.Outcome.FAILED;
            String what = (failed ? "Failed: " : "Not measured: ") + "%s: " + inOneLine(String.valueOf(run.reason()));
            clients.computeIfAbsent(what, key -> new LinkedHashSet<>())
                    .add(run.client() + (failed ? " (round " + run.round() + ")" : ""));
        }
        List<String> notes = new ArrayList<>();
        clients.forEach((what, names) -> notes.add(what.replaceFirst("%s", String.join(", ", names))));
        return notes;
    }

    private static String inOneLine(String text) {
        String line = text.lines().map(String::strip).findFirst().orElse("");
        return line.length() <= REASON_LENGTH ? line : line.substring(0, REASON_LENGTH) + " ...";
    }
}
