package dev.hiper.hostile;

import dev.hiper.EasyOption;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers that send the client elsewhere, and calls that follow them. */
final class Redirects {
    static final long ALL = 1;

    private Redirects() {}

    static SimReply to(String location) {
        return to(302, location);
    }

    static SimReply to(int status, String location) {
        return SimReply.status(status, new byte[0], "Location: " + location);
    }

    /** A GET that follows what it is answered. */
    static SimCall following(SimHarness sim, String url) {
        return sim.call(url).set(EasyOption.FOLLOWLOCATION, ALL);
    }

    /** All requests of {@code server}, none of which may hold one of {@code secrets} in any form of writing. */
    static List<SimRequest> without(SimServer server, String... secrets) {
        List<SimRequest> requests = new ArrayList<>(server.requests());
        for (SimRequest request : requests) {
            String head = request.head().toLowerCase(Locale.ROOT);
            for (String secret : secrets) {
                if (head.contains(secret.toLowerCase(Locale.ROOT))) {
                    throw new AssertionError("\"" + secret + "\" is in\n" + request.head());
                }
            }
        }
        return requests;
    }
}
