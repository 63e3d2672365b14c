package dev.hiper.examples.bench.scenario;

/**
 * One row of a table: what the clients do while they are measured.
 *
 * @param name as the command line names it, such as {@code tiny-64}
 * @param family the scenarios that it is listed with, such as {@code tiny}
 * @param resource what each request asks for
 * @param tls over TLS
 * @param inFlight transfers that are kept in flight: the next one starts when one ends
 * @param idle connections that are open and idle beside those
 * @param stalled transfers beside those that wait for an answer that never comes
 * @param timeLimits whether every request sets a connect, a total and a low-speed limit
 */
public record Scenario(
        String name,
        String family,
        Resource resource,
        boolean tls,
        int inFlight,
        int idle,
        int stalled,
        boolean timeLimits) {

    /** Whether what counts is bytes moved and not requests made. */
    public boolean bulk() {
        return resource == Resource.BIG;
    }

    /** Whether every request needs a connection of its own. */
    public boolean newConnections() {
        return resource == Resource.CLOSE;
    }

    /** Whether proxies are measured and not clients. */
    public boolean relay() {
        return family.equals("relay");
    }

    @Override
    public String toString() {
        return name;
    }
}
