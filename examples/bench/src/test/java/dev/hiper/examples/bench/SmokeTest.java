package dev.hiper.examples.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.hiper.examples.bench.client.Contender;
import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Load;
import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.origin.Origin;
import dev.hiper.examples.bench.origin.OriginSettings;
import dev.hiper.examples.bench.scenario.Scenario;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every client for a moment: none may be unable to do what is asked here, and no answer may be wrong. */
class SmokeTest {
    private static final double WARM_UP_SECONDS = 0.3;

    /** A slow machine gets more time before the first answer is missed. */
    private static final List<Double> SECONDS = List.of(0.7, 3.0, 12.0);

    /** A connection may be given back a little after its answer was reported. */
    private static final long CONNECTIONS_PER_PLACE = 2;

    private static Origin origin;

    @BeforeAll
    static void start() throws IOException {
        origin = Origin.start(OriginSettings.anyPorts(1));
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    @ParameterizedTest
    @EnumSource(Contender.class)
    void everyClientMakesSmallRequests(Contender contender) throws Exception {
        assertWorks(contender, "tiny-16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"body64k", "upload", "reconnect", "tls-tiny", "handshake", "timeouts-on"})
    void hiperDoesTheRest(String scenario) throws Exception {
        assertWorks(Contender.HIPER, scenario);
    }

    private static void assertWorks(Contender contender, String name) throws Exception {
        Scenario scenario = Scenarios.named(name);
        Path certificate = scenario.tls() ? Path.of(origin.info().certificate()) : null;
        for (double seconds : SECONDS) {
            long acceptedBefore = origin.accepted();
            Measurement measurement = measure(contender, scenario, certificate, seconds);
            assertEquals(0, measurement.errors(), () -> String.valueOf(measurement.firstError()));
            long opened = origin.accepted() - acceptedBefore;
            assertTrue(
                    scenario.newConnections()
                            ? opened >= measurement.requests()
                            : opened <= CONNECTIONS_PER_PLACE * scenario.inFlight(),
                    () -> opened + " connections");
            if (measurement.requests() > 0) {
                return;
            }
        }
        fail("Nothing was answered");
    }

    @SuppressWarnings("try") // Nobody interrupts the thread of a test.
    private static Measurement measure(
            Contender contender, Scenario scenario, @Nullable Path certificate, double seconds) throws Exception {
        ClientSettings settings = new ClientSettings(scenario, scenario.inFlight(), 1, certificate);
        try (Client client = contender.factory().create(settings)) {
            return new Load(scenario, origin.info().origins(scenario.tls()), client)
                    .run(WARM_UP_SECONDS, seconds, () -> {});
        }
    }
}
