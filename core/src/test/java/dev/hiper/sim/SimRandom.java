package dev.hiper.sim;

import java.util.List;

/**
 * Deterministic and splittable: each part of the world draws from a stream of its own, so that one part
 * drawing more does not change what another part sees. (SplitMix64, Steele, Lea and Flood 2014.)
 */
public final class SimRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    public SimRandom(long seed) {
        this.state = seed;
    }

    /** A stream that is independent of what is drawn from this one later. */
    public SimRandom split() {
        return new SimRandom(nextLong());
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** A value from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(nextLong(), bound);
    }

    /** A value from {@code low} to {@code high}, both included. */
    public long between(long low, long high) {
        return low + Long.remainderUnsigned(nextLong(), high - low + 1);
    }

    public int between(int low, int high) {
        return (int) between((long) low, (long) high);
    }

    /** A size from {@code low} to {@code high} that is more often small than large. */
    public int skewed(int low, int high) {
        int magnitude = Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(1, high - low)));
        long top = Math.min((1L << between(1, magnitude)), (long) high - low);
        return (int) (low + between(0L, top));
    }

    public boolean chance(double probability) {
        return probability > 0 && (nextLong() >>> 11) * 0x1.0p-53 < probability;
    }

    public <T> T pick(List<T> some) {
        return some.get(below(some.size()));
    }

    public <T> void shuffle(List<T> some) {
        for (int i = some.size() - 1; i > 0; i--) {
            int j = below(i + 1);
            T other = some.get(j);
            some.set(j, some.get(i));
            some.set(i, other);
        }
    }

    /** The byte at {@code index} of the endless content number {@code content}: tells where a byte belongs. */
    static byte contentByte(long content, int index) {
        return (byte) (mix(content * GOLDEN + (index >>> 3)) >>> (8 * (index & 7)));
    }

    /** The first {@code size} bytes of the endless content number {@code content}. */
    public static byte[] content(long content, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = contentByte(content, i);
        }
        return bytes;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
