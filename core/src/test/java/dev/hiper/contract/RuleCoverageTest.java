package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each rule of the multi contract has a test that is tagged with its id, or a reason why it cannot have one yet. */
class RuleCoverageTest {
    private static final String RULES = "/contract/rules.txt";
    private static final String NOT_YET = "/contract/rules-not-yet.txt";

    /** Ids of threats look alike but have three digits. */
    private static final Pattern ID = Pattern.compile("[AHSTQMLPC]\\d{1,2}[a-z]?");

    @Test
    void listOfRulesIsAList() throws IOException {
        List<String> rules = lines(RULES);
        assertEquals(rules.size(), Set.copyOf(rules).size(), "twice in the list");
        rules.forEach(rule -> assertTrue(ID.matcher(rule).matches(), rule));
    }

    @Test
    void everyRuleIsTestedOrHasAReason() throws IOException, URISyntaxException {
        Set<String> open = new TreeSet<>(lines(RULES));
        open.removeAll(tags());
        open.removeAll(notYet().keySet());
        assertEquals(Set.of(), open, "neither tested nor in " + NOT_YET);
    }

    @Test
    void noRuleIsBothTestedAndExcused() throws IOException, URISyntaxException {
        Set<String> both = new TreeSet<>(notYet().keySet());
        both.retainAll(tags());
        assertEquals(Set.of(), both, "tested and in " + NOT_YET);
    }

    @Test
    void noIdIsUnknown() throws IOException, URISyntaxException {
        Set<String> unknown = new TreeSet<>(tags());
        unknown.addAll(notYet().keySet());
        unknown.removeAll(Set.copyOf(lines(RULES)));
        assertEquals(Set.of(), unknown, "not in " + RULES);
    }

    private static Map<String, String> notYet() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : lines(NOT_YET)) {
            int end = line.indexOf(' ');
            assertTrue(end > 0 && !line.substring(end).isBlank(), "no reason: " + line);
            assertFalse(reasons.containsKey(line.substring(0, end)), "twice: " + line);
            reasons.put(line.substring(0, end), line.substring(end + 1));
        }
        return reasons;
    }

    /** The ids on all compiled tests of this module. */
    private static Set<String> tags() throws IOException, URISyntaxException {
        URI location = RuleCoverageTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path root = Path.of(location);
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith("Test.class")).toList();
            for (Path file : classes) {
                String name = root.relativize(file).toString();
                addTags(load(name.substring(0, name.length() - ".class".length())), ids);
            }
        }
        assertFalse(ids.isEmpty(), "no tests in " + root);
        return ids;
    }

    private static Class<?> load(String path) {
        try {
            return Class.forName(
                    path.replace('/', '.').replace('\\', '.'), false, RuleCoverageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void addTags(Class<?> type, Set<String> ids) {
        Stream<Tag> tags = Stream.of(type.getAnnotationsByType(Tag.class));
        for (Method method : type.getDeclaredMethods()) {
            tags = Stream.concat(tags, Stream.of(method.getAnnotationsByType(Tag.class)));
        }
        tags.map(Tag::value).filter(tag -> ID.matcher(tag).matches()).forEach(ids::add);
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = RuleCoverageTest.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError(resource + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines().filter(line -> !line.isBlank()).collect(Collectors.toList());
        }
    }
}
