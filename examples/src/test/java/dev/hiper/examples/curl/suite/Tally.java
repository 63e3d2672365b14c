package dev.hiper.examples.curl.suite;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts outcomes. */
final class Tally {
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final Set<Integer> failed = new ConcurrentSkipListSet<>();

    void add(Outcome outcome) {
        switch (outcome.kind()) {
            case OK -> ok.incrementAndGet();
            case SKIPPED -> skipped.incrementAndGet();
            case FAILED -> failed.add(outcome.number());
        }
    }

    List<Integer> failedNumbers() {
        return List.copyOf(failed);
    }

    @Override
    public String toString() {
        return ok + " ok, " + failed.size() + " failed, " + skipped + " skipped";
    }
}
