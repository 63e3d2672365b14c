package dev.hiper.examples.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Decides what happens to each request of a client: refused, forwarded, or made a tunnel. */
@SuppressWarnings("FutureReturnValueIgnored") // A write or close that fails ends the channel, and that is noticed.
final class ProxyHandler extends ChannelInboundHandlerAdapter implements ClientExchange.Owner {
    /** Fired through the pipeline of each client when the proxy is going to end. */
    static final Object DRAIN = new Object();

    private final ProxyContext proxy;
    private final RequestGate gate;
    private ChannelHandlerContext context;
    private HeadTimeout headTimeout;
    private @Nullable ClientExchange exchange;
    private @Nullable UpstreamRequest upstream;
    /** No further request is served on this connection. */
    private boolean closing;

    @SuppressWarnings("NullAway.Init") // The context comes before the first message.
    ProxyHandler(ProxyContext proxy, RequestGate gate) {
        this.proxy = proxy;
        this.gate = gate;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        headTimeout = new HeadTimeout(added.channel(), proxy.options().idleTimeoutSeconds());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        headTimeout.begin();
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            headTimeout.end();
            begin(request);
        }
        if (message instanceof HttpContent content) {
            body(content);
        }
    }

    private void begin(HttpRequest request) {
        ClientExchange started = new ClientExchange(context.channel(), request, this, proxy.listener());
        exchange = started;
        try {
            RequestRules.check(request);
            if (proxy.via().loops(request.headers())) {
                throw RefusedException.unwanted(
                        HttpResponseStatus.valueOf(508, "Loop Detected"), "The request has been here before.");
            }
            if (request.method().equals(HttpMethod.CONNECT)) {
                tunnel(started);
            } else if (UpstreamHeaders.maxForwards(request) == 0) {
                throw RefusedException.unwanted(HttpResponseStatus.OK, "The proxy is the last recipient.");
            } else {
                Upstream origin = proxy.options().upstream();
                Route route = origin == null ? Route.forward(request) : Route.reverse(request, origin);
                upstream = UpstreamRequest.start(proxy, started, route, gate);
            }
        } catch (RefusedException e) {
            refuse(started, e);
        }
    }

    private void tunnel(ClientExchange started) throws RefusedException {
        if (gate.isPipelined()) {
            // What follows the request has been taken for another request already.
            throw RefusedException.badRequest("CONNECT must not follow an unanswered request.");
        }
        Tunnel.open(proxy, started);
        closing = true;
    }

    private void body(HttpContent content) {
        ClientExchange current = exchange;
        UpstreamRequest running = upstream;
        if (current == null || running == null) {
            // Of a request that is answered already.
            content.release();
            return;
        }
        if (content.decoderResult().isFailure()) {
            content.release();
            running.refuse(RefusedException.badRequest("The body of the request is malformed."));
            return;
        }
        if (content instanceof LastHttpContent) {
            current.completeRequest();
        }
        running.body(content);
    }

    private static void refuse(ClientExchange current, RefusedException refusal) {
        current.refuse(refusal);
        current.report(RequestRecord.Times.total(current.elapsedMicros()), -1, false, "refused");
    }

    @Override
    public boolean draining() {
        return proxy.draining();
    }

    @Override
    public void exchangeEnded(ClientExchange.Outcome outcome) {
        exchange = null;
        upstream = null;
        switch (outcome) {
            case REUSABLE -> {
                headTimeout.begin();
                gate.next();
            }
            case CLOSING -> {
                closing = true;
                ClientExchange.closeWhenWritten(context.channel());
            }
            case LINGERING -> {
                closing = true;
                gate.discard();
                LingeringClose.start(context.channel());
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == DRAIN) {
            if (exchange == null) {
                ctx.close();
            }
        } else if (event instanceof IdleStateEvent) {
            idle();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /** Nothing moved between the client and us. That is the client's fault only if it was its turn. */
    private void idle() {
        ClientExchange current = exchange;
        UpstreamRequest running = upstream;
        if (current == null || running == null) {
            if (closing) {
                // The last response is not being read.
                context.close();
            }
            return;
        }
        boolean owesBody = !current.requestComplete() && gate.waitsForClient();
        if (owesBody || !context.channel().isWritable()) {
            running.refuse(RefusedException.malformed(
                    HttpResponseStatus.REQUEST_TIMEOUT, "The body of the request did not come in time."));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A client that is gone, most likely; the end of the channel cancels what runs for it.
        ctx.close();
    }
}
