package dev.hiper.examples.curl.suite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A case file, hidden and expanded, split into sections and parts. */
final class CaseFile {
    private static final Set<String> SECTIONS = Set.of("info", "reply", "client", "verify");
    private static final Pattern OPENING = Pattern.compile("\\s*<([a-zA-Z0-9_-]+)((?:\\s[^>]*)?)>\\s*");
    private static final Pattern CLOSING = Pattern.compile("\\s*</([a-zA-Z0-9_-]+)>\\s*");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z0-9_-]+)\\s*=\\s*(\"([^\"]*)\"|'([^']*)')");

    private final Map<String, Part> parts = new HashMap<>();

    private CaseFile(String text) {
        split(Octets.lines(text));
    }

    /** Splits text that is hidden and expanded already. */
    static CaseFile parse(String text) {
        return new CaseFile(text);
    }

    /** A part by section and name as in {@code reply/data}; an absent one is {@link Part#ABSENT}. */
    Part part(String path) {
        return parts.getOrDefault(path, Part.ABSENT);
    }

    private void split(List<String> lines) {
        String section = "";
        int index = 0;
        while (index < lines.size()) {
            Matcher opening = OPENING.matcher(lines.get(index));
            Matcher closing = CLOSING.matcher(lines.get(index));
            index++;
            if (closing.matches()) {
                section = closing.group(1).equals(section) ? "" : section;
            } else if (opening.matches()) {
                String name = opening.group(1);
                if (section.isEmpty()) {
                    section = SECTIONS.contains(name) ? name : "";
                } else {
                    index = readPart(section, name, attributes(opening.group(2)), lines, index);
                }
            }
        }
    }

    private int readPart(String section, String name, Map<String, String> attributes, List<String> lines, int from) {
        StringBuilder content = new StringBuilder();
        int index = from;
        while (index < lines.size() && !isClosing(lines.get(index), name)) {
            content.append(lines.get(index));
            index++;
        }
        if (index == lines.size()) {
            throw new IllegalArgumentException("<" + name + "> in " + section + " has no end");
        }
        parts.merge(section + "/" + name, new Part(attributes, content.toString()), Part::plus);
        return index + 1;
    }

    private static boolean isClosing(String line, String name) {
        Matcher closing = CLOSING.matcher(line);
        return closing.matches() && closing.group(1).equals(name);
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            attributes.put(matcher.group(1), quoted.substring(1, quoted.length() - 1));
        }
        return attributes;
    }
}
