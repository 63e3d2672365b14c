package dev.hiper.examples.bench.client.tool;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How often wrk saw which time, in microseconds. */
final class WrkLatencies {
    private final NavigableMap<Long, Long> counts;

    private WrkLatencies(NavigableMap<Long, Long> counts) {
        this.counts = counts;
    }

    /**
     * Reads pairs such as {@code 120:3 125:1}.
     *
     * @throws IllegalStateException if it is something else
     */
    static WrkLatencies parse(String text) {
        NavigableMap<Long, Long> counts = new TreeMap<>();
        for (String pair : text.split(" ", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split(":", -1);
            try {
                counts.put(Long.valueOf(parts[0]), Long.valueOf(parts[parts.length - 1]));
            } catch (NumberFormatException e) {
                throw new IllegalStateException("wrk's latencies cannot be read at '" + pair + "'", e);
            }
        }
        return new WrkLatencies(counts);
    }

    /**
     * Takes out what wrk put in. When it has measured it assumes that every connection meant to send a request each
     * {@code interval}, and adds those to its histogram that it believes not to have sent while it waited: for each time
     * {@code t} of twice the interval or more also {@code t - interval}, {@code t - 2 * interval} and so on, down
     * to the interval. The other clients have nothing of that kind. Made-up values come from higher ones only, so that
     * they can be told from the top down.
     *
     * @param recorded how many there are in truth
     * @throws IllegalStateException if so many do not remain
     */
    WrkLatencies withoutCorrection(long micros, long requests, int connections, long recorded) {
        if (total() == recorded) {
            return this;
        }
        NavigableMap<Long, Long> left = new TreeMap<>(counts);
        long interval = Math.max(1, micros / Math.max(1, requests / connections));
        for (long value : counts.descendingKeySet()) {
            long count = left.getOrDefault(value, 0L);
            if (value < 2 * interval || count == 0) {
                continue;
            }
            for (long added = value - interval; added > interval; added -= interval) {
                left.merge(added, -count, Long::sum);
            }
        }
        left.values().removeIf(count -> count == 0);
        WrkLatencies truth = new WrkLatencies(left);
        if (truth.total() != recorded || left.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalStateException(
                    "wrk's latencies do not add up to " + recorded + " answers but to " + truth.total());
        }
        return truth;
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The least value that so many percent do not exceed; 0 if there is none. */
    long percentile(double percent) {
        long rank = Math.max(1, (long) Math.ceil(percent / 100 * total()));
        long seen = 0;
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return entry.getKey();
            }
        }
        return 0;
    }

    /** 0 if there is none. */
    long max() {
        return counts.isEmpty() ? 0 : counts.lastKey();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
