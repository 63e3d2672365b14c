package dev.hiper.internal.dns;

import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.spi.Resolver;
import java.net.InetAddress;
import java.util.List;

/** Knows how to ask a {@link NameServer}. Loop thread only. */
public interface NameServers {
    /** Receives the outcome of one question: one call of one method. Also from inside {@link #ask}. */
    interface Answer {
        /** The server was heard; without addresses, there is no such name. */
        void known(List<InetAddress> addresses, long ttlSeconds, long nowNanos);

        /** Nothing useful was heard. */
        void failed(Exception failure, long nowNanos);
    }

    /** Asks {@code server} on behalf of {@code asker}, who is told what goes on. Once cancelled, the answer falls silent. */
    Resolver.Query ask(NameServer server, String host, Resolver.Family family, Answer answer, ConnectContext asker);
}
