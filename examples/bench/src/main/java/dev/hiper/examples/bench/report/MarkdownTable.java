package dev.hiper.examples.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table: its first column is text, all others are numbers. Columns are padded: it can be read as it is, too. */
final class MarkdownTable<R> {
    private record Column<R>(String title, Function<R, String> cell) {}

    private final List<Column<R>> columns = new ArrayList<>();

    MarkdownTable(String title, Function<R, String> cell) {
        column(title, cell);
    }

    void column(String title, Function<R, String> cell) {
        columns.add(new Column<>(title, cell));
    }

    String of(List<R> rows) {
        List<List<String>> cells = columns.stream()
                .map(column -> rows.stream().map(column.cell()).toList())
                .toList();
        StringBuilder text = new StringBuilder();
        text.append(line(cells, number -> columns.get(number).title()));
        text.append('|');
        for (int number = 0; number < columns.size(); number++) {
            int width = width(number, cells);
            text.append(number == 0 ? "-".repeat(width + 2) : "-".repeat(width + 1) + ":")
                    .append('|');
        }
        text.append('\n');
        for (int row = 0; row < rows.size(); row++) {
            int which = row;
            text.append(line(cells, number -> cells.get(number).get(which)));
        }
        return text.toString();
    }

    private String line(List<List<String>> cells, Function<Integer, String> cell) {
        List<String> padded = new ArrayList<>();
        for (int number = 0; number < columns.size(); number++) {
            String value = cell.apply(number);
            String blanks = " ".repeat(width(number, cells) - value.length());
            padded.add(number == 0 ? value + blanks : blanks + value);
        }
        return padded.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private int width(int number, List<List<String>> cells) {
        int width = columns.get(number).title().length();
        for (String cell : cells.get(number)) {
            width = Math.max(width, cell.length());
        }
        return width;
    }
}
