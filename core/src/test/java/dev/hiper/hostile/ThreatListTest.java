package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each threat of the sections about redirects, cookies, requests, responses, limits, reuse, HSTS and Alt-Svc, proxies,
 * authentication, time and handles has a test, or a reason.
 */
class ThreatListTest {
    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(T\\d{3})\"\\)");
    private static final Pattern LISTED = Pattern.compile("(T\\d{3}) (\\S.{9,})");

    @Test
    void eachThreatIsTestedOrWaitsForAReason() throws IOException {
        Set<String> tested = tags();
        Map<String, String> waiting = waiting();
        List<String> forgotten = new ArrayList<>();
        Stream.of(IntStream.rangeClosed(1, 104), IntStream.rangeClosed(122, 157), IntStream.rangeClosed(209, 223))
                .flatMapToInt(range -> range)
                .mapToObj("T%03d"::formatted)
                .filter(threat -> !tested.contains(threat) && !waiting.containsKey(threat))
                .forEach(forgotten::add);
        assertEquals(List.of(), forgotten, "neither tagged at a test nor listed with a reason");
    }

    @Test
    void noThreatThatIsTestedIsListedAsWaiting() throws IOException {
        Set<String> both = new TreeSet<>(waiting().keySet());
        both.retainAll(tags());
        assertEquals(Set.of(), both);
    }

    private static Set<String> tags() throws IOException {
        Set<String> tags = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                TAG.matcher(Files.readString(file)).results().forEach(found -> tags.add(found.group(1)));
            }
        }
        return tags;
    }

    private static Map<String, String> waiting() throws IOException {
        Map<String, String> waiting = new TreeMap<>();
        try (InputStream list = ThreatListTest.class.getResourceAsStream("/hostile/threats-not-yet.txt")) {
            assertNotNull(list);
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.isBlank()) {
                    continue;
                }
                Matcher entry = LISTED.matcher(line);
                assertTrue(entry.matches(), "no number with a reason: " + line);
                assertNull(waiting.put(entry.group(1), entry.group(2)), () -> "listed twice: " + line);
            }
        }
        return waiting;
    }
}
