package dev.hiper.examples.curl;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code --proto} and its kin: schemes with signs in front, one after the other changing what is allowed. */
final class ProtocolList {
    private static final Set<String> KNOWN = Set.of("http", "https");
    private static final Set<String> MAY_REDIRECT = KNOWN;

    private ProtocolList() {}

    /** The schemes that remain, with commas between. */
    static String read(Option option, String value, Messages messages) throws UsageException {
        Set<String> allowed = new TreeSet<>(option == Option.PROTO ? KNOWN : MAY_REDIRECT);
        for (String item : value.split(",", -1)) {
            char sign = item.isEmpty() ? ' ' : item.charAt(0);
            boolean signed = sign == '+' || sign == '-' || sign == '=';
            String name = (signed ? item.substring(1) : item).toLowerCase(Locale.ROOT);
            if (name.equals("all")) {
                all(allowed, sign);
            } else if (KNOWN.contains(name)) {
                one(allowed, sign, name);
            } else {
                unknown(allowed, sign, name, messages);
            }
        }
        if (allowed.isEmpty() && option == Option.PROTO) {
            throw UsageException.badUse();
        }
        return String.join(",", allowed);
    }

    /** A scheme of {@code --proto-default}. */
    static String known(String value) throws UsageException {
        String name = value.toLowerCase(Locale.ROOT);
        if (!KNOWN.contains(name)) {
            throw UsageException.unsupportedProtocol();
        }
        return name;
    }

    private static void all(Set<String> allowed, char sign) {
        if (sign == '-') {
            allowed.clear();
        } else {
            allowed.addAll(KNOWN);
        }
    }

    private static void one(Set<String> allowed, char sign, String name) {
        if (sign == '=') {
            allowed.clear();
        }
        if (sign == '-') {
            allowed.remove(name);
        } else {
            allowed.add(name);
        }
    }

    /** Schemes that are not there may be forbidden; that only these are allowed leaves none. */
    private static void unknown(Set<String> allowed, char sign, String name, Messages messages) {
        if (sign == '=') {
            allowed.clear();
        }
        messages.warn("unrecognized protocol '" + name + "'");
    }
}
