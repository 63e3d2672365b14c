package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces what begins with a percent sign in a case file, line by line and in the order of the manual. */
final class Expansion {
    private static final Pattern INCLUDE = Pattern.compile("%includetext ([^%\\n]+)%\\n?");
    private static final Pattern CHARACTER = Pattern.compile("%(SP|TAB|CR|LT|GT|AMP)");
    private static final Pattern BASE64 = Pattern.compile("%b64\\[(.*?)\\]b64%", Pattern.DOTALL);
    private static final Pattern HEX = Pattern.compile("%hex\\[(.*?)\\]hex%", Pattern.DOTALL);
    private static final Pattern REPEAT = Pattern.compile("%repeat\\[(\\d+) x (.*?)\\]%", Pattern.DOTALL);
    private static final Pattern DAYS = Pattern.compile("%days\\[(-?\\d+)\\]");
    private static final Pattern SHA256 = Pattern.compile("%sha256b64file\\[(.*?)\\]sha256b64file%");
    private static final Pattern PEM = Pattern.compile("%strippemfile\\[(.*?)\\]strippemfile%");
    private static final Pattern PEM_BLOCK =
            Pattern.compile("-----BEGIN [^-]+-----.*?-----END [^-]+-----", Pattern.DOTALL);
    private static final Pattern OCTET = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final long DAY_SECONDS = 86_400;
    private static final long MINUTE_SECONDS = 60;
    private static final int HEX_RADIX = 16;

    private final Map<String, String> variables;
    private final Pattern names;
    private final Path folder;
    private final long nowSeconds;

    /** Names of variables come without their percent sign; file names are taken relative to the folder. */
    Expansion(Map<String, String> variables, Path folder, Instant now) {
        this.variables = new HashMap<>(variables);
        this.names = longestFirst(variables);
        this.folder = folder;
        this.nowSeconds = now.getEpochSecond();
    }

    String apply(String text) {
        StringBuilder expanded = new StringBuilder(text.length());
        for (String line : Octets.lines(text)) {
            expanded.append(line.indexOf('%') < 0 ? line : line(line));
        }
        return expanded.toString();
    }

    private String line(String line) {
        String s = variables(line);
        s = replace(
                INCLUDE,
                s,
                m -> variables(Octets.read(folder.resolve(m.group(1))).replace("\r\n", "\n")));
        s = replace(CHARACTER, s, m -> character(m.group(1)));
        s = replace(BASE64, s, m -> Base64.getEncoder().encodeToString(Octets.of(octets(m.group(1)))));
        s = replace(HEX, s, m -> octets(m.group(1)));
        s = replace(REPEAT, s, m -> octets(m.group(2)).repeat(Integer.parseInt(m.group(1))));
        s = replace(DAYS, s, m -> days(Long.parseLong(m.group(1))));
        s = replace(SHA256, s, m -> sha256(folder.resolve(m.group(1))));
        return replace(PEM, s, m -> pemBlocks(Octets.read(folder.resolve(m.group(1)))));
    }

    private String variables(String text) {
        return replace(names, text, m -> variables.getOrDefault(m.group(1), ""));
    }

    private static Pattern longestFirst(Map<String, String> variables) {
        List<String> sorted = variables.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .toList();
        return Pattern.compile("%(" + String.join("|", sorted) + ")");
    }

    private static String replace(Pattern pattern, String text, Function<Matcher, String> replacement) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder replaced = new StringBuilder();
        int copied = 0;
        while (matcher.find()) {
            replaced.append(text, copied, matcher.start()).append(replacement.apply(matcher));
            copied = matcher.end();
        }
        return copied == 0 ? text : replaced.append(text, copied, text.length()).toString();
    }

    private static String character(String name) {
        return switch (name) {
            case "SP" -> " ";
            case "TAB" -> "\t";
            case "CR" -> "\r";
            case "LT" -> "<";
            case "GT" -> ">";
            default -> "&";
        };
    }

    private static String octets(String text) {
        return replace(OCTET, text, m -> String.valueOf((char) Integer.parseInt(m.group(1), HEX_RADIX)));
    }

    private String days(long days) {
        long seconds = nowSeconds + days * DAY_SECONDS + MINUTE_SECONDS / 2;
        long minute = seconds - seconds % MINUTE_SECONDS;
        return "%alternatives[" + minute + "," + (minute + MINUTE_SECONDS) + "]";
    }

    private static String sha256(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return Base64.getEncoder().encodeToString(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pemBlocks(String text) {
        StringBuilder blocks = new StringBuilder();
        Matcher matcher = PEM_BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.append(blocks.length() == 0 ? "" : "\n").append(matcher.group());
        }
        return blocks.toString();
    }
}
