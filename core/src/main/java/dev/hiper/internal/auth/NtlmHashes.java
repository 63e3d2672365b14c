package dev.hiper.internal.auth;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The cryptography of NTLM (MS-NLMP, 3.3): weak by any standard of today, and what the servers expect. */
final class NtlmHashes {
    private static final int DES_KEY_BYTES = 7;
    private static final int LM_PASSWORD_BYTES = 14;

    /** What the LM hash encrypts with the password. */
    private static final byte[] LM_CONSTANT = "KGS!@#$%".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] BLOB_HEAD = {1, 1, 0, 0, 0, 0, 0, 0};

    /** Milliseconds from 1601, where the clock of Windows begins, to 1970. */
    private static final long MILLIS_1601_TO_1970 = 11_644_473_600_000L;

    private static final long TICKS_PER_MILLI = 10_000;

    private NtlmHashes() {}

    /** NTOWFv1. */
    static byte[] ntHash(String password) {
        return Md4.hash(password.getBytes(StandardCharsets.UTF_16LE));
    }

    /** LMOWFv1. */
    static byte[] lmHash(String password) throws GeneralSecurityException {
        byte[] upper = password.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        byte[] keys = Arrays.copyOf(upper, LM_PASSWORD_BYTES);
        byte[] hash = new byte[16];
        des(keys, 0, LM_CONSTANT, hash, 0);
        des(keys, DES_KEY_BYTES, LM_CONSTANT, hash, 8);
        return hash;
    }

    /** The nonce encrypted three times: DESL. */
    static byte[] responseV1(byte[] hash, byte[] nonce) throws GeneralSecurityException {
        byte[] keys = Arrays.copyOf(hash, 3 * DES_KEY_BYTES);
        byte[] response = new byte[24];
        for (int i = 0; i < 3; i++) {
            des(keys, i * DES_KEY_BYTES, nonce, response, i * 8);
        }
        return response;
    }

    /** NTOWFv2. */
    static byte[] ntHashV2(String user, String domain, String password) throws GeneralSecurityException {
        String who = user.toUpperCase(Locale.ROOT) + domain;
        return hmac(ntHash(password), who.getBytes(StandardCharsets.UTF_16LE));
    }

    /** The LMv2 response. */
    static byte[] lmResponseV2(byte[] hashV2, byte[] nonce, byte[] clientNonce) throws GeneralSecurityException {
        return joined(hmac(hashV2, nonce, clientNonce), clientNonce);
    }

    /** The NTLMv2 response: a proof, and the blob that it covers. */
    static byte[] ntResponseV2(byte[] hashV2, NtlmChallenge challenge, byte[] clientNonce, long epochMillis)
            throws GeneralSecurityException {
        long ticks = (epochMillis + MILLIS_1601_TO_1970) * TICKS_PER_MILLI;
        byte[] time = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(ticks)
                .array();
        byte[] blob = joined(BLOB_HEAD, time, clientNonce, new byte[4], challenge.targetInfo(), new byte[4]);
        return joined(hmac(hashV2, challenge.nonce(), blob), blob);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(key, "HmacMD5"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** Encrypts one block. The 56 bits of the key are spread over eight bytes, whose lowest bits do not count. */
    @SuppressWarnings("InsecureCryptoUsage") // One block of DES is what the protocol prescribes.
    private static void des(byte[] keys, int keyAt, byte[] block, byte[] into, int at) throws GeneralSecurityException {
        long bits = 0;
        for (int i = 0; i < DES_KEY_BYTES; i++) {
            bits = bits << 8 | (keys[keyAt + i] & 0xFF);
        }
        byte[] key = new byte[8];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (bits >>> (49 - 7 * i) << 1);
        }
        Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
        cipher.doFinal(block, 0, block.length, into, at);
    }

    private static byte[] joined(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
