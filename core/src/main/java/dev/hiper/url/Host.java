package dev.hiper.url;

import org.jspecify.annotations.Nullable;

/**
 * The host of a URL in its one normal form, and as it was given: a name in lower case, an IPv4 address in dotted decimal, or an IPv6
 * address in canonical text with its zone kept apart.
 *
 * @param text in ASCII, without brackets and zone; empty for an authority that was allowed to be empty
 * @param given the name as it was given, percent-decoded, which may be beyond ASCII; otherwise the same as {@code text}
 */
record Host(String text, String given, boolean ipv6, boolean ipv4, @Nullable String zone) {
    static final Host EMPTY = new Host("", "", false, false, null);

    /** Reads the host as it stands in a URL: percent-encoded, an IPv6 address in brackets. */
    static Host parse(String raw) {
        if (raw.startsWith("[")) {
            if (!raw.endsWith("]")) {
                throw new UrlException(UrlCode.BAD_IPV6);
            }
            return ipv6(raw.substring(1, raw.length() - 1));
        }
        String given = decode(raw);
        String host = isAscii(given) ? Ascii.lower(given) : toAscii(given);
        checkName(host);
        // Looked at in ASCII: digits of another width make an address too, which a resolver would take for one.
        String address = Ipv4Address.normalize(host);
        return address == null ? new Host(host, given, false, false, null) : ip(address, false, null);
    }

    /** The same address with another zone, or with none. */
    Host withZone(@Nullable String newZone) {
        if (newZone == null) {
            return new Host(text, given, ipv6, ipv4, null);
        }
        Ipv6Address address = ipv6 ? Ipv6Address.parse(text) : null;
        checkZone(address, newZone);
        return ip(text, true, newZone);
    }

    /**
     * The name in the form that the flags {@link UrlFlag#PUNYCODE} and {@link UrlFlag#PUNY2IDN} ask for, otherwise as it
     * was given; an address as it is.
     */
    String shown(int flags) {
        if (UrlFlag.has(flags, UrlFlag.PUNYCODE)) {
            return wire();
        }
        if (!UrlFlag.has(flags, UrlFlag.PUNY2IDN) || !isAscii(given) || ipv6 || ipv4 || !text.contains("xn--")) {
            return given;
        }
        String name = Idna.toUnicode(text);
        if (name == null) {
            throw new UrlException(UrlCode.BAD_HOSTNAME, "The host has an xn-- label that stands for no valid name");
        }
        return name;
    }

    /** The name as requests carry it: in ASCII, but not in another case than it was given in. */
    String wire() {
        return isAscii(given) ? given : text;
    }

    void appendTo(StringBuilder out, boolean withZone, int flags) {
        if (!ipv6) {
            out.append(shown(flags));
            return;
        }
        out.append('[').append(text);
        if (zone != null && withZone) {
            out.append("%25").append(zone);
        }
        out.append(']');
    }

    private static Host ipv6(String raw) {
        int percent = zoneStart(raw);
        String address = percent < 0 ? raw : raw.substring(0, percent);
        Ipv6Address parsed = Ipv6Address.parse(decode(address));
        if (parsed == null) {
            throw new UrlException(UrlCode.BAD_IPV6);
        }
        if (percent < 0) {
            return ip(parsed.toString(), true, null);
        }
        String zone = raw.substring(percent + 1);
        // RFC 6874 writes the percent sign as %25; the bare one of RFC 4007 is common. A zone that begins with 25
        // has to be written in the first way.
        if (zone.startsWith("25")) {
            zone = zone.substring(2);
        }
        checkZone(parsed, zone);
        return ip(parsed.toString(), true, zone);
    }

    /** The first percent sign that does not encode a character of an address. */
    private static int zoneStart(String raw) {
        for (int at = raw.indexOf('%'); at >= 0; at = raw.indexOf('%', at + 1)) {
            int high = at + 2 < raw.length() ? Ascii.hexValue(raw.charAt(at + 1)) : -1;
            int low = at + 2 < raw.length() ? Ascii.hexValue(raw.charAt(at + 2)) : -1;
            char c = high < 0 || low < 0 ? 0 : (char) (high << 4 | low);
            if (c != ':' && c != '.' && Ascii.hexValue(c) < 0) {
                return at;
            }
        }
        return -1;
    }

    /**
     * A zone is refused on other than link-local addresses, where it has no meaning, and may neither start with a
     * dot, which would make the text end like a domain name, nor need encoding.
     */
    private static void checkZone(@Nullable Ipv6Address address, String zone) {
        if (address == null || !address.isLinkLocal()) {
            throw new UrlException(UrlCode.BAD_IPV6, "Only a link-local IPv6 address can have a zone");
        }
        if (zone.isEmpty() || zone.length() > UrlLimits.ZONE_CHARS || zone.charAt(0) == '.') {
            throw new UrlException(UrlCode.BAD_IPV6);
        }
        for (int i = 0; i < zone.length(); i++) {
            if (!Ascii.isUnreserved(zone.charAt(i))) {
                throw new UrlException(UrlCode.BAD_IPV6);
            }
        }
    }

    private static String decode(String raw) {
        String host = raw;
        if (raw.indexOf('%') >= 0) {
            String decoded = PercentCoding.decode(raw, false, PercentCoding.Refuse.CONTROLS);
            if (decoded == null) {
                throw new UrlException(UrlCode.BAD_HOSTNAME);
            }
            host = decoded;
        }
        return host;
    }

    private static String toAscii(String name) {
        String ascii = Idna.toAscii(name);
        if (ascii == null || !fitsDns(ascii)) {
            throw new UrlException(
                    UrlCode.BAD_HOSTNAME, "The host is not a valid internationalized name, or longer than any name");
        }
        return ascii;
    }

    /** An internationalized name exists in DNS only, so it has to keep to what that has room for. */
    private static boolean fitsDns(String name) {
        int end = name.endsWith(".") ? name.length() - 1 : name.length();
        int labelStart = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || name.charAt(i) == '.') {
                if (i - labelStart > UrlLimits.LABEL_CHARS) {
                    return false;
                }
                labelStart = i + 1;
            }
        }
        return end <= UrlLimits.NAME_CHARS;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static Host ip(String address, boolean ipv6, @Nullable String zone) {
        return new Host(address, address, ipv6, !ipv6, zone);
    }

    private static void checkName(String host) {
        if (host.isEmpty()) {
            throw new UrlException(UrlCode.NO_HOST);
        }
        if (host.length() > UrlLimits.HOST_CHARS) {
            throw new UrlException(
                    UrlCode.BAD_HOSTNAME, "The host is longer than " + UrlLimits.HOST_CHARS + " characters");
        }
        int end = host.endsWith(".") ? host.length() - 1 : host.length();
        int labelStart = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || host.charAt(i) == '.') {
                // An empty label would end the name early in a DNS message.
                if (i == labelStart) {
                    throw new UrlException(UrlCode.BAD_HOSTNAME, "A label of the host is empty");
                }
                labelStart = i + 1;
            } else if (!Ascii.isUnreserved(host.charAt(i))) {
                throw TextScan.refused(UrlCode.BAD_HOSTNAME, host.charAt(i), i);
            }
        }
    }
}
