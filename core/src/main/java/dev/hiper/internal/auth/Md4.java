package dev.hiper.internal.auth;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** MD4 (RFC 1320). Broken as a hash function, and yet what NTLM makes of a password; the JDK has none. */
final class Md4 {
    private static final int BLOCK_BYTES = 64;
    private static final int LENGTH_BYTES = 8;

    private static final int[] SECOND_ORDER = {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15};
    private static final int[] THIRD_ORDER = {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15};

    private static final int[] FIRST_SHIFTS = {3, 7, 11, 19};
    private static final int[] SECOND_SHIFTS = {3, 5, 9, 13};
    private static final int[] THIRD_SHIFTS = {3, 9, 11, 15};

    private static final int SECOND_CONSTANT = 0x5A827999;
    private static final int THIRD_CONSTANT = 0x6ED9EBA1;

    private Md4() {}

    static byte[] hash(byte[] message) {
        ByteBuffer padded = padded(message);
        int[] state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
        int[] words = new int[16];
        while (padded.hasRemaining()) {
            for (int i = 0; i < words.length; i++) {
                words[i] = padded.getInt();
            }
            block(state, words);
        }
        ByteBuffer hash = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : state) {
            hash.putInt(word);
        }
        return hash.array();
    }

    private static ByteBuffer padded(byte[] message) {
        int blocks = (message.length + 1 + LENGTH_BYTES + BLOCK_BYTES - 1) / BLOCK_BYTES;
        byte[] bytes = Arrays.copyOf(message, blocks * BLOCK_BYTES);
        bytes[message.length] = (byte) 0x80;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.putLong(bytes.length - LENGTH_BYTES, message.length * 8L);
    }

    private static void block(int[] state, int[] words) {
        int[] s = state.clone();
        for (int i = 0; i < 16; i++) {
            step(s, (s[1] & s[2]) | (~s[1] & s[3]), words[i], FIRST_SHIFTS[i % 4]);
        }
        for (int i = 0; i < 16; i++) {
            int majority = (s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3]);
            step(s, majority, words[SECOND_ORDER[i]] + SECOND_CONSTANT, SECOND_SHIFTS[i % 4]);
        }
        for (int i = 0; i < 16; i++) {
            step(s, s[1] ^ s[2] ^ s[3], words[THIRD_ORDER[i]] + THIRD_CONSTANT, THIRD_SHIFTS[i % 4]);
        }
        for (int i = 0; i < state.length; i++) {
            state[i] += s[i];
        }
    }

    /** One operation; the words move by one, so that the next operation finds each where this one did. */
    private static void step(int[] s, int mixed, int word, int shift) {
        int changed = Integer.rotateLeft(s[0] + mixed + word, shift);
        s[0] = s[3];
        s[3] = s[2];
        s[2] = s[1];
        s[1] = changed;
    }
}
