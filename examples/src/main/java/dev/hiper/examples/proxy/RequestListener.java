package dev.hiper.examples.proxy;

/** Is told of every request when it has ended. */
@FunctionalInterface
public interface RequestListener {
    /** Nobody wants to know. */
    RequestListener NONE = request -> {};

    /** On the event loop of the client, so it must not block. */
    void onRequest(RequestRecord request);
}
