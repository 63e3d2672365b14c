package dev.hiper.examples.bench.load;

import dev.hiper.examples.bench.scenario.Scenario;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told when it is made.
 *
 * @param scenario what is going to be measured. A client that cannot do it throws {@link
 *     UnsupportedOperationException} from its factory, with the reason: it is printed in the table
 * @param maxConnections connections that its pool has to be able to hold at once, in use and idle together. Nothing
 *     may queue for a connection, and idle ones are to be kept for at least ten minutes
 * @param threads event-loop threads, where that can be said
 * @param certificate the origin's certificate as PEM, the only one to be trusted; null where there is no TLS.
 *     Host names are verified: it names localhost and 127.0.0.1
 */
public record ClientSettings(Scenario scenario, int maxConnections, int threads, @Nullable Path certificate) {}
