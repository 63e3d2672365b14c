package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.client.Contender;
import dev.hiper.examples.bench.origin.Nginx;
import dev.hiper.examples.bench.relay.ReactorNettyProxy;
import dev.hiper.examples.bench.relay.VertxProxy;
import dev.hiper.examples.bench.scenario.Scenario;
import dev.hiper.examples.proxy.ProxyMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A reverse proxy. What it is loaded with is always the same client, on the server's core. */
public final class ProxyCompetitor implements Competitor {
    /** Makes the command line of a proxy, which may write files into {@code directory}. */
    @FunctionalInterface
    interface ProxyCommand {
        List<String> of(Path directory, int port, URI origin) throws IOException;
    }

    private final String name;
    private final Kind kind;
    private final String description;
    private final ProxyCommand proxyCommand;
    private final Optional<String> unavailable;

    ProxyCompetitor(String name, Kind kind, String description, ProxyCommand proxyCommand) {
        this(name, kind, description, proxyCommand, Optional.empty());
    }

    private ProxyCompetitor(
            String name, Kind kind, String description, ProxyCommand proxyCommand, Optional<String> unavailable) {
        this.name = name;
        this.kind = kind;
        this.description = description;
        this.proxyCommand = proxyCommand;
        this.unavailable = unavailable;
    }

    /** All there are. */
    public static List<Competitor> all() {
        return List.of(
                new ProxyCompetitor(
                        "hiper-proxy",
                        Kind.HIPER,
                        "the proxy of the examples: Netty in front, Hiper behind",
                        (directory, port, origin) -> hiper(port, origin)),
                new ProxyCompetitor(
                        "nginx-proxy",
                        Kind.TOOL,
                        "nginx with proxy_pass, one worker",
                        Nginx::relay,
                        Nginx.program().isPresent() ? Optional.empty() : Optional.of("nginx is not installed")),
                new ProxyCompetitor(
                        "reactor-netty-proxy",
                        Kind.PEER,
                        "Reactor Netty's HttpServer and HttpClient",
                        (directory, port, origin) -> java(ReactorNettyProxy.class, port, origin)),
                new ProxyCompetitor(
                        "vertx-proxy",
                        Kind.PEER,
                        "Vert.x HttpServer and HttpClient",
                        (directory, port, origin) -> java(VertxProxy.class, port, origin)));
    }

    private static List<String> hiper(int port, URI origin) {
        return JavaCommand.of(
                JavaCommand.MEASURED,
                ProxyMain.class,
                List.of("--listen", "127.0.0.1:" + port, "--to", origin.toString(), "--threads", "1"));
    }

    private static List<String> java(Class<?> main, int port, URI origin) {
        return JavaCommand.of(
                JavaCommand.MEASURED, main, List.of("--listen", Integer.toString(port), "--to", origin.toString()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean isProxy() {
        return true;
    }

    @Override
    public Optional<String> unavailable() {
        return unavailable;
    }

    @Override
    public Optional<String> unsupported(Scenario scenario) {
        return Optional.empty();
    }

    /** Of the proxy itself; {@link #command} is that of its load. */
    List<String> proxyCommand(Path directory, int port, URI origin) throws IOException {
        return proxyCommand.of(directory, port, origin);
    }

    @Override
    public List<String> command(RunRequest run) {
        return JvmCompetitor.command(Contender.HIPER, run);
    }
}
