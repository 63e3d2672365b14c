package dev.hiper.internal.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A Location as text. Its bytes above ASCII, which RFC 9110 knows nothing of, are UTF-8 in practice. */
public final class LocationText {
    private static final int LAST_ASCII = 0x7f;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private LocationText() {}

    /**
     * What the bytes of a field value mean: UTF-8 where they are; else each byte above ASCII percent-encoded, so that it
     * arrives as it came.
     *
     * @param value as {@link ResponseHead#value} reads it, one char per byte
     */
    public static String of(String value) {
        int first = 0;
        while (first < value.length() && value.charAt(first) <= LAST_ASCII) {
            first++;
        }
        if (first == value.length()) {
            return value;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notUtf8) {
            return encoded(value);
        }
    }

    private static String encoded(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= LAST_ASCII) {
                out.append(c);
            } else {
                out.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
        return out.toString();
    }
}
