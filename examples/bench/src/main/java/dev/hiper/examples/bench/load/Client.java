package dev.hiper.examples.bench.load;

/** An HTTP client under test. Made once for a process; one implementation for each client, each one class. */
@SuppressWarnings(
        "try") // close() may be interrupted, as with every AutoCloseable: clients block until their threads ended.
public interface Client extends AutoCloseable {
    /**
     * Sends the exchange's request and returns at once; what comes is reported to the exchange. Reads the body of the
     * response piece by piece and drops it. Called on any thread, also inside {@link Exchange#completed} of the same
     * exchange. A client with a loop of its own hops there if need be.
     */
    void send(Exchange exchange);

    /** Ends all threads and connections. Exchanges in flight need not be told. */
    @Override
    void close() throws Exception;

    /** Makes a client. */
    @FunctionalInterface
    interface Factory {
        Client create(ClientSettings settings) throws Exception;
    }
}
