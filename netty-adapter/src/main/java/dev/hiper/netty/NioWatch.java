package dev.hiper.netty;

import dev.hiper.Readiness;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/**
 * A channel in a selector. The engine's wish to write means something else to a selector while the channel is
 * connecting; when that is over the interest is looked at again, since the engine sees no difference.
 */
final class NioWatch implements NioIoHandle, Watch.Transport {
    private static final int WRITABLE = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private final NioSocket socket;
    private final Watch watch;
    private NioIoOps told = NioIoOps.NONE;

    NioWatch(NioSocket socket, NioSockets sockets) {
        this.socket = socket;
        this.watch = new Watch(socket, this, sockets.loop(), sockets.dispatcher());
    }

    Watch watch() {
        return watch;
    }

    @Override
    public SelectableChannel selectableChannel() {
        return socket.channel();
    }

    @Override
    public void handle(IoRegistration source, IoEvent event) {
        int bits = ((NioIoEvent) event).ops().value();
        watch.ready((bits & SelectionKey.OP_READ) != 0, (bits & WRITABLE) != 0, false);
    }

    /** The event loop shuts down, or (for a cancelled handle) meets a key that it had already selected. */
    @Override
    public void close() {
        watch.closedByLoop();
    }

    @Override
    public void tell(int wanted) {
        NioIoOps ops = ops(wanted);
        if (ops.value() != told.value()) {
            watch.submit(ops);
            told = ops;
        }
    }

    private NioIoOps ops(int wanted) {
        boolean out = (wanted & Readiness.OUT) != 0;
        if (out && !socket.channel().isConnected()) {
            return NioIoOps.CONNECT;
        }
        if ((wanted & Readiness.IN) != 0) {
            return out ? NioIoOps.READ_AND_WRITE : NioIoOps.READ;
        }
        return out ? NioIoOps.WRITE : NioIoOps.NONE;
    }

    /** What the selector was told last. */
    int interestOps() {
        return told.value();
    }

    @Override
    public String toString() {
        return "NioWatch[" + socket + "]";
    }
}
