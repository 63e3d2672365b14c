package dev.hiper.examples.bench.report;

import dev.hiper.examples.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What it costs a client that other connections are there: its CPU time in relation to itself without them. */
final class FamilySummary {
    private static final String HEAP_PER_IDLE = "heapPerIdle";

    private final Optional<Board> base;
    private final List<Board> variants;

    private FamilySummary(Optional<Board> base, List<Board> variants) {
        this.base = base;
        this.variants = variants;
    }

    /** Of the boards of one family; there is nothing to say of one scenario alone. */
    static Optional<FamilySummary> of(List<Board> family) {
        List<Board> variants = family.stream()
                .filter(board -> isVariant(board.scenario()))
                .filter(board -> !board.rows().isEmpty())
                .toList();
        Optional<Board> base =
                family.stream().filter(board -> !isVariant(board.scenario())).findFirst();
        boolean somethingToSay = !variants.isEmpty()
                && (base.isPresent()
                        || variants.stream().anyMatch(board -> board.scenario().idle() > 0));
        return somethingToSay ? Optional.of(new FamilySummary(base, variants)) : Optional.empty();
    }

    private static boolean isVariant(Scenario scenario) {
        return scenario.idle() > 0 || scenario.stalled() > 0 || scenario.timeLimits();
    }

    String markdown() {
        MarkdownTable<String> table = new MarkdownTable<>("client", client -> client);
        for (Board variant : variants) {
            table.column(variant.scenario().name(), client -> relative(client, variant));
        }
        for (Board variant : variants) {
            if (variant.scenario().idle() > 0) {
                table.column(
                        "heap bytes per idle (" + variant.scenario().name() + ")", client -> heap(client, variant));
            }
        }
        String family = variants.get(0).scenario().family();
        return "### " + family + ", summary\n\nCPU time per request in relation to the same client in "
                + base.map(board -> board.scenario().name()).orElse("the plain scenario, which was not measured")
                + ".\n\n" + table.of(clients());
    }

    private List<String> clients() {
        List<String> clients = new ArrayList<>();
        for (Board variant : variants) {
            for (Row row : variant.rows()) {
                if (!clients.contains(row.client())) {
                    clients.add(row.client());
                }
            }
        }
        return clients;
    }

    private String relative(String client, Board variant) {
        Optional<Row> plain = base.flatMap(board -> board.row(client));
        return variant.row(client)
                .flatMap(row -> plain.flatMap(row::costRelativeTo))
                .map(Spread::text)
                .orElse("-");
    }

    private static String heap(String client, Board variant) {
        return variant.row(client)
                .flatMap(row -> row.extra(HEAP_PER_IDLE))
                .map(Spread::text)
                .orElse("-");
    }
}
