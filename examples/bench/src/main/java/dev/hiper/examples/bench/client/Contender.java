package dev.hiper.examples.bench.client;

import dev.hiper.examples.bench.client.hiper.HiperCore;
import dev.hiper.examples.bench.client.hiper.HiperFuture;
import dev.hiper.examples.bench.client.hiper.HiperSelector;
import dev.hiper.examples.bench.client.netty.BareEpoll;
import dev.hiper.examples.bench.client.netty.RawNetty;
import dev.hiper.examples.bench.client.peer.ApacheAsync;
import dev.hiper.examples.bench.client.peer.AsyncHttp;
import dev.hiper.examples.bench.client.peer.JdkClient;
import dev.hiper.examples.bench.client.peer.Jetty;
import dev.hiper.examples.bench.client.peer.OkHttp;
import dev.hiper.examples.bench.client.peer.ReactorNetty;
import dev.hiper.examples.bench.client.peer.Vertx;
import dev.hiper.examples.bench.load.Client;

/** The clients that run in a JVM. */
@SuppressWarnings("ImmutableEnumChecker") // The factories are references to constructors: they hold nothing.
public enum Contender {
    HIPER("hiper", Kind.HIPER, HiperCore::onEpoll),
    HIPER_FUTURE("hiper-future", Kind.HIPER, HiperFuture::new),
    HIPER_NIO("hiper-nio", Kind.HIPER, HiperCore::onNio),
    HIPER_SELECTOR("hiper-selector", Kind.HIPER, HiperSelector::new),
    BARE_EPOLL("bare-epoll", Kind.FLOOR, BareEpoll::new),
    RAW_NETTY("raw-netty", Kind.NETTY, RawNetty::new),
    ASYNC_HTTP_CLIENT("async-http-client", Kind.PEER, AsyncHttp::new),
    REACTOR_NETTY("reactor-netty", Kind.PEER, ReactorNetty::new),
    VERTX("vertx", Kind.PEER, Vertx::new),
    JETTY("jetty", Kind.PEER, Jetty::new),
    HTTPCLIENT5("httpclient5", Kind.PEER, ApacheAsync::new),
    JDK("jdk", Kind.PEER, JdkClient::new),
    OKHTTP("okhttp", Kind.PEER, OkHttp::new);

    /** What it stands for in a table. */
    public enum Kind {
        /** What this is about. */
        HIPER,
        /** A loop that knows its one request by heart: what the kernel and the event loop cost by themselves. */
        FLOOR,
        /** A pipeline with a codec, written for the purpose. */
        NETTY,
        /** An HTTP client. */
        PEER
    }

    private final String label;
    private final Kind kind;
    private final Client.Factory factory;

    Contender(String label, Kind kind, Client.Factory factory) {
        this.label = label;
        this.kind = kind;
        this.factory = factory;
    }

    /** Its name on the command line and in the tables. */
    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    public Client.Factory factory() {
        return factory;
    }
}
