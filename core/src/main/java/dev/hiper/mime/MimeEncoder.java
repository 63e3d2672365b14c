package dev.hiper.mime;

import java.util.Locale;

/** How the content of a part is encoded on its way: the values of Content-Transfer-Encoding, RFC 2045, 6. */
public enum MimeEncoder {
    /** As it is. */
    BINARY("binary"),

    /** As it is; says that the content is lines of text. */
    EIGHT_BIT("8bit"),

    /** As it is; a byte with the high bit set fails the transfer. */
    SEVEN_BIT("7bit"),

    /** Lines of at most 76 characters. */
    BASE64("base64"),

    /** Lines of at most 76 characters; the size is not known before, so HTTP/1.1 sends the body in chunks. */
    QUOTED_PRINTABLE("quoted-printable");

    private final String token;

    MimeEncoder(String token) {
        this.token = token;
    }

    /** The name as it stands in the header field. */
    public String token() {
        return token;
    }

    /**
     * The encoder with this name, in any case of letters.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MimeEncoder of(String name) {
        String token = name.toLowerCase(Locale.ROOT);
        for (MimeEncoder encoder : values()) {
            if (encoder.token.equals(token)) {
                return encoder;
            }
        }
        throw new IllegalArgumentException("no transfer encoding is named \"" + name + "\"");
    }
}
