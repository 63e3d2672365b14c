package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder with the cases and the list of those to run. */
record SuiteData(Path folder) {
    private static final Pattern CASE = Pattern.compile("test\\d+");

    /** The folder of system property {@code curl.tests}, or else {@code shared/curl-tests} beside a folder above. */
    static Optional<SuiteData> find() {
        String named = System.getProperty("curl.tests", "");
        if (!named.isEmpty()) {
            return Optional.of(new SuiteData(Path.of(named).toAbsolutePath().normalize()));
        }
        Path above = Path.of("").toAbsolutePath();
        while (above != null) {
            Path candidate = above.resolve("shared").resolve("curl-tests");
            if (Files.isDirectory(candidate.resolve("data"))) {
                return Optional.of(new SuiteData(candidate));
            }
            above = above.getParent();
        }
        return Optional.empty();
    }

    Path caseFile(int number) {
        return folder.resolve("data").resolve("test" + number);
    }

    /** Number and name of a case, as its file has them. */
    String title(int number) {
        return "test " + number + " "
                + CaseFile.parse(Octets.read(caseFile(number)))
                        .part("client/name")
                        .joined();
    }

    /** The numbers in the list {@code dev.txt}. */
    List<Integer> listed() {
        return numbers(folder.resolve("dev.txt"));
    }

    /** The numbers at the beginnings of the lines of a file. */
    static List<Integer> numbers(Path list) {
        return Octets.read(list)
                .lines()
                .map(line -> line.strip().split("[\\s,#]", 2)[0])
                .filter(word -> word.matches("\\d+"))
                .map(Integer::valueOf)
                .toList();
    }

    /** The numbers of all case files. */
    List<Integer> all() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> CASE.matcher(name).matches())
                    .map(name -> Integer.valueOf(name.substring("test".length())))
                    .sorted()
                    .toList();
        }
    }
}
