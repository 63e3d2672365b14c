package dev.hiper.url;

import org.jspecify.annotations.Nullable;

/**
 * The host of a URL in its one normal form: a name in lower case, an IPv4 address in dotted decimal, or an IPv6
 * address in canonical text with its zone kept apart.
 *
 * @param text without brackets and zone; empty for an authority that was allowed to be empty
 */
record Host(String text, boolean ipv6, boolean ipv4, @Nullable String zone) {
    static final Host EMPTY = new Host("", false, false, null);

    /** Reads the host as it stands in a URL: percent-encoded, an IPv6 address in brackets. */
    static Host parse(String raw) {
        if (raw.startsWith("[")) {
            if (!raw.endsWith("]")) {
                throw new UrlException(UrlCode.BAD_IPV6);
            }
            return ipv6(raw.substring(1, raw.length() - 1));
        }
        String host = Ascii.lower(decode(raw));
        checkName(host);
        String address = Ipv4Address.normalize(host);
        return address == null ? new Host(host, false, false, null) : new Host(address, false, true, null);
    }

    /** The same address with another zone, or with none. */
    Host withZone(@Nullable String newZone) {
        if (newZone == null) {
            return new Host(text, ipv6, ipv4, null);
        }
        Ipv6Address address = ipv6 ? Ipv6Address.parse(text) : null;
        checkZone(address, newZone);
        return new Host(text, true, false, newZone);
    }

    void appendTo(StringBuilder out, boolean withZone) {
        if (!ipv6) {
            out.append(text);
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
            return new Host(parsed.toString(), true, false, null);
        }
        String zone = raw.substring(percent + 1);
        // RFC 6874 writes the percent sign as %25; the bare one of RFC 4007 is common. A zone that begins with 25
        // has to be written in the first way.
        if (zone.startsWith("25")) {
            zone = zone.substring(2);
        }
        checkZone(parsed, zone);
        return new Host(parsed.toString(), true, false, zone);
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
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) >= 0x80) {
                throw new UrlException(UrlCode.LACKS_IDN);
            }
        }
        return host;
    }

    private static void checkName(String host) {
        if (host.isEmpty()) {
            throw new UrlException(UrlCode.NO_HOST);
        }
        int end = host.endsWith(".") ? host.length() - 1 : host.length();
        int labelStart = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || host.charAt(i) == '.') {
                int length = i - labelStart;
                // An empty label would end the name early in a DNS message.
                if (length == 0 || length > UrlLimits.LABEL_CHARS) {
                    throw new UrlException(
                            UrlCode.BAD_HOSTNAME,
                            "A label of the host is empty or longer than " + UrlLimits.LABEL_CHARS + " characters");
                }
                labelStart = i + 1;
            } else if (!Ascii.isUnreserved(host.charAt(i))) {
                throw TextScan.refused(UrlCode.BAD_HOSTNAME, host.charAt(i), i);
            }
        }
        if (end > UrlLimits.NAME_CHARS) {
            throw new UrlException(
                    UrlCode.BAD_HOSTNAME, "The host is longer than " + UrlLimits.NAME_CHARS + " characters");
        }
    }
}
