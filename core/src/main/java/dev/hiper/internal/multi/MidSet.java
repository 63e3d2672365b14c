package dev.hiper.internal.multi;

import java.util.Arrays;

/**
 * A set of mids, walked in ascending order while members come and go (X16). A second level of bits marks the words
 * that are not empty, so that finding the few members among a hundred thousand mids
 * costs the same as among ten.
 */
final class MidSet {
    private static final int NO_MEMBER = -1;

    private long[] words = new long[8];
    private long[] nonEmpty = new long[1];
    private int size;

    boolean add(int mid) {
        int word = mid >> 6;
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, word + 1));
            nonEmpty = Arrays.copyOf(nonEmpty, (words.length + 63) >> 6);
        }
        long bit = 1L << mid;
        if ((words[word] & bit) != 0) {
            return false;
        }
        words[word] |= bit;
        nonEmpty[word >> 6] |= 1L << word;
        size++;
        return true;
    }

    boolean remove(int mid) {
        int word = mid >> 6;
        long bit = 1L << mid;
        if (word >= words.length || (words[word] & bit) == 0) {
            return false;
        }
        words[word] &= ~bit;
        if (words[word] == 0) {
            nonEmpty[word >> 6] &= ~(1L << word);
        }
        size--;
        return true;
    }

    boolean contains(int mid) {
        int word = mid >> 6;
        return word < words.length && (words[word] & (1L << mid)) != 0;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The smallest member that is not below {@code from}, or -1. */
    int next(int from) {
        int word = from >> 6;
        if (word >= words.length) {
            return NO_MEMBER;
        }
        long rest = words[word] & (-1L << from);
        if (rest != 0) {
            return (word << 6) + Long.numberOfTrailingZeros(rest);
        }
        int following = nextNonEmptyWord(word + 1);
        return following < 0 ? NO_MEMBER : (following << 6) + Long.numberOfTrailingZeros(words[following]);
    }

    private int nextNonEmptyWord(int from) {
        int group = from >> 6;
        if (group >= nonEmpty.length) {
            return NO_MEMBER;
        }
        long rest = nonEmpty[group] & (-1L << from);
        while (rest == 0) {
            if (++group == nonEmpty.length) {
                return NO_MEMBER;
            }
            rest = nonEmpty[group];
        }
        return (group << 6) + Long.numberOfTrailingZeros(rest);
    }
}
