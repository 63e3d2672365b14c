package dev.hiper.examples.proxy;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the hosts of tunnels, on threads of its own: the JDK's lookup blocks, and so would Netty's default one on the
 * event loop. Requests do not come here, the engine has its own resolver.
 */
final class NameLookup implements AutoCloseable {
    private static final int THREADS = 8;

    /** Lookups that wait for a thread; more means that the name servers are down. */
    private static final int WAITING = 1000;

    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            new DefaultThreadFactory("name-lookup", true));

    NameLookup() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** The addresses of {@code host}, told on {@code executor}. */
    Future<List<InetAddress>> lookup(String host, EventExecutor executor) {
        Promise<List<InetAddress>> answer = executor.newPromise();
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            if (literal != null) {
                return answer.setSuccess(List.of(InetAddress.getByAddress(literal)));
            }
            threads.execute(() -> lookUp(host, answer));
        } catch (UnknownHostException | RejectedExecutionException e) {
            answer.setFailure(e);
        }
        return answer;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static void lookUp(String host, Promise<List<InetAddress>> answer) {
        try {
            answer.trySuccess(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            answer.tryFailure(e);
        }
    }
}
