package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.scenario.Scenario;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run to be made.
 *
 * @param scenario what is measured
 * @param origins where to send requests to, in turns, such as {@code http://127.0.0.1:8080}: no path. More than one
 *     where a single address would not have enough ports
 * @param certificate of the origin, as PEM, the only one to be trusted; null without TLS
 * @param warmUpSeconds before the measured window
 * @param seconds length of the measured window
 */
public record RunRequest(
        Scenario scenario, List<URI> origins, @Nullable Path certificate, double warmUpSeconds, double seconds) {
    public RunRequest {
        origins = List.copyOf(origins);
    }
}
