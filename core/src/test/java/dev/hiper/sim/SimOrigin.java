package dev.hiper.sim;

import dev.hiper.error.ResultCode;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One host of a scenario: its name, its addresses, and whether and how it can be reached. */
final class SimOrigin {
    private enum Condition {
        FINE,
        MIXED_ADDRESSES,
        REFUSING,
        BLACK_HOLE,
        NO_ROUTE,
        UNKNOWN_NAME,
        SILENT_NAME
    }

    private static final int PORT = 8080;

    private final String host;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final Set<ResultCode> results;
    private final SimServer server;

    /** @param nasty how likely it is that something is wrong with this host */
    SimOrigin(SimNetwork network, SimResolver resolver, SimRandom random, int number, double nasty) {
        Condition condition = random.chance(nasty) ? random.pick(List.of(Condition.values())) : Condition.FINE;
        boolean named = condition != Condition.FINE || random.chance(0.8);
        int count = condition == Condition.MIXED_ADDRESSES || random.chance(0.3) ? random.between(2, 4) : 1;
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < (named ? count : 1); i++) {
            literals.add(
                    random.chance(0.3) && named ? "fd00::" + number + ":" + (i + 1) : "10.0." + number + "." + (i + 1));
        }
        host = named ? "host" + number + ".test" : literals.get(0);
        literals.forEach(literal -> addresses.add(SimServer.address(literal, PORT)));
        server = new SimServer(network, addresses.toArray(new InetSocketAddress[0]));
        if (named) {
            resolver.lookup(host, lookup(random, condition, literals));
        }
        reach(network, random, condition);
        results = switch (condition) {
            case FINE, MIXED_ADDRESSES -> EnumSet.of(ResultCode.OK);
            case REFUSING, NO_ROUTE -> EnumSet.of(ResultCode.COULDNT_CONNECT);
            case BLACK_HOLE, SILENT_NAME -> EnumSet.of(ResultCode.OPERATION_TIMEDOUT);
            case UNKNOWN_NAME -> EnumSet.of(ResultCode.COULDNT_RESOLVE_HOST);
        };
    }

    String url() {
        return "http://" + host + ":" + PORT;
    }

    SimServer server() {
        return server;
    }

    boolean has(Object address) {
        return addresses.contains(address);
    }

    /** Whether a connection to it can be had. */
    boolean isReachable() {
        return results.contains(ResultCode.OK);
    }

    /** How a transfer ends that can get no connection. */
    Set<ResultCode> results() {
        return results;
    }

    private static SimLookup lookup(SimRandom random, Condition condition, List<String> literals) {
        if (condition == Condition.UNKNOWN_NAME) {
            return SimLookup.failing(random.between(-1, 2000), new UnknownHostException("scripted"));
        }
        if (condition == Condition.SILENT_NAME) {
            return SimLookup.silent();
        }
        SimLookup lookup = null;
        for (String literal : literals) {
            long millis = random.chance(0.3) ? -1 : random.skewed(0, 500);
            lookup = lookup == null ? SimLookup.afterMillis(millis, literal) : lookup.and(millis, literal);
        }
        return lookup == null ? SimLookup.silent() : lookup;
    }

    private void reach(SimNetwork network, SimRandom random, Condition condition) {
        int good = random.below(addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            SimReach reach =
                    switch (condition) {
                        case FINE, UNKNOWN_NAME, SILENT_NAME -> accepting(random);
                        case MIXED_ADDRESSES -> i == good ? accepting(random) : failing(random);
                        case REFUSING -> SimReach.refuseAfterMillis(random.skewed(0, 1000));
                        case BLACK_HOLE -> SimReach.blackHole();
                        case NO_ROUTE -> SimReach.noRoute();
                    };
            network.reach(addresses.get(i), reach);
        }
    }

    private static SimReach accepting(SimRandom random) {
        return random.chance(0.2) ? SimReach.atOnce() : SimReach.acceptAfterMillis(random.skewed(0, 400));
    }

    private static SimReach failing(SimRandom random) {
        return switch (random.below(3)) {
            case 0 -> SimReach.refuseAfterMillis(random.skewed(0, 1000));
            case 1 -> SimReach.noRoute();
            default -> SimReach.blackHole();
        };
    }
}
