package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.load.ProcessCpu;
import dev.hiper.examples.bench.origin.OriginServer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The measured window as it is seen from here: what server and proxy do in it. It begins when the measured process says
 * so. Its end is told by the clock, for when the result arrives, the process has been busy with writing it for a while.
 */
final class Window {
    private record Sample(long nanos, ProcessCpu server, ProcessCpu proxy) {}

    private final OriginServer origin;
    private final Supplier<ProcessCpu> proxyCpu;
    private final long lengthNanos;
    private long acceptedBefore;
    private @Nullable Sample first;
    private @Nullable Sample last;

    /**
     * @param proxyCpu what the proxy has used so far, if there is one
     */
    Window(OriginServer origin, Supplier<ProcessCpu> proxyCpu, long lengthNanos) {
        this.origin = origin;
        this.proxyCpu = proxyCpu;
        this.lengthNanos = lengthNanos;
    }

    void begin() {
        first = sample();
        acceptedBefore = origin.accepted();
    }

    /** When something has to be done at the latest: its end, or {@code deadline}. */
    long wakeUpNanos(long deadline) {
        return first != null && last == null ? first.nanos() + lengthNanos : deadline;
    }

    /** Ends it if its time is over. */
    void look() {
        if (first != null && last == null && System.nanoTime() - first.nanos() >= lengthNanos) {
            last = sample();
        }
    }

    /**
     * What there was in it, now that the result is there. Connections are counted until now: no more are opened once
     * the load has stopped, and every request of the window has its own counted, whoever's clock is late.
     *
     * @return null if it has not begun
     */
    @Nullable
    Use use() {
        if (first == null) {
            return null;
        }
        // A process in C may write its result before the clock here runs out.
        Sample end = last == null ? sample() : last;
        return new Use(
                (end.nanos() - first.nanos()) / 1e9,
                end.server().minus(first.server()),
                end.proxy().minus(first.proxy()),
                origin.accepted() - acceptedBefore);
    }

    private Sample sample() {
        return new Sample(System.nanoTime(), origin.cpu(), proxyCpu.get());
    }

    /** What was used. */
    record Use(double seconds, ProcessCpu server, ProcessCpu proxy, long newConnections) {}
}
