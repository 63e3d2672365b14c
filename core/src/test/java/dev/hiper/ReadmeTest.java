package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be set and asked stands in the README. {@link OptionsTable} writes its tables. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern ROW = Pattern.compile("\\| [A-Z0-9_]+ \\| (ours|\\d+|0x[0-9a-f]+) \\|.*");

    @Test
    void everyOptionIsDocumentedInReadme() throws IOException {
        assertRowsFor(EasyOption.all().stream().map(EasyOption::name).toList());
    }

    @Test
    void everyMultiOptionIsDocumentedInReadme() throws IOException {
        assertRowsFor(MultiOption.all().stream().map(MultiOption::name).toList());
    }

    @Test
    void everyInfoIsDocumentedInReadme() throws IOException {
        assertRowsFor(EasyInfo.all().stream().map(EasyInfo::name).toList());
    }

    @Test
    void numbersTypesAndDefaultsAreThoseOfTheCodeAndNoRowIsLeftOver() throws IOException {
        assertEquals(rows(OptionsTable.markdown().lines()), rows(Files.readAllLines(README).stream()));
    }

    private static List<String> rows(Stream<String> lines) {
        return lines.filter(ROW.asMatchPredicate()).sorted().toList();
    }

    private static void assertRowsFor(List<String> names) throws IOException {
        List<String> lines = Files.readAllLines(README);
        assertEquals(
                new TreeSet<String>(),
                names.stream()
                        .filter(name -> lines.stream().noneMatch(line -> line.startsWith("| " + name + " |")))
                        .collect(Collectors.toCollection(TreeSet::new)),
                "without a row");
    }
}
