package dev.hiper.examples.proxy;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The program: {@code examples/bin/proxy}. */
public final class ProxyMain {
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicBoolean ending = new AtomicBoolean();
    private final PrintStream errors;

    private ProxyMain(PrintStream errors) {
        this.errors = errors;
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(new ProxyMain(System.err).run(arguments, System.out));
    }

    private int run(String[] arguments, PrintStream output) throws InterruptedException {
        ProxyOptions options;
        try {
            options = ProxyOptions.parse(arguments);
        } catch (BadOptionException e) {
            errors.println("proxy: " + e.getMessage());
            errors.println(ProxyOptions.USAGE);
            return BAD_USAGE;
        }
        if (options.wantsHelp()) {
            output.print(ProxyOptions.help());
            return 0;
        }
        try {
            serve(options);
            return 0;
        } catch (IOException e) {
            errors.println("proxy: " + e.getMessage());
            return FAILED;
        }
    }

    private void serve(ProxyOptions options) throws IOException, InterruptedException {
        AccessLog log = options.accessLog().equals("off") ? null : openLog(options.accessLog());
        try {
            ProxyServer server = ProxyServer.start(options, log == null ? RequestListener.NONE : log);
            TerminationSignal.onEach(this::signalled);
            errors.println(greeting(options, server.address()));
            asked.await();
            errors.println("proxy: draining, for " + options.drainTimeoutMillis() / 1000 + " s at most");
            boolean complete = server.drain(options.drainTimeoutMillis());
            errors.println(complete ? "proxy: drained" : "proxy: the time to drain has passed; the rest was cut off");
        } finally {
            close(log);
        }
    }

    private AccessLog openLog(String where) throws IOException {
        try {
            return AccessLog.open(where, errors);
        } catch (IOException e) {
            throw new IOException("cannot write the access log " + e.getMessage(), e);
        }
    }

    private static void close(@Nullable AccessLog log) throws InterruptedException {
        if (log != null) {
            log.close();
        }
    }

    private void signalled() {
        if (ending.compareAndSet(false, true)) {
            asked.countDown();
        } else {
            // Not exit(), which would wait for hooks.
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static String greeting(ProxyOptions options, InetSocketAddress address) {
        Upstream upstream = options.upstream();
        return "proxy: listening on " + address.getAddress().getHostAddress() + ":" + address.getPort() + " ("
                + options.transport().text() + "), "
                + (upstream == null ? "forward proxy" : "reverse proxy for " + upstream.url() + upstream.basePath());
    }
}
