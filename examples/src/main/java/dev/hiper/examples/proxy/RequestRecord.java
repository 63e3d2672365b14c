package dev.hiper.examples.proxy;

/**
 * What became of one request.
 *
 * @param client address of the client
 * @param method as the client sent it
 * @param target as the client sent it
 * @param status what the client was answered; 0 if nothing
 * @param bytes body bytes to the client; of a tunnel those of both directions
 * @param times how long it took
 * @param connection number of the upstream connection on its event loop; -1 for none
 * @param reused whether that had served a request before
 * @param result how it ended: the engine's result, or why the engine had no part in it
 */
public record RequestRecord(
        String client,
        String method,
        String target,
        int status,
        long bytes,
        Times times,
        long connection,
        boolean reused,
        String result) {

    /** Microseconds from the start of the request until each phase was over; 0 for a phase that was not reached. */
    public record Times(
            long totalMicros,
            long nameLookupMicros,
            long connectMicros,
            long appConnectMicros,
            long startTransferMicros) {

        static Times total(long micros) {
            return new Times(micros, 0, 0, 0, 0);
        }
    }
}
