package dev.hiper.examples.bench.report;

import dev.hiper.examples.bench.scenario.Resource;
import dev.hiper.examples.bench.scenario.Scenario;

/** Scenarios in words. */
public final class ScenarioText {
    private static final long GIBIBYTE = 1L << 30;
    private static final long KIBIBYTE = 1L << 10;

    private ScenarioText() {}

    /** One line. */
    public static String of(Scenario scenario) {
        Resource resource = scenario.resource();
        StringBuilder text = new StringBuilder();
        text.append(scenario.inFlight()).append(" in flight, ");
        text.append(
                resource.requestBytes() > 0
                        ? "POST of " + size(resource.requestBytes())
                        : "GET of " + size(resource.responseBytes()));
        if (scenario.relay()) {
            text.append(", through a reverse proxy, which is what is measured");
        }
        if (scenario.tls()) {
            text.append(", over TLS");
        }
        if (scenario.newConnections()) {
            text.append(", each on a new connection");
        }
        if (scenario.timeLimits()) {
            text.append(", each with limits for connecting, in total and on low speed");
        }
        if (scenario.idle() > 0) {
            text.append(", beside ").append(scenario.idle()).append(" idle connections");
        }
        if (scenario.stalled() > 0) {
            text.append(", beside ").append(scenario.stalled()).append(" requests that are never answered");
        }
        return text.toString();
    }

    private static String size(long bytes) {
        if (bytes % GIBIBYTE == 0) {
            return bytes / GIBIBYTE + " GiB";
        }
        return bytes % KIBIBYTE == 0 ? bytes / KIBIBYTE + " KiB" : bytes + " bytes";
    }
}
