package dev.hiper.internal.auth;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The hash functions of Digest (RFC 7616, 6.1), the weakest first. */
enum DigestAlgorithm {
    MD5("md5", "MD5"),
    SHA_256("sha-256", "SHA-256"),
    SHA_512_256("sha-512-256", "SHA-512/256");

    private static final String SESSION = "-sess";

    private final String name;
    private final String javaName;

    DigestAlgorithm(String name, String javaName) {
        this.name = name;
        this.javaName = javaName;
    }

    /**
     * The function of an algorithm parameter.
     *
     * @param parameter null or empty for MD5
     * @return null if it is not known
     */
    static @Nullable DigestAlgorithm named(@Nullable String parameter) {
        if (parameter == null) {
            return MD5;
        }
        String wanted = parameter.toLowerCase(Locale.ROOT);
        if (wanted.endsWith(SESSION)) {
            wanted = wanted.substring(0, wanted.length() - SESSION.length());
        }
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.name.equals(wanted)) {
                return algorithm;
            }
        }
        return null;
    }

    static boolean isSession(@Nullable String parameter) {
        return parameter != null && parameter.toLowerCase(Locale.ROOT).endsWith(SESSION);
    }

    /** The hash in lower-case hexadecimal digits. {@code text} has one char per byte. */
    String hex(String text) throws TransferException {
        try {
            byte[] hash = MessageDigest.getInstance(javaName).digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new TransferException(ResultCode.AUTH_ERROR, "Digest needs " + javaName + ", which is not here", e);
        }
    }
}
