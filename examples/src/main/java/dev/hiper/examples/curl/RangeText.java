package dev.hiper.examples.curl;

/** Looks at the value of {@code --range}, and at dashes that were forgotten. */
final class RangeText {
    private RangeText() {}

    static String checked(String value, Messages messages) {
        int digits = 0;
        while (digits < value.length() && Character.isDigit(value.charAt(digits))) {
            digits++;
        }
        if (digits > 0 && digits == value.length()) {
            messages.warn("A specified range MUST include at least one dash '-'. Appending one for you");
            return value + "-";
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isDigit(c) && c != '-' && c != ',') {
                messages.warn("Invalid character is found in given range. A specified range MUST have only digits in"
                        + " 'start'-'stop'. The server's response to this request is uncertain.");
                break;
            }
        }
        return value;
    }
}
