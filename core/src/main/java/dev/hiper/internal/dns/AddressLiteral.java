package dev.hiper.internal.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Address literals: IPv4 in dotted decimal, IPv6 with an optional zone. */
public final class AddressLiteral {
    private static final int IPV4_BYTES = 4;
    private static final int HIGHEST_BYTE = 255;

    private AddressLiteral() {}

    /** The address that {@code text} spells, without brackets; null if it is a name. */
    public static @Nullable InetAddress parse(String text) {
        return text.indexOf(':') >= 0 ? ipv6(text) : ipv4(text);
    }

    private static @Nullable InetAddress ipv4(String text) {
        byte[] bytes = new byte[IPV4_BYTES];
        int at = 0;
        for (int i = 0; i < IPV4_BYTES; i++) {
            int start = at;
            int value = 0;
            while (at < text.length() && isDigit(text.charAt(at)) && value <= HIGHEST_BYTE) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            if (at == start || value > HIGHEST_BYTE) {
                return null;
            }
            bytes[i] = (byte) value;
            if (i < IPV4_BYTES - 1 && (at == text.length() || text.charAt(at++) != '.')) {
                return null;
            }
        }
        return at == text.length() ? of(bytes) : null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static @Nullable InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** A text with a colon is never looked up by the JDK: it is an address, or it is refused. */
    private static @Nullable InetAddress ipv6(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
