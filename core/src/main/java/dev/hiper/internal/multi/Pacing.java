package dev.hiper.internal.multi;

import dev.hiper.internal.filter.Timer;
import dev.hiper.internal.transfer.Exchange;
import dev.hiper.internal.transfer.RateLimit;
import dev.hiper.internal.transfer.Transfer;

/** Speed limits (M21): parks a transfer whose limit is used up until tokens come. */
final class Pacing {
    private Pacing() {}

    /** Whether a limit that matters now is used up; the timer for more is set then. */
    static boolean blocks(Transfer transfer) {
        Exchange exchange = transfer.running();
        boolean receive = exchange != null && exchange.wantsReceive() && usedUp(transfer, transfer.receiveLimit());
        boolean send = exchange != null
                && (exchange.wantsSend() || exchange.holdsUnsent())
                && usedUp(transfer, transfer.sendLimit());
        if (!receive && !send) {
            return false;
        }
        long wait = Math.max(
                receive ? transfer.receiveLimit().waitNanos() : 0,
                send ? transfer.sendLimit().waitNanos() : 0);
        transfer.expireAt(Timer.TOO_FAST, transfer.nowNanos() + wait);
        return true;
    }

    private static boolean usedUp(Transfer transfer, RateLimit limit) {
        return limit.active() && limit.available(transfer.nowNanos()) <= 0;
    }
}
