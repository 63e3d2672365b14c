package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** The cases that do not pass yet, each with the reason: lines of a number and words. */
final class NotYet {
    private static final String RESOURCE = "not-yet.txt";

    private final Map<Integer, String> reasons = new TreeMap<>();

    private NotYet(String text) {
        for (String line : text.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.strip().split("\\s+", 2);
                if (words.length < 2) {
                    throw new IllegalArgumentException("a case without a reason: " + line);
                }
                reasons.put(Integer.valueOf(words[0]), words[1]);
            }
        }
    }

    static NotYet parse(String text) {
        return new NotYet(text);
    }

    static NotYet read() throws IOException {
        try (InputStream in = NotYet.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("no " + RESOURCE);
            }
            return new NotYet(Octets.text(in.readAllBytes()));
        }
    }

    boolean lists(int number) {
        return reasons.containsKey(number);
    }

    String reason(int number) {
        return reasons.getOrDefault(number, "");
    }
}
