package dev.hiper.examples.bench;

import dev.hiper.examples.bench.origin.Nginx;
import dev.hiper.examples.bench.origin.NginxOrigin;
import dev.hiper.examples.bench.origin.OriginProcess;
import dev.hiper.examples.bench.origin.OriginServer;
import dev.hiper.examples.bench.run.Session;
import dev.hiper.examples.bench.scenario.Resource;
import dev.hiper.examples.bench.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The servers, by name. */
final class Servers {
    static final String OWN = "own";
    static final String NGINX = "nginx";

    private Servers() {}

    /**
     * The server of that name.
     *
     * @throws IllegalArgumentException if there is none, or it is not installed
     */
    static Session.OriginStarter named(String name) {
        if (name.equals(OWN)) {
            return OriginProcess::start;
        }
        if (!name.equals(NGINX)) {
            throw new IllegalArgumentException("There is no server '" + name + "'. There are: " + OWN + ", " + NGINX);
        }
        if (Nginx.program().isEmpty()) {
            throw new IllegalArgumentException("nginx is not installed");
        }
        return new NginxStarter();
    }

    private static final class NginxStarter implements Session.OriginStarter {
        @Override
        public OriginServer start(List<String> prefix, int addresses) throws IOException {
            return NginxOrigin.start(prefix, addresses);
        }

        @Override
        public Optional<String> unsupported(Scenario scenario) {
            boolean waits = scenario.idle() > 0 && !NginxOrigin.serves(Resource.GATE);
            boolean stalls = scenario.stalled() > 0 && !NginxOrigin.serves(Resource.NEVER);
            return waits || stalls || !NginxOrigin.serves(scenario.resource())
                    ? Optional.of("nginx cannot hold answers back; the server 'own' can")
                    : Optional.empty();
        }
    }
}
