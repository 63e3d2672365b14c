package dev.hiper.internal.proxy;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.Step;
import dev.hiper.internal.filter.TunnelAuthorization;
import dev.hiper.internal.filter.TunnelClient;
import dev.hiper.internal.http1.ResponseParser;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.ResponseHead;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel through an HTTP proxy, made by CONNECT (RFC 9110, 9.3.6).
 *
 * <pre>
 *   NEW -> SENDING -> HEAD --2xx--> OPEN
 *    ^                 | 407
 *    |                 v
 *    +-- round ------ BODY          perhaps on a new connection to the proxy
 * </pre>
 *
 * <p>What a proxy says instead of 2xx is no answer of the origin: its head is shown, its body skipped, and nothing else of it
 * counts (T133). Bytes that come behind a 2xx head belong to the tunnel, and are the first that the layer above receives: if that is
 * TLS, it takes them for what they are (T118).
 */
public final class HttpTunnelFilter extends HandshakeFilter {
    private static final int CLIENT_ERROR = 400;

    private enum State {
        /** A request is to be made. */
        NEW,
        SENDING,
        /** Reading the head of the answer. */
        HEAD,
        /** Reading what stands between the head of a 407 and the next round. */
        BODY,
        OPEN
    }

    /** Makes the layers below once more, for a proxy that closed its connection. */
    @FunctionalInterface
    public interface WayToProxy {
        ConnectionFilter another() throws TransferException;
    }

    private final ConnectRequest requests;
    private final ResponseParser parser = ResponseParser.forTunnel(new ResponseHead());
    private final SkippedBody body = new SkippedBody(parser);
    private final ByteBuffer in = ByteBuffer.allocate(Limits.TUNNEL_READ_BYTES).limit(0);
    /** Gone once the tunnel is open: it may hold whatever made this connection. */
    private @Nullable WayToProxy way;

    private @Nullable ByteBuffer request;
    private State state = State.NEW;
    private boolean waitsForCredentials;
    private boolean statusTold;
    private long headBytes;
    private int rounds;
    private int reconnects;
    /** Answers that the present connection to the proxy brought. */
    private int answers;

    /**
     * @param next the connection to the proxy
     * @param way makes another one
     * @param host what the tunnel leads to; IPv6 without brackets
     * @param version10 whether CONNECT is sent as HTTP/1.0
     */
    public HttpTunnelFilter(ConnectionFilter next, WayToProxy way, String host, int port, boolean version10) {
        super(next);
        this.way = way;
        this.requests = new ConnectRequest(host, port, version10);
    }

    @Override
    protected Step connectSelf(ConnectContext context) throws TransferException {
        return switch (state) {
            case NEW -> begin(context);
            case SENDING -> sending(context.tunnel());
            case HEAD -> head(context);
            case BODY -> body(context.tunnel());
            case OPEN -> Step.DONE;
        };
    }

    /** Stays as long as it has bytes for the layer above. */
    @Override
    public ConnectionFilter settled() {
        return in.hasRemaining() ? this : super.settled();
    }

    @Override
    public int receive(ByteBuffer destination) throws TransferException {
        int count = Math.min(in.remaining(), destination.remaining());
        if (count == 0) {
            return below().receive(destination);
        }
        destination.put(in.slice(in.position(), count));
        in.position(in.position() + count);
        return count;
    }

    @Override
    public boolean dataPending() {
        return in.hasRemaining() || super.dataPending();
    }

    @Override
    public boolean isAlive() {
        return !in.hasRemaining() && super.isAlive();
    }

    /** What a proxy says, or that it is gone, comes out when the next request is made. */
    @Override
    boolean waitsElsewhere() {
        return waitsForCredentials;
    }

    private Step begin(ConnectContext context) throws TransferException {
        waitsForCredentials = !context.tunnel().authorization().ready();
        if (waitsForCredentials) {
            return Step.BLOCKED;
        }
        if (++rounds > Limits.TUNNEL_ROUNDS) {
            throw new TransferException(
                    ResultCode.COULDNT_CONNECT, "The proxy gave no tunnel after " + Limits.TUNNEL_ROUNDS + " requests");
        }
        if (context.tracing()) {
            context.trace("Asking the proxy for a tunnel to " + requests.authority());
        }
        ByteBuffer encoded = requests.next(context.tunnel());
        request = encoded;
        write(encoded.duplicate());
        parser.reset(false, headBytes);
        statusTold = false;
        state = State.SENDING;
        return Step.CONTINUE;
    }

    private Step sending(TunnelClient client) throws TransferException {
        try {
            if (!flush()) {
                return Step.BLOCKED;
            }
        } catch (TransferException e) {
            return onceMoreOr(e, client.authorization());
        }
        client.tunnelRequest(Objects.requireNonNull(request));
        request = null;
        state = State.HEAD;
        return Step.CONTINUE;
    }

