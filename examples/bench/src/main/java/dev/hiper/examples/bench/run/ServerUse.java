package dev.hiper.examples.bench.run;

/**
 * What the other side of a measured process did in the measured window.
 *
 * @param seconds length of the window, as the coordinator saw it
 * @param userMicros CPU time of the server in user mode, in microseconds; with that of the load where a proxy is
 *     measured, for they share the core
 * @param systemMicros in the kernel
 * @param newConnections that the server accepted from the beginning of the window until the result arrived
 */
public record ServerUse(double seconds, long userMicros, long systemMicros, long newConnections) {
    /** Share of one core, 0 to 1 where it has one core. */
    public double busy() {
        return (userMicros + systemMicros) / 1e6 / seconds;
    }
}
