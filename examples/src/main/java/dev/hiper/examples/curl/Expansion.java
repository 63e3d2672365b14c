package dev.hiper.examples.curl;

import dev.hiper.examples.curl.os.Octets;
import java.util.Base64;
import java.util.Map;

/** Fills variables in: {@code {{name}}}, with functions behind colons; a backslash in front keeps the braces. */
final class Expansion {
    private static final String HEX = "0123456789ABCDEF";

    private final Map<String, String> variables;
    private final Messages messages;

    Expansion(Map<String, String> variables, Messages messages) {
        this.variables = variables;
        this.messages = messages;
    }

    String of(String argument) throws UsageException {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (true) {
            int open = argument.indexOf("{{", from);
            if (open < 0) {
                return filled.append(argument, from, argument.length()).toString();
            }
            if (open > from && argument.charAt(open - 1) == '\\') {
                filled.append(argument, from, open - 1).append("{{");
                from = open + 2;
                continue;
            }
            int close = argument.indexOf("}}", open);
            if (close < 0) {
                messages.warn("missing close '}}' in '" + argument + "'");
                throw failed();
            }
            filled.append(argument, from, open).append(value(argument.substring(open + 2, close)));
            from = close + 2;
        }
    }

    private String value(String expression) throws UsageException {
        String[] parts = expression.split(":", -1);
        if (parts[0].isEmpty()) {
            messages.warn("bad variable name length '" + expression + "'");
            throw failed();
        }
        String found = variables.get(parts[0]);
        String value = found == null ? "" : found;
        for (int i = 1; i < parts.length; i++) {
            value = applied(parts[i], value);
        }
        if (value.indexOf('\0') >= 0) {
            messages.warn("variable contains null byte");
            throw failed();
        }
        return value;
    }

    private String applied(String function, String value) throws UsageException {
        return switch (function) {
            case "trim" -> value.strip();
            case "json" -> json(value);
            case "url" -> percent(value);
            case "b64" -> Octets.of(Base64.getEncoder().encode(Octets.bytes(value)));
            case "64dec" -> decoded(value);
            default -> {
                messages.error("unknown variable function in '" + function + "'");
                throw failed();
            }
        };
    }

    private static String decoded(String value) {
        try {
            return Octets.of(Base64.getDecoder().decode(Octets.bytes(value)));
        } catch (IllegalArgumentException notBase64) {
            return "[64dec-fail]";
        }
    }

    private static String percent(String value) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return encoded.toString();
    }

    private static String json(String value) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> encoded.append('\\').append(c);
                case '\b' -> encoded.append("\\b");
                case '\f' -> encoded.append("\\f");
                case '\n' -> encoded.append("\\n");
                case '\r' -> encoded.append("\\r");
                case '\t' -> encoded.append("\\t");
                default -> {
                    if (c < ' ') {
                        encoded.append("\\u00")
                                .append(HEX.charAt(c >> 4))
                                .append(Character.toLowerCase(HEX.charAt(c & 0xf)));
                    } else {
                        encoded.append(c);
                    }
                }
            }
        }
        return encoded.toString();
    }

    private static UsageException failed() {
        return UsageException.because("variable expansion failure");
    }
}
