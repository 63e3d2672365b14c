package dev.hiper.spi;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns host names into addresses without ever blocking the caller.
 *
 * <p>The engine asks for names only (address literals, {@code RESOLVE} entries and cached names never get
 * here), once per name at a time.
 */
public interface Resolver extends AutoCloseable {
    /** Which addresses are wanted. */
    enum Family {
        ANY,
        IPV4,
        IPV6
    }

    /** Receives the outcome of one query. */
    interface Answer {
        /**
         * Addresses became known. May be called more than once, for example once per family.
         * Any thread; also from inside {@link Resolver#resolve}.
         */
        void onAddresses(List<InetAddress> addresses);

        /**
         * The query ended; nothing follows. Any thread; also from inside {@link Resolver#resolve}.
         *
         * @param failure why there are no (more) addresses, null if the query went well
         */
        void onEnd(@Nullable Throwable failure);
    }

    /** A running query. */
    interface Query {
        /** Nobody waits any more. Calls to the answer may still happen and are ignored. Idempotent. */
        void cancel();
    }

    /**
     * Starts looking up {@code host}. Called on the thread that drives the engine; must return at once.
     *
     * @param host a name in ASCII, no address literal
     */
    Query resolve(String host, Family family, Answer answer);

    /** Releases threads and sockets. Queries still running may end or fall silent. */
    @Override
    void close();
}
