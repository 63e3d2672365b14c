package dev.hiper.internal.auth;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** The messages of NTLM that a client writes (MS-NLMP, 2.2.1), in base64. */
final class NtlmMessages {
    private static final int UNICODE = 1;
    private static final int OEM = 1 << 1;
    private static final int REQUEST_TARGET = 1 << 2;
    private static final int NTLM = 1 << 9;
    private static final int ALWAYS_SIGN = 1 << 15;
    private static final int EXTENDED_SECURITY = 1 << 19;

    private static final int TYPE_1_BYTES = 32;
    private static final int TYPE_3_HEAD_BYTES = 64;
    private static final int CLIENT_NONCE_BYTES = 8;

    /** No server needs to know the name of this machine. Like libcurl. */
    private static final String WORKSTATION = "WORKSTATION";

    private NtlmMessages() {}

    /** The first message: what we can. It names nobody. */
    static String negotiate() {
        ByteBuffer message = littleEndian(TYPE_1_BYTES);
        message.put(NtlmChallenge.SIGNATURE).putInt(1);
        message.putInt(OEM | REQUEST_TARGET | NTLM | ALWAYS_SIGN | EXTENDED_SECURITY);
        return base64(message);
    }

    /**
     * The third message: who we are, and the proof. With NTLMv2 if the server has extended security.
     *
     * @param credentials the user may be {@code domain\name} or {@code domain/name}
     */
    static String authenticate(Credentials credentials, NtlmChallenge challenge, Nonces nonces, long epochMillis)
            throws TransferException {
        String full = credentials.userText();
        int slash = full.indexOf('\\') >= 0 ? full.indexOf('\\') : full.indexOf('/');
        String domain = full.substring(0, Math.max(slash, 0));
        String user = full.substring(slash + 1);
        try {
            byte[][] responses = (challenge.flags() & EXTENDED_SECURITY) != 0
                    ? responsesV2(user, domain, credentials.passwordText(), challenge, nonces, epochMillis)
                    : responsesV1(credentials.passwordText(), challenge);
            return assembled(responses, domain, user, challenge.flags());
        } catch (GeneralSecurityException e) {
            throw new TransferException(ResultCode.AUTH_ERROR, "NTLM needs cryptography that is not here", e);
        }
    }

    private static byte[][] responsesV1(String password, NtlmChallenge challenge) throws GeneralSecurityException {
        return new byte[][] {
            NtlmHashes.responseV1(NtlmHashes.lmHash(password), challenge.nonce()),
            NtlmHashes.responseV1(NtlmHashes.ntHash(password), challenge.nonce())
        };
    }

    private static byte[][] responsesV2(
            String user, String domain, String password, NtlmChallenge challenge, Nonces nonces, long epochMillis)
            throws GeneralSecurityException {
        byte[] clientNonce = new byte[CLIENT_NONCE_BYTES];
        nonces.fill(clientNonce);
        byte[] hash = NtlmHashes.ntHashV2(user, domain, password);
        return new byte[][] {
            NtlmHashes.lmResponseV2(hash, challenge.nonce(), clientNonce),
            NtlmHashes.ntResponseV2(hash, challenge, clientNonce, epochMillis)
        };
    }

    private static String assembled(byte[][] responses, String domain, String user, int flags)
            throws TransferException {
        Charset charset = (flags & UNICODE) != 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        byte[][] payloads = {
            responses[0], responses[1], domain.getBytes(charset), user.getBytes(charset), WORKSTATION.getBytes(charset),
        };
        long size = TYPE_3_HEAD_BYTES;
        for (byte[] payload : payloads) {
            size += payload.length;
        }
        if (size > Limits.NTLM_MESSAGE_BYTES) {
            throw new TransferException(ResultCode.TOO_LARGE, "user and domain are too long for NTLM");
        }
        ByteBuffer message = littleEndian((int) size);
        message.put(NtlmChallenge.SIGNATURE).putInt(3);
        int offset = TYPE_3_HEAD_BYTES;
        for (byte[] payload : payloads) {
            message.putShort((short) payload.length).putShort((short) payload.length);
            message.putInt(offset);
            offset += payload.length;
        }
        // No session key.
        message.putLong(0);
        message.putInt(flags);
        for (byte[] payload : payloads) {
            message.put(payload);
        }
        return base64(message);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String base64(ByteBuffer message) {
        byte[] bytes = new byte[message.capacity()];
        message.get(0, bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
