package dev.hiper.internal.proxy;

import dev.hiper.internal.dns.AddressLiteral;
import java.net.InetAddress;

/**
 * Finds out whether a host is on a list of those that are asked without a proxy (NOPROXY, no_proxy): entries with commas
 * or blanks between them, each the name of a host or domain, an address or a network like {@code 10.0.0.0/8}; or {@code *} alone.
 *
 * <p>A name fits itself and every name below it, and nothing that only ends alike. Dots at its ends and case do not
 * count. Addresses fit as addresses, however they are spelled, and never by their text.
 */
public final class NoProxy {
    private NoProxy() {}

    /**
     * Whether {@code host} is asked without a proxy.
     *
     * @param list the list; may be empty
     * @param host name or address of a URL; IPv6 with or without brackets
     */
    public static boolean contains(String list, String host) {
        if (list.equals("*")) {
            return true;
        }
        String plain = withoutZone(withoutBrackets(host));
        InetAddress address = AddressLiteral.parse(plain);
        String name = withoutLastDot(plain);
        if (name.isEmpty()) {
            return false;
        }
        int at = 0;
        while (at < list.length()) {
            int end = at;
            while (end < list.length() && !separates(list.charAt(end))) {
                end++;
            }
            String entry = list.substring(at, end);
            if (address == null ? fitsName(entry, name) : fitsAddress(entry, address)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean separates(char c) {
        return c == ',' || c == ' ' || c == '\t';
    }

    private static boolean fitsName(String entry, String name) {
        String plain = withoutLastDot(entry);
        String domain = plain.startsWith(".") ? plain.substring(1) : plain;
        int start = name.length() - domain.length();
        return !domain.isEmpty()
                && start >= 0
                && name.regionMatches(true, start, domain, 0, domain.length())
                && (start == 0 || name.charAt(start - 1) == '.');
    }

    private static boolean fitsAddress(String entry, InetAddress address) {
        int slash = entry.indexOf('/');
        String text = withoutBrackets(slash < 0 ? entry : entry.substring(0, slash));
        if (text.indexOf('%') >= 0) {
            return false;
        }
        InetAddress network = AddressLiteral.parse(text);
        if (network == null || network.getClass() != address.getClass()) {
            return false;
        }
        byte[] wanted = network.getAddress();
        int all = wanted.length * Byte.SIZE;
        int bits = slash < 0 ? all : bits(entry, slash + 1, all);
        return bits >= 0 && sameBits(wanted, address.getAddress(), bits);
    }

    /** The number at the end of an entry; -1 if it is none up to {@code highest}. */
    private static int bits(String entry, int from, int highest) {
        int bits = from < entry.length() ? 0 : -1;
        for (int i = from; i < entry.length() && bits >= 0; i++) {
            char c = entry.charAt(i);
            bits = c >= '0' && c <= '9' ? bits * 10 + c - '0' : -1;
            bits = bits <= highest ? bits : -1;
        }
        return bits;
    }

    private static boolean sameBits(byte[] a, byte[] b, int bits) {
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (a[i] != b[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((a[whole] ^ b[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0;
    }

    private static String withoutBrackets(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    /** A zone is no part of an address, and no name has a percent sign. */
    private static String withoutZone(String host) {
        int percent = host.indexOf(':') < 0 ? -1 : host.indexOf('%');
        return percent < 0 ? host : host.substring(0, percent);
    }

    private static String withoutLastDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
