package dev.hiper.internal.multi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives each member its number. Numbers grow until the table wraps, so mid order is order of adding in practice (A1,
 * A30); 0 is reserved for the engine's own housekeeping.
 */
final class MidTable {
    private static final int INITIAL_SLOTS = 512;

    private @Nullable Member[] members = new @Nullable Member[INITIAL_SLOTS];
    private int last;
    private int size;

    /** Takes the next free mid for {@code member}. */
    int add(Member member) {
        if (size + 1 >= members.length - (members.length >> 2)) {
            members = Arrays.copyOf(members, 2 * members.length);
        }
        int mid = last;
        do {
            mid = mid + 1 == members.length ? 1 : mid + 1;
        } while (members[mid] != null);
        members[mid] = member;
        last = mid;
        size++;
        return mid;
    }

    void remove(int mid) {
        members[mid] = null;
        size--;
    }

    @Nullable
    Member at(int mid) {
        return mid < members.length ? members[mid] : null;
    }

    int size() {
        return size;
    }

    /** One more than the largest mid there can be. */
    int bound() {
        return members.length;
    }
}
