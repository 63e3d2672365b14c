package dev.hiper;

import dev.hiper.internal.multi.AsideServices;
import dev.hiper.internal.socket.NioSockets;
import dev.hiper.spi.NanoClock;
import dev.hiper.spi.ReadBuffers;
import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.TlsEngines;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Multi} asks of its surroundings. Immutable: each method answers a copy with one
 * service replaced.
 *
 * <pre>{@code
 * Multi multi = Multi.create(MultiServices.standard().sockets(epollSockets));
 * }</pre>
 */
public final class MultiServices {
    private static final MultiServices STANDARD = new MultiServices(null, null, null, null, null, null);

    private final @Nullable SocketFactory sockets;
    private final @Nullable Resolver resolver;
    private final @Nullable NanoClock clock;
    private final @Nullable TlsEngines tls;
    private final @Nullable ReadBuffers readBuffers;
    private final @Nullable AsideServices aside;

    private MultiServices(
            @Nullable SocketFactory sockets,
            @Nullable Resolver resolver,
            @Nullable NanoClock clock,
            @Nullable TlsEngines tls,
            @Nullable ReadBuffers readBuffers,
            @Nullable AsideServices aside) {
        this.sockets = sockets;
        this.resolver = resolver;
        this.clock = clock;
        this.tls = tls;
        this.readBuffers = readBuffers;
        this.aside = aside;
    }

    /**
     * NIO sockets, a resolver with threads of its own, this machine's clock, the JDK's TLS, one
     * reading buffer.
     */
    public static MultiServices standard() {
        return STANDARD;
    }

    /**
     * The factory of an engine that was given no other: its sockets are
     * {@link dev.hiper.spi.ChannelSocket}s. For an adapter that adds to them.
     */
    public static SocketFactory nioSockets() {
        return NioSockets.INSTANCE;
    }

    /** Opens the sockets of all transfers. */
    public MultiServices sockets(SocketFactory factory) {
        return new MultiServices(Objects.requireNonNull(factory), resolver, clock, tls, readBuffers, aside);
    }

    /** Looks names up. The multi owns it from now on, and closes it when it is closed itself. */
    public MultiServices resolver(Resolver names) {
        return new MultiServices(sockets, Objects.requireNonNull(names), clock, tls, readBuffers, aside);
    }

    /** Tells the time. */
    public MultiServices clock(NanoClock source) {
        return new MultiServices(sockets, resolver, Objects.requireNonNull(source), tls, readBuffers, aside);
    }

    /** Makes TLS engines. */
    public MultiServices tls(TlsEngines engines) {
        return new MultiServices(sockets, resolver, clock, Objects.requireNonNull(engines), readBuffers, aside);
    }

    /** Lends buffers to read into. */
    public MultiServices readBuffers(ReadBuffers buffers) {
        return new MultiServices(sockets, resolver, clock, tls, Objects.requireNonNull(buffers), aside);
    }

    /** For tests of what blocks. */
    MultiServices aside(AsideServices blocking) {
        return new MultiServices(sockets, resolver, clock, tls, readBuffers, blocking);
    }

    /** Null for the engine's own, as with the others. */
    @Nullable
    SocketFactory sockets() {
        return sockets;
    }

    @Nullable
    Resolver resolver() {
        return resolver;
    }

    @Nullable
    NanoClock clock() {
        return clock;
    }

    @Nullable
    TlsEngines tls() {
        return tls;
    }

    @Nullable
    ReadBuffers readBuffers() {
        return readBuffers;
    }

    /** Threads are not shared by engines. */
    AsideServices aside() {
        return aside == null ? AsideServices.standard() : aside;
    }
}
