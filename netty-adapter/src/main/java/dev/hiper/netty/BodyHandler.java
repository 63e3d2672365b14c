package dev.hiper.netty;

import io.netty.buffer.ByteBuf;

/** Takes the body of a response, piece by piece. Called on the loop of the transfer. */
@FunctionalInterface
public interface BodyHandler {
    /**
     * The next piece of the body, never empty. A large piece is a slice of the memory it was received into, a small
     * one a copy; both may be kept, and written to a channel, for as long as wanted.
     *
     * <p>Ownership passes to the handler: it must release {@code piece}, also if it throws. Throwing fails
     * the transfer and nothing else. {@link HiperLoop#submit}, {@link Fetch#pause()} and {@link
     * Fetch#cancel} may be called from here.
     */
    void onBody(ByteBuf piece);
}
