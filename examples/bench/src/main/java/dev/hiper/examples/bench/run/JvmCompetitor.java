package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.ClientMain;
import dev.hiper.examples.bench.client.Contender;
import dev.hiper.examples.bench.scenario.Scenario;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A client that runs in a JVM of its own. */
public final class JvmCompetitor implements Competitor {
    private final Contender contender;

    private JvmCompetitor(Contender contender) {
        this.contender = contender;
    }

    /** All there are, in the order of the catalogue. */
    public static List<Competitor> all() {
        return Arrays.stream(Contender.values())
                .<Competitor>map(JvmCompetitor::new)
                .toList();
    }

    @Override
    public String name() {
        return contender.label();
    }

    @Override
    public Kind kind() {
        return switch (contender.kind()) {
            case HIPER -> Kind.HIPER;
            case FLOOR -> Kind.FLOOR;
            case NETTY -> Kind.NETTY;
            case PEER -> Kind.PEER;
        };
    }

    @Override
    public String description() {
        return switch (contender) {
            case HIPER -> "Hiper's multi on Netty's epoll event loop";
            case HIPER_FUTURE -> "the same through a future for each request";
            case HIPER_NIO -> "Hiper's multi on Netty's NIO event loop";
            case HIPER_SELECTOR -> "Hiper's multi on a bare java.nio Selector";
            case BARE_EPOLL -> "a loop on Netty's epoll that knows its one request by heart: the floor";
            case RAW_NETTY -> "a Netty pipeline with HttpClientCodec, written for the purpose";
            case ASYNC_HTTP_CLIENT -> "AsyncHttpClient";
            case REACTOR_NETTY -> "Reactor Netty's HttpClient";
            case VERTX -> "Vert.x HttpClient";
            case JETTY -> "Jetty's HttpClient";
            case HTTPCLIENT5 -> "Apache HttpClient 5, the asynchronous one";
            case JDK -> "java.net.http.HttpClient";
            case OKHTTP -> "OkHttp, asynchronous calls: a thread for each";
        };
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public Optional<String> unsupported(Scenario scenario) {
        return Optional.empty();
    }

    @Override
    public List<String> command(RunRequest run) {
        return command(contender, run);
    }

    /** The process that makes the load of {@code run} with {@code contender}. */
    static List<String> command(Contender contender, RunRequest run) {
        List<String> arguments = new ArrayList<>(List.of(
                "--client", contender.label(),
                "--scenario", run.scenario().name(),
                "--origin", run.origins().stream().map(URI::toString).collect(Collectors.joining(",")),
                "--warm-up", Double.toString(run.warmUpSeconds()),
                "--seconds", Double.toString(run.seconds())));
        if (run.certificate() != null) {
            arguments.addAll(List.of("--certificate", run.certificate().toString()));
        }
        return JavaCommand.of(JavaCommand.MEASURED, ClientMain.class, arguments);
    }
}
