package dev.hiper;

/**
 * Is told when the engine wants to be called next: libcurl's {@code CURLMOPT_TIMERFUNCTION}. There
 * is one timer per multi; each call replaces what was told before.
 *
 * <p>Runs on the thread that drives the multi. It may not drive it, nor add or remove transfers,
 * nor pause: with 0, post the call of {@link Multi#timeoutAction}, do not make it.
 */
@FunctionalInterface
public interface TimerListener {
    /**
     * The deadline of the engine has moved.
     *
     * @param timeoutMillis -1 to delete the timer; 0 for as soon as possible, but not inside this
     *     call; else the milliseconds after which to call {@link Multi#timeoutAction} once
     * @return 0 to go on; -1 ends all transfers with {@link MultiCode#ABORTED_BY_CALLBACK}, and so
     *     does throwing
     */
    int onTimer(Multi multi, long timeoutMillis);
}
