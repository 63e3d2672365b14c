package dev.hiper.internal.multi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who has a deadline, ordered by their earliest one: a heap of four children per node whose members know
 * their place.
 *
 * <p>Why a heap and not a timer wheel: the timer callback is promised the exact next deadline
 * (T1), which a wheel only knows after a search. A new deadline is almost always later than most others, so setting
 * one usually touches one or two levels; moving and cancelling are bounded by the depth, nine at a
 * hundred thousand members. Nothing is allocated but the array as it grows.
 */
final class TimerQueue {
    private static final int CHILDREN_SHIFT = 2;
    private static final int CHILDREN = 1 << CHILDREN_SHIFT;

    private @Nullable Deadlines[] heap = new @Nullable Deadlines[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The earliest deadline of all; only if not empty. */
    long earliestNanos() {
        return at(0).earliestNanos;
    }

    /** Takes over that somebody's deadlines changed. */
    void update(Deadlines deadlines) {
        if (deadlines.isEmpty()) {
            remove(deadlines);
        } else if (deadlines.queueIndex == Deadlines.ABSENT) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            place(deadlines, size++);
            up(deadlines);
        } else {
            up(deadlines);
            down(deadlines);
        }
    }

    void remove(Deadlines deadlines) {
        int index = deadlines.queueIndex;
        if (index == Deadlines.ABSENT) {
            return;
        }
        deadlines.queueIndex = Deadlines.ABSENT;
        Deadlines last = at(--size);
        heap[size] = null;
        if (last != deadlines) {
            place(last, index);
            up(last);
            down(last);
        }
    }

    /** An owner with a due deadline; its due deadlines are dropped. Null if nothing is due. */
    @Nullable
    DeadlineOwner pollDue(long nowNanos) {
        if (size == 0 || at(0).earliestNanos - nowNanos > 0) {
            return null;
        }
        Deadlines due = at(0);
        due.dropDue(nowNanos);
        update(due);
        return due.owner;
    }

    private void up(Deadlines node) {
        int index = node.queueIndex;
        while (index > 0) {
            int parent = (index - 1) >> CHILDREN_SHIFT;
            Deadlines above = at(parent);
            if (above.earliestNanos - node.earliestNanos <= 0) {
                break;
            }
            place(above, index);
            index = parent;
        }
        place(node, index);
    }

    private void down(Deadlines node) {
        int index = node.queueIndex;
        while (true) {
            int first = (index << CHILDREN_SHIFT) + 1;
            if (first >= size) {
                break;
            }
            int smallest = smallestOf(first, Math.min(first + CHILDREN, size));
            Deadlines below = at(smallest);
            if (node.earliestNanos - below.earliestNanos <= 0) {
                break;
            }
            place(below, index);
            index = smallest;
        }
        place(node, index);
    }

    private int smallestOf(int from, int to) {
        int smallest = from;
        for (int i = from + 1; i < to; i++) {
            if (at(i).earliestNanos - at(smallest).earliestNanos < 0) {
                smallest = i;
            }
        }
        return smallest;
    }

    private Deadlines at(int index) {
        Deadlines deadlines = heap[index];
        assert deadlines != null : "hole in the heap";
        return java.util.Objects.requireNonNull(deadlines);
    }

    private void place(Deadlines deadlines, int index) {
        heap[index] = deadlines;
        deadlines.queueIndex = index;
    }
}
