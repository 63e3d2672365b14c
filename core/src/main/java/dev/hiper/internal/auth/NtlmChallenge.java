package dev.hiper.internal.auth;

import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The second message of NTLM, from the server (MS-NLMP, 2.2.1.2). */
final class NtlmChallenge {
    static final NtlmChallenge NONE = new NtlmChallenge(0, new byte[8], new byte[0]);

    static final byte[] SIGNATURE = {'N', 'T', 'L', 'M', 'S', 'S', 'P', 0};

    private static final int TYPE = 2;
    private static final int FLAGS_AT = 20;
    private static final int NONCE_AT = 24;
    private static final int SHORTEST = 32;
    private static final int INFO_LENGTH_AT = 40;
    private static final int INFO_OFFSET_AT = 44;
    private static final int HEAD_WITH_INFO = 48;
    private static final int TARGET_INFO = 1 << 23;

    private final int flags;
    private final byte[] nonce;
    private final byte[] targetInfo;

    NtlmChallenge(int flags, byte[] nonce, byte[] targetInfo) {
        this.flags = flags;
        this.nonce = nonce;
        this.targetInfo = targetInfo;
    }

    /**
     * Reads a message as it stands in the field.
     *
     * @return null if it is none, or points outside itself
     */
    static @Nullable NtlmChallenge decode(String base64) {
        if (base64.length() > Limits.NTLM_CHALLENGE_CHARS) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length < SHORTEST || !Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            return null;
        }
        ByteBuffer message = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (message.getInt(SIGNATURE.length) != TYPE) {
            return null;
        }
        int flags = message.getInt(FLAGS_AT);
        byte[] nonce = Arrays.copyOfRange(bytes, NONCE_AT, SHORTEST);
        byte[] info = (flags & TARGET_INFO) == 0 ? new byte[0] : targetInfo(message, bytes);
        return info == null ? null : new NtlmChallenge(flags, nonce, info);
    }

    private static byte @Nullable [] targetInfo(ByteBuffer message, byte[] bytes) {
        if (bytes.length < HEAD_WITH_INFO) {
            return new byte[0];
        }
        int length = message.getShort(INFO_LENGTH_AT) & 0xFFFF;
        long offset = message.getInt(INFO_OFFSET_AT) & 0xFFFF_FFFFL;
        if (length == 0) {
            return new byte[0];
        }
        if (offset < HEAD_WITH_INFO || offset + length > bytes.length) {
            return null;
        }
        return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }

    /** What the server offers. */
    int flags() {
        return flags;
    }

    /** Eight bytes; not to be changed. */
    byte[] nonce() {
        return nonce;
    }

    /** Attributes of the server, to be sent back; empty for none. Not to be changed. */
    byte[] targetInfo() {
        return targetInfo;
    }
}
