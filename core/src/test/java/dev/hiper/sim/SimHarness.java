package dev.hiper.sim;

import dev.hiper.Multi;
import dev.hiper.MultiOption;
import dev.hiper.MultiServices;
import dev.hiper.TransferMessage;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A multi in a simulated world, for a test of one rule in ten lines:
 *
 * <pre>{@code
 * try (SimHarness sim = new SimHarness()) {
 *     sim.server("a.test").reply(SimReply.ok("hello"));
 *     SimCall call = sim.get("http://a.test/");
 *     sim.runUntilDone();
 *     assertEquals("hello", call.body());
 *     assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), sim.socketCallbacks());
 * }
 * }</pre>
 *
 * <p>Closing it closes the multi and checks that nothing is left over. All checks of {@link SimLoop} run after each
 * call.
 */
public final class SimHarness implements AutoCloseable {
    private static final int SHOWN_LINES = 60;

    private final SimNetwork network;
    private final SimResolver resolver;
    private final Multi multi;
    private final SimLoop loop;
    private final List<SimCall> calls = new ArrayList<>();
    private int hosts;
    private boolean closed;

    public SimHarness() {
        this(new SimNetwork(1));
    }

    public SimHarness(SimNetwork network) {
        this(network, services -> services);
    }

    /** With some services that are not the simulation's. */
    public SimHarness(SimNetwork network, UnaryOperator<MultiServices> change) {
        this.network = network;
        this.resolver = new SimResolver(network);
        this.multi = Multi.create(change.apply(services()));
        this.loop = new SimLoop(network, multi).onMessage(this::onMessage);
    }

    private MultiServices services() {
        return MultiServices.standard().sockets(network).resolver(resolver).clock(network.clock());
    }

    public SimNetwork network() {
        return network;
    }

    public SimResolver resolver() {
        return resolver;
    }

    public SimLoop loop() {
        return loop;
    }

    public Multi multi() {
        return multi;
    }

    public SimClock clock() {
        return network.clock();
    }

    /** A server for {@code host} at port 80 of an address of its own. */
    public SimServer server(String host) {
        return server(host, 80);
    }

    public SimServer server(String host, int port) {
        String literal = "10.0.0." + ++hosts;
        resolver.host(host, literal);
        return new SimServer(network, SimServer.address(literal, port));
    }

    /** A server at an address that no name leads to. */
    public SimServer serverAt(String literal, int port) {
        return new SimServer(network, new InetSocketAddress(SimServer.literal(literal), port));
    }

    public <T> SimHarness set(MultiOption<T> option, @Nullable T value) {
        multi.set(option, value);
        return this;
    }

    /** A transfer that is not added yet. */
    public SimCall call(String url) {
        SimCall call = new SimCall(url);
        calls.add(call);
        return call;
    }

    public SimCall add(SimCall call) {
        loop.add(call.easy());
        return call;
    }

    public void remove(SimCall call) {
        loop.remove(call.easy());
    }

    /** Adds a GET. */
    public SimCall get(String url) {
        return add(call(url));
    }

    /** Goes on until every added transfer ended; fails if that can never be. */
    public SimHarness runUntilDone() {
        if (!loop.runUntil(() -> loop.unfinished().isEmpty())) {
            throw new SimViolation("stuck: transfers wait, but nothing will happen\n" + traceText());
        }
        return this;
    }

    /** Goes on until nothing more would happen by itself: no event, no timer. */
    public SimHarness runUntilQuiet() {
        loop.runUntil(() -> false);
        return this;
    }

    public SimHarness runFor(long millis) {
        loop.runFor(millis);
        return this;
    }

    /** Socket and timer callbacks since the beginning, or since {@link #forgetCallbacks}. */
    public List<String> callbacks() {
        return List.copyOf(loop.callbacks());
    }

    public List<String> socketCallbacks() {
        return loop.callbacks().stream()
                .filter(text -> !text.startsWith("timer"))
                .toList();
    }

    public List<String> timerCallbacks() {
        return loop.callbacks().stream()
                .filter(text -> text.startsWith("timer"))
                .toList();
    }

    public SimHarness forgetCallbacks() {
        loop.callbacks().clear();
        return this;
    }

    /** The last lines of what happened. */
    public String traceText() {
        return String.join("\n", network.trace().tail(SHOWN_LINES));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            loop.close();
        }
    }

    private void onMessage(TransferMessage message) {
        for (SimCall call : calls) {
            if (call.easy() == message.easy()) {
                call.ended(message);
            }
        }
    }
}
