package dev.hiper.internal.tls;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Cipher lists in OpenSSL's language, translated into the suites of a TLS engine.
 *
 * <p>An element is a suite, by its OpenSSL or its IANA name, or a class of suites ({@code ECDHE}, {@code
 * AESGCM}, {@code HIGH}), or several of them joined by {@code +} for their intersection. {@code !} takes out for good,
 * {@code -} takes out, a leading {@code +} moves to the end. Elements that mean nothing here are skipped, as
 * OpenSSL does; what selects nothing at all is the caller's error.
 */
final class CipherNames {
    private static final Map<String, Predicate<String>> CLASSES = Map.ofEntries(
            Map.entry("ALL", suite -> true),
            Map.entry("DEFAULT", suite -> true),
            Map.entry("HIGH", suite -> true),
            Map.entry("TLSV1.2", suite -> isAead(suite) || suite.endsWith("_SHA256") || suite.endsWith("_SHA384")),
            Map.entry("ECDHE", suite -> suite.contains("_ECDHE_")),
            Map.entry("EECDH", suite -> suite.contains("_ECDHE_")),
            Map.entry("KECDHE", suite -> suite.contains("_ECDHE_")),
            Map.entry("KEECDH", suite -> suite.contains("_ECDHE_")),
            Map.entry("DHE", suite -> suite.contains("_DHE_")),
            Map.entry("EDH", suite -> suite.contains("_DHE_")),
            Map.entry("KDHE", suite -> suite.contains("_DHE_")),
            Map.entry("KEDH", suite -> suite.contains("_DHE_")),
            Map.entry("RSA", suite -> suite.contains("_RSA_WITH_")),
            Map.entry("KRSA", suite -> suite.startsWith("TLS_RSA_") || suite.startsWith("SSL_RSA_")),
            Map.entry("ARSA", suite -> suite.contains("_RSA_WITH_")),
            Map.entry("ECDSA", suite -> suite.contains("_ECDSA_WITH_")),
            Map.entry("AECDSA", suite -> suite.contains("_ECDSA_WITH_")),
            Map.entry("DSS", suite -> suite.contains("_DSS_WITH_")),
            Map.entry("ADSS", suite -> suite.contains("_DSS_WITH_")),
            Map.entry("AES", suite -> suite.contains("_AES_")),
            Map.entry("AES128", suite -> suite.contains("_AES_128_")),
            Map.entry("AES256", suite -> suite.contains("_AES_256_")),
            Map.entry("AESGCM", suite -> suite.contains("_GCM_")),
            Map.entry("CHACHA20", suite -> suite.contains("_CHACHA20_")),
            Map.entry("3DES", suite -> suite.contains("_3DES_")),
            Map.entry("SHA", suite -> suite.endsWith("_SHA")),
            Map.entry("SHA1", suite -> suite.endsWith("_SHA")),
            Map.entry("SHA256", suite -> suite.endsWith("_CBC_SHA256")),
            Map.entry("SHA384", suite -> suite.endsWith("_CBC_SHA384")));

    private CipherNames() {}

    /**
     * The suites up to TLS 1.2 that {@code list} selects, best first; empty if none.
     *
     * @param supported suites that may be named one by one
     * @param usual suites that classes select from: those that the platform considers safe
     */
    static List<String> select(String list, List<String> supported, List<String> usual) {
        Set<String> chosen = new LinkedHashSet<>();
        Set<String> banned = new LinkedHashSet<>();
        for (String element : elements(list)) {
            char first = element.charAt(0);
            boolean marked = first == '!' || first == '-' || first == '+';
            List<String> meant = meant(marked ? element.substring(1) : element, supported, usual);
            switch (first) {
                case '!' -> banned.addAll(meant);
                case '-' -> meant.forEach(chosen::remove);
                case '+' -> {
                    List<String> moved = new ArrayList<>(meant);
                    moved.retainAll(chosen);
                    moved.forEach(chosen::remove);
                    chosen.addAll(moved);
                }
                default -> chosen.addAll(meant);
            }
        }
        chosen.removeAll(banned);
        return List.copyOf(chosen);
    }

    /** The TLS 1.3 suites that {@code list} names and that are supported; empty if none. */
    static List<String> select13(String list, List<String> supported) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String element : elements(list)) {
            if (is13(element) && supported.contains(element)) {
                chosen.add(element);
            }
        }
        return List.copyOf(chosen);
    }

    /** Whether a suite belongs to TLS 1.3: its name knows no key exchange. */
    static boolean is13(String suite) {
        return suite.startsWith("TLS_") && !suite.contains("_WITH_") && !suite.contains("_SCSV");
    }

    /** OpenSSL's name of a suite up to TLS 1.2, for example {@code ECDHE-RSA-AES128-GCM-SHA256}. */
    static String openSslName(String suite) {
        int with = suite.indexOf("_WITH_");
        if (with < 0) {
            return suite;
        }
        String exchange = suite.substring(suite.indexOf('_') + 1, with).replace('_', '-');
        String cipher = suite.substring(with + "_WITH_".length())
                .replace("CHACHA20_POLY1305_SHA256", "CHACHA20_POLY1305")
                .replace("3DES_EDE_CBC", "DES_CBC3")
                .replace("AES_", "AES")
                .replace("AES128_CBC", "AES128")
                .replace("AES256_CBC", "AES256")
                .replace('_', '-');
        return exchange.equals("RSA") ? cipher : exchange + "-" + cipher;
    }

    private static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        for (String element : list.split("[:, ]+", -1)) {
            if (element.length() > 1) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static List<String> meant(String element, List<String> supported, List<String> usual) {
        List<String> named = new ArrayList<>();
        for (String suite : supported) {
            if (!is13(suite) && (suite.equals(element) || openSslName(suite).equals(element))) {
                named.add(suite);
            }
        }
        if (!named.isEmpty()) {
            return named;
        }
        Predicate<String> all = suite -> !is13(suite) && suite.contains("_WITH_");
        for (String term : element.split("\\+", -1)) {
            Predicate<String> one = CLASSES.get(term.toUpperCase(Locale.ROOT));
            if (one == null) {
                return List.of();
            }
            all = all.and(one);
        }
        return usual.stream().filter(all).toList();
    }

    private static boolean isAead(String suite) {
        return suite.contains("_GCM_") || suite.contains("_CHACHA20_") || suite.contains("_CCM");
    }
}
