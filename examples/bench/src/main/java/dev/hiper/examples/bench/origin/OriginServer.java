package dev.hiper.examples.bench.origin;

import dev.hiper.examples.bench.load.ProcessCpu;

/** A server that listens, whichever it is. */
public interface OriginServer extends AutoCloseable {
    OriginInfo info();

    /** Connections accepted so far, over HTTP and HTTPS. */
    long accepted();

    /** Requests answered so far. */
    long requests();

    /** CPU time used so far by all its processes. */
    ProcessCpu cpu();

    /** Ends it. Does nothing when called again. */
    @Override
    void close();
}
