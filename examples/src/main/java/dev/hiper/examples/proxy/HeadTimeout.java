package dev.hiper.examples.proxy;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that does not bring a complete request head in time, counted from its start or the last response; a
 * byte now and then gains nothing. One timer per connection, which looks when it fires: most requests come in time.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The timer looks by itself whether it still matters.
final class HeadTimeout {
    private final Channel channel;
    private final long timeoutNanos;
    private boolean waiting;
    private boolean scheduled;
    private long deadlineNanos;

    HeadTimeout(Channel channel, int timeoutSeconds) {
        this.channel = channel;
        this.timeoutNanos = TimeUnit.SECONDS.toNanos(timeoutSeconds);
    }

    /** From now on a request is waited for. */
    void begin() {
        waiting = true;
        deadlineNanos = System.nanoTime() + timeoutNanos;
        schedule(timeoutNanos);
    }

    /** A request has come. */
    void end() {
        waiting = false;
    }

    private void schedule(long delayNanos) {
        if (!scheduled) {
            scheduled = true;
            channel.eventLoop().schedule(this::look, delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        scheduled = false;
        if (!waiting || !channel.isOpen()) {
            return;
        }
        long left = deadlineNanos - System.nanoTime();
        if (left > 0) {
            schedule(left);
        } else {
            channel.close();
        }
    }
}
