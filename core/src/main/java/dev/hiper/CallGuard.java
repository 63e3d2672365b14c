package dev.hiper;

import dev.hiper.error.ResultCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is active on a handle at the moment, innermost last, and whether a call may begin now. One
 * per multi, and one per easy handle for the time that it is in no multi.
 *
 * <p>Also notices two threads at work at once, as far as that can be seen without a lock.
 */
final class CallGuard {
    private final int maxDepth;
    /** Between two callbacks there is always a call, and calls end at {@code maxDepth}. */
    private final @Nullable Activity[] active;

    private int depth;
    private @Nullable Thread owner;

    CallGuard(int maxDepth) {
        this.maxDepth = maxDepth;
        this.active = new @Nullable Activity[maxDepth + 1];
    }

    /** Whether {@code call} may begin now. */
    boolean allows(Activity call) {
        if (depth >= maxDepth) {
            return false;
        }
        return switch (call.rule()) {
            case ALWAYS, CALLBACK -> true;
            case IDLE -> depth == 0;
            case IDLE_OR_NOTIFY -> depth == 0 || contains(Activity.NOTIFY_CALLBACK);
            case NOT_IN_LISTENER -> !contains(Activity.SOCKET_CALLBACK) && !contains(Activity.TIMER_CALLBACK);
        };
    }

    /**
     * Begins a call of a multi.
     *
     * @throws MultiException with RECURSIVE_API_CALL if it is not allowed now
     */
    void enterMulti(Activity call) {
        if (!allows(call)) {
            throw new MultiException(MultiCode.RECURSIVE_API_CALL, refusal(call));
        }
        enter(call);
    }

    /**
     * Begins a call of an easy handle.
     *
     * @throws EasyException with RECURSIVE_API_CALL if it is not allowed now
     */
    void enterEasy(Activity call) {
        if (!allows(call)) {
            throw new EasyException(ResultCode.RECURSIVE_API_CALL, refusal(call));
        }
        enter(call);
    }

    /** Begins whatever it is, without asking; callbacks come this way. */
    void enter(Activity what) {
        Thread current = Thread.currentThread();
        if (depth == 0) {
            owner = current;
        } else if (owner != current) {
            throw new IllegalStateException(what + " on " + current + " while " + owner + " is inside " + active());
        }
        assert depth < active.length : what + " inside " + active();
        active[depth++] = what;
    }

    /** Ends what was begun last, which is {@code what}. */
    void leave(Activity what) {
        assert depth > 0 && active[depth - 1] == what : what + " left inside " + active();
        active[--depth] = null;
    }

    boolean idle() {
        return depth == 0;
    }

    boolean contains(Activity what) {
        for (int i = 0; i < depth; i++) {
            if (active[i] == what) {
                return true;
            }
        }
        return false;
    }

    private String refusal(Activity call) {
        return call + " is not allowed inside " + active();
    }

    private String active() {
        return Arrays.toString(Arrays.copyOf(active, depth));
    }
}
