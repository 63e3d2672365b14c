package dev.hiper.examples.proxy;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Easy handles of one event loop. A used handle is cheaper than a new one: the engine keeps what it worked out as long
 * as options do not change. Event loop only.
 */
final class HandlePool {
    /** Handles kept; as many requests run at a time on a busy loop. */
    private static final int KEPT = 256;

    private static final long MILLIS = 1000;

    private final ArrayDeque<Easy> free = new ArrayDeque<>();
    private final ProxyOptions options;

    HandlePool(ProxyOptions options) {
        this.options = options;
    }

    /** A handle with the options that all requests have in common. */
    Easy take() {
        Easy easy = free.poll();
        return easy != null ? easy : create();
    }

    /** To be called when the transfer is over and its infos are read. */
    void release(Easy easy) {
        // Callbacks of the last request hold its client.
        easy.set(EasyOption.HEADERFUNCTION, null)
                .set(EasyOption.WRITEFUNCTION, null)
                .set(EasyOption.READFUNCTION, null)
                .set(EasyOption.TRAILERFUNCTION, null)
                .set(EasyOption.PRIVATE, null);
        if (free.size() < KEPT) {
            free.push(easy);
        } else {
            easy.close();
        }
    }

    private Easy create() {
        return Easy.create()
                .set(EasyOption.PROTOCOLS_STR, "http,https")
                .set(EasyOption.CONNECTTIMEOUT_MS, (long) options.connectTimeoutMillis())
                // Fewer than one byte per second for so long: silence.
                .set(EasyOption.LOW_SPEED_LIMIT, 1L)
                .set(EasyOption.LOW_SPEED_TIME, (long) options.upstreamTimeoutSeconds())
                .set(EasyOption.EXPECT_100_TIMEOUT_MS, UpstreamRequest.CONTINUE_SECONDS * MILLIS)
                .set(EasyOption.OPENSOCKETFUNCTION, this::open);
    }

    private @Nullable TransportSocket open(Easy easy, SocketRequest request, SocketFactory factory) throws IOException {
        boolean denied = request.remote() instanceof InetSocketAddress address
                && options.deniedNetworks().contains(address.getAddress());
        if (!denied) {
            return factory.open(request);
        }
        if (easy.info(EasyInfo.PRIVATE) instanceof UpstreamRequest running) {
            running.denied();
        }
        return null;
    }
}
