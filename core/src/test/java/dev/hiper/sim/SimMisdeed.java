package dev.hiper.sim;

import dev.hiper.error.ResultCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How, and at which call, the callbacks of one transfer misbehave. */
final class SimMisdeed {
    /** Callbacks that can misbehave. */
    enum Callback {
        WRITE,
        HEADER,
        READ,
        PROGRESS
    }

    /** What an application's callback throws. */
    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown() {
            super("thrown by a callback", null, false, false);
        }
    }

    private static final int NEVER = -1;
    private static final int LATEST_CALL = 10;

    private final Callback callback;
    private final boolean throwing;
    private int callsLeft;

    private SimMisdeed(Callback callback, boolean throwing, int callsLeft) {
        this.callback = callback;
        this.throwing = throwing;
        this.callsLeft = callsLeft;
    }

    /** @param nasty how likely it is that there is one at all */
    static SimMisdeed draw(SimRandom random, double nasty) {
        Callback callback = random.pick(List.of(Callback.values()));
        boolean throwing = callback != Callback.PROGRESS && random.chance(0.5);
        int call = random.skewed(1, LATEST_CALL);
        return new SimMisdeed(callback, throwing, random.chance(nasty) ? call : NEVER);
    }

    /** Whether {@code called}, which runs now, has to abort; it may throw instead. */
    boolean strikes(Callback called) {
        if (called != callback || callsLeft == NEVER) {
            return false;
        }
        callsLeft = Math.max(0, callsLeft - 1);
        if (callsLeft == 0 && throwing) {
            throw new Thrown();
        }
        return callsLeft == 0;
    }

    boolean concerns(Callback some) {
        return callsLeft != NEVER && callback == some;
    }

    /** How the transfer may end because of it. */
    Set<ResultCode> results() {
        if (callsLeft == NEVER) {
            return EnumSet.noneOf(ResultCode.class);
        }
        return switch (callback) {
            case WRITE, HEADER -> EnumSet.of(ResultCode.WRITE_ERROR);
            case READ -> EnumSet.of(ResultCode.ABORTED_BY_CALLBACK, ResultCode.READ_ERROR);
            case PROGRESS -> EnumSet.of(ResultCode.ABORTED_BY_CALLBACK);
        };
    }
}
