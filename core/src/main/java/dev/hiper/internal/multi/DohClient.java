package dev.hiper.internal.multi;

import dev.hiper.internal.dns.NameServer;
import dev.hiper.internal.dns.NameServers;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.spi.Resolver;

/** Asks name servers with transfers of the engine's own. */
final class DohClient implements NameServers {
    private final Engine engine;

    DohClient(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Resolver.Query ask(
            NameServer server, String host, Resolver.Family family, Answer answer, ConnectContext asker) {
        if (!(server instanceof DohServer doh)) {
            throw new IllegalArgumentException("unknown kind of name server: " + server);
        }
        DohLookup lookup = new DohLookup(engine, host, answer);
        lookup.start(doh, family, asker);
        return lookup;
    }
}
