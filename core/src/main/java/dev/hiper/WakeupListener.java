package dev.hiper;

/**
 * Is told that something outside the loop, a resolver for example, has an answer for the engine.
 * Not in libcurl, which uses a socket pair for this.
 *
 * <p>Called on <b>any thread</b>, possibly on the loop's own: only post a call of
 * {@link Multi#timeoutAction} to the thread that drives the multi. May be called more often than
 * needed.
 */
@FunctionalInterface
public interface WakeupListener {
    /** Please call {@link Multi#timeoutAction} on the loop soon. */
    void onWakeup();
}
