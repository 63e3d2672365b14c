package dev.hiper.examples.curl.suite;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A part of a case file: what stands between its tags, and its attributes. */
record Part(Map<String, String> attributes, String raw, boolean isAbsent) {
    static final Part ABSENT = new Part(Map.of(), "", true);

    Part(Map<String, String> attributes, String raw) {
        this(attributes, raw, false);
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    boolean has(String attribute) {
        return attribute(attribute).equals("yes");
    }

    boolean isText() {
        return attribute("mode").equals("text");
    }

    /** A part that appears twice is one part with both contents. */
    Part plus(Part later) {
        Map<String, String> both = new HashMap<>(attributes);
        both.putAll(later.attributes);
        return new Part(both, raw + later.raw);
    }

    /** The content after its attributes {@code nonewline} and {@code crlf}. */
    String content() {
        String cut = has("nonewline") && raw.endsWith("\n") ? raw.substring(0, raw.length() - 1) : raw;
        return CrlfRule.of(attribute("crlf")).apply(cut);
    }

    /** What a server sends for this part. */
    byte[] reply() {
        byte[] octets = Octets.of(content());
        return has("base64") ? Base64.getMimeDecoder().decode(octets) : octets;
    }

    /** The lines of the content without their ends and without empty ones. */
    List<String> words() {
        return raw.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** The content as one command line. */
    String joined() {
        return String.join(" ", raw.lines().toList()).strip();
    }
}
