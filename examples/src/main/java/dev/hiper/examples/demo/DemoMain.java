package dev.hiper.examples.demo;

import dev.hiper.examples.proxy.BadOptionException;
import dev.hiper.examples.proxy.ProxyOptions;
import dev.hiper.examples.proxy.ProxyServer;
import dev.hiper.examples.proxy.Transport;
import dev.hiper.netty.HiperLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The program: {@code examples/bin/demo}. Origin, client and proxy have an event loop each; the proxy's engine is the one
 * whose callbacks are counted. Exits with 0 if every fetch came back as expected, else with 1.
 */
public final class DemoMain {
    private static final int FETCHES = 1000;
    private static final int DRAIN_MILLIS = 2000;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(50);
    private static final long PROGRESS_MILLIS = 100;

    private final PrintStream out;
    private final Transport transport = Transport.best();
    private final Tally tally = new Tally(FETCHES);

    private DemoMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(new DemoMain(System.out).run() ? 0 : 1);
    }

    private boolean run() throws IOException, BadOptionException, InterruptedException, ExecutionException {
        if (transport != Transport.EPOLL) {
            out.println("There is no epoll on this machine; the demo runs on NIO.");
        }
        EventLoopGroup loops = transport.eventLoops(2);
        ProxyOptions options =
                ProxyOptions.parse("--listen", "127.0.0.1:0", "--threads", "1", "--transport", transport.text());
        try (Origin origin = Origin.start(loops, transport.serverChannel());
                ProxyServer proxy = ProxyServer.start(options, tally)) {
            String proxyUrl = url(proxy.address());
            out.println("origin " + origin.url() + ", proxy " + proxyUrl + " (" + transport.text() + "), " + FETCHES
                    + " fetches through it");
            EventLoop proxyLoop = proxy.eventLoops().get(0);
            long tookMillis = fetch(loops.next(), proxyUrl, origin.url());
            // First the proxy's own view has to be complete, and its idle connections closed.
            HiperLoop engine = HiperLoop.of(proxyLoop);
            engine.drain(DRAIN_MILLIS).get();
            proxyLoop
                    .submit(() -> new Report(out).print(tally, engine, tookMillis))
                    .get();
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
        }
        return complete();
    }

    /** @return how long it took, in milliseconds */
    private long fetch(EventLoop loop, String proxyUrl, String originUrl) throws InterruptedException {
        long startNanos = System.nanoTime();
        CountDownLatch finished = new Client(loop, proxyUrl, originUrl, tally, FETCHES).start();
        boolean terminal = isTerminal();
        while (!finished.await(PROGRESS_MILLIS, TimeUnit.MILLISECONDS)
                && System.nanoTime() - startNanos < LIMIT_NANOS) {
            if (terminal) {
                out.print("\r" + tally.fetched() + " of " + FETCHES);
                out.flush();
            }
        }
        if (terminal) {
            out.println("\r" + tally.fetched() + " of " + FETCHES);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    private boolean complete() {
        boolean right = tally.fetched() == FETCHES && tally.failed() == 0 && tally.forwarded() == FETCHES;
        out.println(
                right
                        ? "All " + FETCHES + " fetches came back as expected."
                        : "FAILED: " + (FETCHES - tally.fetched()) + " fetches did not end, " + tally.failed()
                                + " were wrong, the proxy saw " + tally.forwarded() + ".");
        return right;
    }

    /** Since JDK 22 there may be a console without a terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // Older JDKs do give null.
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static String url(InetSocketAddress address) {
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
