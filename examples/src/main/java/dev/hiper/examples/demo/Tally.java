package dev.hiper.examples.demo;

import dev.hiper.examples.proxy.RequestListener;
import dev.hiper.examples.proxy.RequestRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was seen of all fetches, by the client and by the proxy. Any thread. */
final class Tally implements RequestListener {
    /** Failures that are told in full. */
    private static final int TOLD = 10;

    private final long[] micros;
    private final Map<Long, Integer> statuses = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int fetched;
    private int failed;
    private long bytes;
    private int forwarded;
    private int opened;
    private int reused;

    Tally(int count) {
        micros = new long[count];
    }

    /** One fetch has ended at the client. */
    synchronized void fetched(Errand errand, long status, long length, long tookMicros, @Nullable Throwable failure) {
        micros[fetched++] = tookMicros;
        bytes += length;
        statuses.merge(status, 1, Integer::sum);
        if (failure != null || status != errand.status() || length != errand.length()) {
            failed++;
            if (wrong.size() < TOLD) {
                wrong.add(errand.method() + " " + errand.path() + ": expected " + errand.status() + " with "
                        + errand.length() + " bytes, got " + status + " with " + length + " bytes"
                        + (failure == null ? "" : ": " + failure.getMessage()));
            }
        }
    }

    /** One request has ended at the proxy. */
    @Override
    public synchronized void onRequest(RequestRecord request) {
        forwarded++;
        if (request.reused()) {
            reused++;
        } else if (request.connection() >= 0) {
            opened++;
        }
    }

    synchronized int fetched() {
        return fetched;
    }

    synchronized int failed() {
        return failed;
    }

    synchronized int forwarded() {
        return forwarded;
    }

    synchronized int opened() {
        return opened;
    }

    synchronized int reused() {
        return reused;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** How often each status came. */
    synchronized Map<Long, Integer> statuses() {
        return new TreeMap<>(statuses);
    }

    /** What went wrong, the first few of it. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** The time that {@code share} of the fetches took at most, in microseconds. */
    synchronized long percentileMicros(double share) {
        if (fetched == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(micros, fetched);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(fetched - 1, Math.ceil(share * fetched) - 1)];
    }
}