    private Step head(ConnectContext context) throws TransferException {
        TunnelClient client = context.tunnel();
        while (true) {
            switch (parser.next(in)) {
                case NEED_MORE -> {
                    int count;
                    try {
                        count = fill();
                    } catch (TransferException e) {
                        return onceMoreOr(e, client.authorization());
                    }
                    if (count < 0) {
                        return onceMoreOr(aborted(), client.authorization());
                    }
                    if (count == 0) {
                        return Step.BLOCKED;
                    }
                }
                case LINE -> tell(client);
                case INTERIM_END -> statusTold = false;
                case HEAD_END -> {
                    headBytes += parser.received();
                    return headEnd(context);
                }
                case HTTP09, TRAILER_END -> throw new IllegalStateException("no such thing here");
            }
        }
    }

    private void tell(TunnelClient client) throws TransferException {
        if (!statusTold) {
            statusTold = true;
            client.tunnelStatus(parser.head().status());
        }
        client.tunnelLine(parser.line());
    }

    private Step headEnd(ConnectContext context) throws TransferException {
        ResponseHead head = parser.head();
        answers++;
        if (head.status() / 100 == 2) {
            traceOpen(context, head);
            way = null;
            state = State.OPEN;
            return Step.DONE;
        }
        if (head.status() != 407) {
            throw refused(context.tunnel());
        }
        TunnelAuthorization authorization = context.tunnel().authorization();
        for (int field = head.find(FieldName.PROXY_AUTHENTICATE);
                field >= 0;
                field = head.findNext(FieldName.PROXY_AUTHENTICATE, field)) {
            authorization.challenge(head.value(field));
        }
        body.begin();
        state = State.BODY;
        return Step.CONTINUE;
    }

    /** A successful answer has no body, whatever it says about one (RFC 9110, 9.3.6). */
    private static void traceOpen(ConnectContext context, ResponseHead head) {
        if (context.tracing()) {
            if (head.has(FieldName.CONTENT_LENGTH)) {
                context.trace("Ignoring Content-Length in CONNECT " + head.status() + " response");
            }
            if (head.has(FieldName.TRANSFER_ENCODING)) {
                context.trace("Ignoring Transfer-Encoding in CONNECT " + head.status() + " response");
            }
            context.trace("The tunnel is open, response " + head.status());
        }
    }

    private Step body(TunnelClient client) throws TransferException {
        boolean cut = false;
        while (!body.over() && !cut) {
            if (!in.hasRemaining()) {
                int count = fill();
                if (count == 0) {
                    return Step.BLOCKED;
                }
                cut = count < 0;
            }
            body.skip(in);
        }
        if (!client.authorization().again(parser.head().status())) {
            throw cut ? aborted() : refused(client);
        }
        // Bytes behind the body would be read as the answer to a request that was not made yet.
        if (body.leavesConnectionUsable() && !in.hasRemaining()) {
            state = State.NEW;
            return Step.CONTINUE;
        }
        return reconnect(client.authorization());
    }

    /** A connection that served a round may end before the next without notice: then that one is made on a new one. */
    private Step onceMoreOr(TransferException problem, TunnelAuthorization authorization) throws TransferException {
        if (answers == 0 || parser.received() > 0) {
            throw problem;
        }
        return reconnect(authorization);
    }

    private Step reconnect(TunnelAuthorization authorization) throws TransferException {
        if (++reconnects > Limits.TUNNEL_RECONNECTS) {
            throw new TransferException(
                    ResultCode.COULDNT_CONNECT,
                    "Gave up: the proxy closed " + reconnects + " connections instead of opening a tunnel");
        }
        authorization.connectionLost();
        rebase(Objects.requireNonNull(way).another());
        forgetUnsent();
        in.limit(0);
        answers = 0;
        state = State.NEW;
        return Step.CONTINUE;
    }

    /** Reads into the empty buffer; answers as {@link #receive}. */
    private int fill() throws TransferException {
        in.clear();
        try {
            return below().receive(in);
        } finally {
            in.flip();
        }
    }

    private TransferException refused(TunnelClient client) {
        int status = parser.head().status();
        if (status >= CLIENT_ERROR && client.failsOnError()) {
            return new TransferException(ResultCode.HTTP_RETURNED_ERROR, "The requested URL returned error: " + status);
        }
        return new TransferException(ResultCode.COULDNT_CONNECT, "CONNECT tunnel failed, response " + status);
    }

    private static TransferException aborted() {
        return new TransferException(ResultCode.RECV_ERROR, "Proxy CONNECT aborted: the proxy closed the connection");
    }
}
