package dev.hiper.examples.bench.client.peer;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;

public final class Jetty implements Client {

    public Jetty(ClientSettings settings) {
        throw new UnsupportedOperationException("not written yet");
    }

    @Override
    public void send(Exchange exchange) {}

    @Override
    public void close() {}
}
