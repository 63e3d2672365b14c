package dev.hiper.examples.curl.suite;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings the fields of a Digest header into one order, without the values that differ from run to run. */
final class DigestFields {
    static final Pattern HEADER =
            Pattern.compile("^(Authorization: Digest )([^\\r\\n]+)(\\r?\\n)$", Pattern.UNIX_LINES);

    private DigestFields() {}

    static String sorted(Matcher header) {
        String fields = Arrays.stream(header.group(2).split(", *", -1))
                .sorted()
                .map(DigestFields::withoutRandomness)
                .collect(Collectors.joining(", "));
        return header.group(1) + fields + header.group(3);
    }

    private static String withoutRandomness(String field) {
        return field.replaceFirst("^cnonce=\"[a-zA-Z0-9+/=]+\"$", "cnonce=REMOVED")
                .replaceFirst("^response=\"[a-f0-9]{32}\"$", "response=REMOVED")
                .replaceFirst("^qop=\"auth\"$", "qop=auth");
    }
}
