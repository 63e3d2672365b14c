package dev.hiper.internal.connect;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.socket.SocketSource;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sockets of one connection, opened and closed as the application wants it. Who closes them is settled with the
 * connection and outlives the transfer (C23); the rest of the hooks serves only while connecting.
 */
final class HookedSockets implements SocketSource {
    private final SocketHooks hooks;
    private final SocketHooks.SocketCloser closer;

    HookedSockets(SocketHooks hooks) {
        this.hooks = hooks;
        this.closer = hooks.closer();
    }

    @Override
    public @Nullable TransportSocket open(SocketRequest request) throws IOException, TransferException {
        TransportSocket opened = hooks.open(request);
        Throwable thrown = hooks.thrown();
        if (opened == null && thrown != null) {
            throw new TransferException(
                    ResultCode.COULDNT_CONNECT, request.remote() + ": the opensocket callback threw", thrown);
        }
        return opened;
    }

    @Override
    public boolean prepare(TransportSocket socket) throws TransferException {
        return switch (hooks.prepare(socket)) {
            case CONNECT -> false;
            case ALREADY_CONNECTED -> true;
        };
    }

    /** Knows the closing callback only: an idle connection must not keep its first transfer alive. */
    @Override
    public Closer closer() {
        return closer::close;
    }
}
