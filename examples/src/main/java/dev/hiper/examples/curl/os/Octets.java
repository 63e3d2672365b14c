package dev.hiper.examples.curl.os;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns octet strings into what others want, and back. */
public final class Octets {
    private static final int LAST_ASCII = 0x7f;

    private Octets() {}

    /** The octets. */
    public static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The octet string of these octets. */
    public static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The octet string of a text: its UTF-8. */
    public static String ofText(String text) {
        return isAscii(text) ? text : of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text that the octets are in UTF-8; octets that are not UTF-8 become one character each. */
    public static String text(String octets) {
        if (isAscii(octets)) {
            return octets;
        }
        String text = decoded(octets);
        return text == null ? octets : text;
    }

    /** Whether the octets are UTF-8. */
    public static boolean isText(String octets) {
        return isAscii(octets) || decoded(octets) != null;
    }

    /**
     * The path with this name. Names outside ASCII need a virtual machine that was started in a UTF-8 locale.
     *
     * @throws java.nio.file.InvalidPathException if there cannot be such a path
     */
    public static Path path(String octets) {
        return Path.of(text(octets));
    }

    private static @Nullable String decoded(String octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(octets)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_ASCII) {
                return false;
            }
        }
        return true;
    }
}
