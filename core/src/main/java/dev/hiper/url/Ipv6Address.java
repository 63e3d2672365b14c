package dev.hiper.url;

import org.jspecify.annotations.Nullable;

/** An IPv6 address: read from RFC 4291, 2.2, written in the canonical form of RFC 5952. */
final class Ipv6Address {
    private static final int GROUPS = 8;

    private final int[] groups;

    private Ipv6Address(int[] groups) {
        this.groups = groups;
    }

    /** The address, or null where {@code text} is none. */
    static @Nullable Ipv6Address parse(String text) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            if (count == GROUPS) {
                return null;
            }
            int end = at;
            int value = 0;
            while (end < text.length() && end - at < 4 && Ascii.hexValue(text.charAt(end)) >= 0) {
                value = value << 4 | Ascii.hexValue(text.charAt(end++));
            }
            if (end < text.length() && text.charAt(end) == '.') {
                if (count > GROUPS - 2 || !readDotted(text, at, groups, count)) {
                    return null;
                }
                count += 2;
                break;
            }
            if (end == at) {
                return null;
            }
            groups[count++] = value;
            at = end;
            if (at == text.length()) {
                break;
            }
            if (text.charAt(at++) != ':' || at == text.length()) {
                return null;
            }
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        return spread(groups, count, gap);
    }

    /** RFC 4291, 2.5.6: fe80::/10, the addresses that mean nothing without a zone. */
    boolean isLinkLocal() {
        return (groups[0] & 0xffc0) == 0xfe80;
    }

    @Override
    public String toString() {
        int gap = -1;
        int gapLength = 1; // RFC 5952, 4.2.2: a single zero group is not shortened.
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gap = i;
                gapLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder out = new StringBuilder(39);
        boolean dotted = gap == 0 && (gapLength == 6 || (gapLength == 5 && groups[5] == 0xffff));
        int hexGroups = dotted ? GROUPS - 2 : GROUPS;
        for (int i = 0; i < hexGroups; i++) {
            if (i == gap) {
                out.append("::");
                i += gapLength - 1;
            } else {
                separate(out).append(Integer.toHexString(groups[i]));
            }
        }
        if (dotted) {
            separate(out).append(Ipv4Address.text((long) groups[6] << 16 | groups[7]));
        }
        return out.toString();
    }

    private static StringBuilder separate(StringBuilder out) {
        boolean needed = out.length() > 0 && out.charAt(out.length() - 1) != ':';
        return needed ? out.append(':') : out;
    }

    /** Strictly four decimal numbers without leading zeros up to the end of the text. */
    private static boolean readDotted(String text, int start, int[] groups, int count) {
        int at = start;
        int address = 0;
        for (int part = 0; part < 4; part++) {
            int first = at;
            int value = 0;
            while (at < text.length() && at - first < 3 && Ascii.isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean leadingZero = at - first > 1 && text.charAt(first) == '0';
            if (at == first || leadingZero || value > 0xff) {
                return false;
            }
            address = address << 8 | value;
            if (part < 3 && (at == text.length() || text.charAt(at++) != '.')) {
                return false;
            }
        }
        groups[count] = address >>> 16;
        groups[count + 1] = address & 0xffff;
        return at == text.length();
    }

    private static @Nullable Ipv6Address spread(int[] groups, int count, int gap) {
        if (gap < 0) {
            return count == GROUPS ? new Ipv6Address(groups) : null;
        }
        if (count == GROUPS) {
            return null;
        }
        int[] all = new int[GROUPS];
        System.arraycopy(groups, 0, all, 0, gap);
        System.arraycopy(groups, gap, all, GROUPS - (count - gap), count - gap);
        return new Ipv6Address(all);
    }
}
