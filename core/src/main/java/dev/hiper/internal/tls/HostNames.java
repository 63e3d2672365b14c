package dev.hiper.internal.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate names a host (RFC 9525). Stricter than the JDK's own check, which falls back to the
 * common name, and more lenient with what real hosts are called, as that one refuses underscores.
 *
 * <ul>
 *   <li>Only subject alternative names count: addresses for addresses, DNS names for names. The common name
 *       never does.
 *   <li>A wildcard is the whole first label and stands for exactly one label. What follows it must be more
 *       than a registry's suffix: at least two labels, and not like {@code co.uk}. There is no public suffix list
 *       here; the usual second-level labels below a country code are refused.
 *   <li>A name with anything but letters, digits, {@code - _ .} and that wildcard matches nothing: no NUL that
 *       ends a name for somebody else, no letters that only look alike.
 * </ul>
 */
final class HostNames {
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;
    private static final int NAMES_IN_MESSAGE = 5;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:][0-9a-fA-F:.]*");
    private static final Set<String> REGISTRY_LABELS = Set.of(
            "ac", "co", "com", "edu", "go", "gob", "gov", "gv", "ltd", "mil", "ne", "net", "nom", "or", "org", "plc",
            "sch");

    private HostNames() {}

    /** Refuses {@code certificate} unless it names {@code host}. */
    static void check(X509Certificate certificate, String host) throws UntrustedPeer {
        InetAddress address = address(host);
        List<String> seen = new ArrayList<>();
        for (List<?> name : alternativeNames(certificate)) {
            if (name.get(0) instanceof Integer && name.get(1) instanceof String) {
                int kind = (Integer) name.get(0);
                String value = (String) name.get(1);
                if (address == null
                        ? kind == DNS_NAME && matches(value, host)
                        : kind == ADDRESS && address.equals(address(value))) {
                    return;
                }
                if ((kind == DNS_NAME || kind == ADDRESS) && seen.size() < NAMES_IN_MESSAGE) {
                    seen.add(printable(value));
                }
            }
        }
        int number = address == null ? UntrustedPeer.NAME_MISMATCH : UntrustedPeer.ADDRESS_MISMATCH;
        throw new UntrustedPeer(
                number,
                seen.isEmpty()
                        ? "it names no host at all"
                        : "it is not for " + host + " but for " + String.join(", ", seen));
    }

    /** Whether a DNS name of a certificate covers {@code host}, which is a name and no address. */
    static boolean matches(String pattern, String host) {
        String wanted = lower(withoutDot(host));
        String given = lower(pattern);
        if (wanted.isEmpty() || !isPlain(wanted) || address(wanted) != null) {
            return false;
        }
        if (given.indexOf('*') < 0) {
            return isPlain(given) && given.equals(wanted);
        }
        if (!given.startsWith("*.")) {
            return false;
        }
        String suffix = given.substring(1);
        int firstDot = wanted.indexOf('.');
        return isPlain(suffix)
                && isBelowRegistry(suffix)
                && firstDot > 0
                && wanted.substring(firstDot).equals(suffix);
    }

    static boolean isAddress(String host) {
        return address(host) != null;
    }

    static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** @param suffix what follows the asterisk, with its dot */
    private static boolean isBelowRegistry(String suffix) {
        int lastDot = suffix.lastIndexOf('.');
        int dotBefore = suffix.lastIndexOf('.', lastDot - 1);
        if (lastDot == 0 || lastDot == suffix.length() - 1) {
            return false;
        }
        boolean countryCode = suffix.length() - lastDot - 1 == 2;
        String second = suffix.substring(dotBefore + 1, lastDot);
        return !second.isEmpty() && !(dotBefore == 0 && countryCode && REGISTRY_LABELS.contains(second));
    }

    /**
     * The address that {@code text} is. The JDK takes what it cannot read for a name and looks it up; the patterns let
     * through only what it never does that with.
     */
    private static @Nullable InetAddress address(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of(); // Names that cannot be read name nobody.
        }
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** Lower case for ASCII only: the full tables turn some foreign letters into ours. */
    private static String lower(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > '\u007f') {
                return name;
            }
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static String printable(String name) {
        return isPlain(lower(name).replace("*", "").replace(":", "")) ? name : "a name with strange characters";
    }
}
