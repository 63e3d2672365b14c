package dev.hiper.internal.socket;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bottom of a chain: one attempt to reach one address, and then the socket that it won.
 *
 * <pre>
 *   NEW --open, connect--> CONNECTING --finishConnect--> CONNECTED
 *    \___________________________\____________________________\____close--> CLOSED
 * </pre>
 */
public final class SocketFilter extends ConnectionFilter {
    private enum State {
        /** Nothing was opened yet. */
        NEW,
        /** Waiting for the handshake of the transport. */
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    /** Gone once connected. */
    private @Nullable SocketSource source;

    private final SocketSource.Closer closer;
    private final SocketRequest request;
    private final String label;
    private final SocketWatch watch;
    private final ByteBuffer scratch;
    private State state = State.NEW;
    private @Nullable TransportSocket socket;

    /**
     * @param source opens, prepares and closes the socket
     * @param request the address to reach and the options of the socket
     * @param label what a failure to connect says in front of its reason, with its separator; may be empty
     * @param watch is told before the socket is closed
     * @param scratch a byte or more to read unasked bytes into; may be shared by all filters of one thread
     */
    public SocketFilter(
            SocketSource source, SocketRequest request, String label, SocketWatch watch, ByteBuffer scratch) {
        super(null);
        this.source = source;
        this.closer = source.closer();
        this.request = request;
        this.label = label;
        this.watch = watch;
        this.scratch = scratch;
    }

    @Override
    protected Step connectSelf(ConnectContext context) throws TransferException {
        boolean done;
        try {
            done = switch (state) {
                case NEW -> begin(context);
                case CONNECTING -> open().finishConnect();
                case CONNECTED -> true;
                case CLOSED -> throw new IOException("Socket is closed");
            };
        } catch (IOException e) {
            throw connectFailure(e);
        }
        if (!done) {
            return Step.BLOCKED;
        }
        state = State.CONNECTED;
        source = null;
        context.reached(ConnectPhase.CONNECTED);
        return Step.DONE;
    }

    private boolean begin(ConnectContext context) throws IOException, TransferException {
        SocketSource from = Objects.requireNonNull(source);
        TransportSocket opened = from.open(request);
        if (opened == null) {
            throw new TransferException(
                    ResultCode.COULDNT_CONNECT, label + "the application refused the address " + request.remote());
        }
        socket = opened;
        state = State.CONNECTING;
        if (context.tracing()) {
            context.trace("Trying " + request.remote() + "...");
        }
        return from.prepare(opened) || opened.connect(request.remote());
    }

    private TransferException connectFailure(IOException e) {
        return new TransferException(connectResult(e), label + reason(e), e);
    }

    private ResultCode connectResult(IOException e) {
        SocketRequest.Options options = request.options();
        // Without a wish for a local end this exception tells that the system ran out of local ports.
        if (e instanceof BindException && (options.localInterface() != null || options.localPort() != 0)) {
            return ResultCode.INTERFACE_FAILED;
        }
        if (e instanceof SocketTimeoutException
                || reason(e).toLowerCase(Locale.ROOT).contains("timed out")) {
            return ResultCode.OPERATION_TIMEDOUT;
        }
        return ResultCode.COULDNT_CONNECT;
    }

    /** TCP has no goodbye but the close. Taking what lies there first makes a reset less likely. */
    @Override
    public Step shutdown(ConnectContext context) {
        takeUnasked();
        return Step.DONE;
    }

    @Override
    public int send(ByteBuffer data) throws TransferException {
        try {
            return open().write(data);
        } catch (IOException e) {
            throw new TransferException(
                    ResultCode.SEND_ERROR, "Send failure to " + request.remote() + ": " + reason(e), e);
        }
    }

    @Override
    public int receive(ByteBuffer destination) throws TransferException {
        try {
            return destination.hasRemaining() ? open().read(destination) : 0;
        } catch (IOException e) {
            throw new TransferException(
                    ResultCode.RECV_ERROR, "Receive failure from " + request.remote() + ": " + reason(e), e);
        }
    }

    @Override
    public void adjust(PollSet polls) {
        TransportSocket waiting = socket;
        if (state == State.CONNECTING && waiting != null) {
            polls.set(waiting, PollSet.OUT);
        }
    }

    /** Nothing may lie there, not even the end: a byte that nobody asked for belongs to nobody. */
    @Override
    public boolean isAlive() {
        return takeUnasked() == 0;
    }

    /** Answers as a read does; -1 for a failure, too. */
    private int takeUnasked() {
        TransportSocket peeked = socket;
        if (state != State.CONNECTED || peeked == null) {
            return -1;
        }
        try {
            return peeked.read(scratch.clear());
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        TransportSocket closing = socket;
        state = State.CLOSED;
        socket = null;
        if (closing != null) {
            watch.forget(closing);
            closer.close(closing);
        }
    }

    @Override
    public @Nullable TransportSocket socket() {
        return socket;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        TransportSocket asked = socket;
        return asked == null ? null : asked.remoteAddress();
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        TransportSocket asked = socket;
        return asked == null ? null : asked.localAddress();
    }

    private TransportSocket open() throws IOException {
        TransportSocket used = socket;
        if (used == null) {
            throw new IOException("Socket is closed");
        }
        return used;
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
