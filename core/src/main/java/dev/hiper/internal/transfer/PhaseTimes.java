package dev.hiper.internal.transfer;

import dev.hiper.internal.filter.ConnectPhase;

/**
 * Keeps the phase times of {@link TransferInfo}: each counts from the start of its leg, and the legs are summed up.
 * A phase that was reached counts at least one microsecond, so that 0 keeps meaning "not reached".
 */
final class PhaseTimes {
    private static final long LEAST_NANOS = 1000;

    private final TransferInfo info;
    private long legStartNanos;
    /** Whether an earlier leg counts; the first leg, which mostly is the only one, adds to nothing. */
    private boolean carries;

    private long nameLookupBefore;
    private long connectBefore;
    private long appConnectBefore;
    private long preTransferBefore;
    private long startTransferBefore;
    private long postTransferBefore;

    PhaseTimes(TransferInfo info) {
        this.info = info;
    }

    private void reset() {
        if (!carries) {
            return;
        }
        carries = false;
        nameLookupBefore = 0;
        connectBefore = 0;
        appConnectBefore = 0;
        preTransferBefore = 0;
        startTransferBefore = 0;
        postTransferBefore = 0;
    }

    void beginFirstLeg(long nowNanos) {
        reset();
        legStartNanos = nowNanos;
    }

    void beginNextLeg(long nowNanos) {
        carries = true;
        legStartNanos = nowNanos;
        nameLookupBefore = info.nameLookupNanos;
        connectBefore = info.connectNanos;
        appConnectBefore = info.appConnectNanos;
        preTransferBefore = info.preTransferNanos;
        startTransferBefore = info.startTransferNanos;
        postTransferBefore = info.postTransferNanos;
    }

    long legStartNanos() {
        return legStartNanos;
    }

    void reached(ConnectPhase phase, long nowNanos) {
        long passed = sinceLegStart(nowNanos);
        switch (phase) {
            case NAME_RESOLVED -> info.nameLookupNanos = nameLookupBefore + passed;
            case CONNECTED -> info.connectNanos = connectBefore + passed;
            case TLS_DONE -> info.appConnectNanos = appConnectBefore + passed;
        }
    }

    void preTransfer(long nowNanos) {
        info.preTransferNanos = preTransferBefore + sinceLegStart(nowNanos);
    }

    void startTransfer(long nowNanos) {
        info.startTransferNanos = startTransferBefore + sinceLegStart(nowNanos);
    }

    void postTransfer(long nowNanos) {
        info.postTransferNanos = postTransferBefore + sinceLegStart(nowNanos);
    }

    private long sinceLegStart(long nowNanos) {
        return Math.max(LEAST_NANOS, nowNanos - legStartNanos);
    }
}
