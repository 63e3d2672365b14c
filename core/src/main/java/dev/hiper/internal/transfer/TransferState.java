package dev.hiper.internal.transfer;

/**
 * Where a transfer stands (section 8.1 of the multi contract; libcurl's states that HTTP passes through without stopping
 * are left out).
 *
 * <pre>
 *   INIT --> CONNECT <----> PENDING
 *              | \                        any state but COMPLETED
 *   (reused)   |  v                              |  error
 *              |  CONNECTING                     v
 *              v  v                            DONE --> COMPLETED
 *   CONNECT <- SENDING --> PERFORMING ----------^
 *      ^                    |   ^  |
 *      |______ retry _______|   v  |
 *                          RATE_LIMITED
 * </pre>
 */
public enum TransferState {
    /** Added, has not run yet. */
    INIT,
    /** Waits for a connection slot; not run until one may be free. */
    PENDING,
    /** Looks for a connection to use, or begins a new one. */
    CONNECT,
    /** Its new connection is being built. */
    CONNECTING,
    /** Asks the application for its last word and writes the request. */
    SENDING,
    /** Exchanges the rest of the request and the response. */
    PERFORMING,
    /** Used up what a speed limit allows; waits for the timer only. */
    RATE_LIMITED,
    /** Over; gives its connection back. */
    DONE,
    /** Its result is ready to be read; nothing runs it any more. */
    COMPLETED;

    /** Whether {@code next} may follow; the drawing above as a table. */
    boolean mayBecome(TransferState next) {
        return switch (this) {
            case INIT -> next == CONNECT || next == DONE;
            case PENDING -> next == CONNECT || next == DONE;
            case CONNECT -> next == PENDING || next == CONNECTING || next == SENDING || next == DONE;
            case CONNECTING -> next == SENDING || next == CONNECT || next == DONE;
            case SENDING -> next == PERFORMING || next == CONNECT || next == DONE;
            case PERFORMING -> next == RATE_LIMITED || next == CONNECT || next == SENDING || next == DONE;
            case RATE_LIMITED -> next == PERFORMING || next == DONE;
            case DONE -> next == COMPLETED;
            case COMPLETED -> next == INIT;
        };
    }
}
