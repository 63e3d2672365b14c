package dev.hiper.internal.auth;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Canonical forms of paths and queries. */
final class SigV4Text {
    private record Member(String name, String value) {}

    private static final String UNRESERVED = "-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private SigV4Text() {}

    /** Everything encoded but for unreserved characters (RFC 3986, 2.3). */
    static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8), "");
    }

    static String path(String path, boolean encode) {
        if (path.isEmpty()) {
            return "/";
        }
        return encode ? encoded(path.getBytes(StandardCharsets.UTF_8), "/") : path;
    }

    /** The members sorted by name and value, encoded alike however they were encoded. */
    static String query(@Nullable String query) throws TransferException {
        if (query == null) {
            return "";
        }
        List<Member> members = new ArrayList<>();
        for (String text : query.split("&", -1)) {
            if (text.isEmpty()) {
                continue;
            }
            if (members.size() + 1 == Limits.SIGV4_QUERY_MEMBERS) {
                throw new TransferException(ResultCode.TOO_LARGE, "the query has too many members to be signed");
            }
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            members.add(new Member(normalized(name), equals < 0 ? "" : normalized(text.substring(equals + 1))));
        }
        members.sort(Comparator.comparing(Member::name).thenComparing(Member::value));
        StringBuilder canonical = new StringBuilder();
        for (Member member : members) {
            canonical.append(canonical.isEmpty() ? "" : "&").append(member.name);
            canonical.append('=').append(member.value);
        }
        return canonical.toString();
    }

    /** Decoded and encoded again; a plus that is not encoded is a space. */
    private static String normalized(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder normalized = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '+') {
                b = ' ';
            } else if (b == '%' && i + 2 < bytes.length && hexAt(bytes, i + 1) >= 0) {
                b = (byte) hexAt(bytes, i + 1);
                i += 2;
            }
            append(normalized, b, "");
        }
        return normalized.toString();
    }

    private static int hexAt(byte[] bytes, int at) {
        int high = Ascii.hexValue(bytes[at]);
        int low = Ascii.hexValue(bytes[at + 1]);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static String encoded(byte[] bytes, String alsoPlain) {
        StringBuilder encoded = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            append(encoded, b, alsoPlain);
        }
        return encoded.toString();
    }

    private static void append(StringBuilder into, byte b, String alsoPlain) {
        char c = (char) (b & 0xFF);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || Ascii.isDigit(b) || UNRESERVED.indexOf(c) >= 0 || alsoPlain.indexOf(c) >= 0) {
            into.append(c);
        } else {
            into.append('%').append(HEX.toHexDigits(b));
        }
    }
}
