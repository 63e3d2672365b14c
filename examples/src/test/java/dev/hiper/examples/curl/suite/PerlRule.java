package dev.hiper.examples.curl.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few forms of Perl that cases use to edit a line before it is compared. */
final class PerlRule {
    private static final Pattern CLEARING = Pattern.compile("\\$_ = '' if\\s*\\(?\\s*/(.*)/\\s*\\)?\\s*;?");
    private static final String OTHERWISE_CLEAR = "or $_ = ''";
    private static final String DIGEST_RULE = "if(s/^(Authorization: Digest ";

    private final Pattern pattern;
    private final Action action;
    private final String replacement;
    private final boolean everywhere;

    private enum Action {
        /** The first or every match is replaced. */
        REPLACE,
        /** As before, and a line without a match is emptied. */
        REPLACE_OR_CLEAR,
        /** A line with a match is emptied. */
        CLEAR,
        /** The fields of a Digest header are brought into one form. */
        SORT_DIGEST
    }

    private PerlRule(Action action, Pattern pattern, String replacement, boolean everywhere) {
        this.action = action;
        this.pattern = pattern;
        this.replacement = replacement;
        this.everywhere = everywhere;
    }

    /** The rules of a part, one a line; comments are left out. */
    static List<PerlRule> all(Part part) {
        List<PerlRule> rules = new ArrayList<>();
        for (String line : part.words()) {
            if (!line.startsWith("#")) {
                rules.add(parse(line));
            }
        }
        return rules;
    }

    static PerlRule parse(String rule) {
        if (rule.startsWith(DIGEST_RULE)) {
            return new PerlRule(Action.SORT_DIGEST, DigestFields.HEADER, "", false);
        }
        Matcher clearing = CLEARING.matcher(rule);
        if (clearing.matches()) {
            return new PerlRule(Action.CLEAR, compiled(clearing.group(1), ""), "", false);
        }
        if (rule.length() > 2 && rule.charAt(0) == 's' && !Character.isLetterOrDigit(rule.charAt(1))) {
            return substitution(rule);
        }
        throw new IllegalArgumentException("unknown rule: " + rule);
    }

    /** Applies the rules to every line; a line that they empty vanishes. */
    static String applyAll(List<PerlRule> rules, String text) {
        if (rules.isEmpty()) {
            return text;
        }
        StringBuilder edited = new StringBuilder(text.length());
        for (String line : Octets.lines(text)) {
            String s = line;
            for (PerlRule rule : rules) {
                s = rule.apply(s);
            }
            edited.append(s);
        }
        return edited.toString();
    }

    String apply(String line) {
        Matcher matcher = pattern.matcher(line);
        return switch (action) {
            case REPLACE -> replaced(matcher);
            case REPLACE_OR_CLEAR -> matcher.find() ? replaced(matcher.reset()) : "";
            case CLEAR -> matcher.find() ? "" : line;
            case SORT_DIGEST -> matcher.matches() ? DigestFields.sorted(matcher) : line;
        };
    }

    private String replaced(Matcher matcher) {
        return everywhere ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement);
    }

    private static PerlRule substitution(String rule) {
        char delimiter = rule.charAt(1);
        int middle = next(rule, 2, delimiter);
        int end = next(rule, middle + 1, delimiter);
        String tail = rule.substring(end + 1);
        boolean orClear = tail.contains(OTHERWISE_CLEAR);
        String flags =
                orClear ? tail.substring(0, tail.indexOf(OTHERWISE_CLEAR)).strip() : tail.strip();
        Pattern pattern = compiled(rule.substring(2, middle), flags);
        String replacement = javaReplacement(rule.substring(middle + 1, end));
        return new PerlRule(
                orClear ? Action.REPLACE_OR_CLEAR : Action.REPLACE, pattern, replacement, flags.contains("g"));
    }

    private static int next(String rule, int from, char delimiter) {
        int index = from;
        while (index < rule.length() && rule.charAt(index) != delimiter) {
            index += rule.charAt(index) == '\\' ? 2 : 1;
        }
        if (index >= rule.length()) {
            throw new IllegalArgumentException("unfinished rule: " + rule);
        }
        return index;
    }

    /** Only LF ends a line, for the dollar and the dot, as in Perl. */
    private static Pattern compiled(String expression, String flags) {
        int ignoringCase = flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0;
        return Pattern.compile(expression, Pattern.UNIX_LINES | ignoringCase);
    }

    private static String javaReplacement(String text) {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean last = i + 1 == text.length();
            if (c == '\\' && !last) {
                i++;
                java.append(Matcher.quoteReplacement(escape(text.charAt(i))));
            } else if (c == '$' && (last || !Character.isDigit(text.charAt(i + 1)))) {
                java.append("\\$");
            } else {
                java.append(c);
            }
        }
        return java.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> String.valueOf(c);
        };
    }
}
