package dev.hiper.examples.proxy;

import dev.hiper.CallbackResult;
import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import dev.hiper.netty.Backpressure;
import dev.hiper.netty.Fetch;
import dev.hiper.netty.FetchException;
import dev.hiper.netty.HiperLoop;
import dev.hiper.netty.UploadQueue;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One forwarded request: the half of a relay that faces the upstream. Turns the client's request into options of an easy
 * handle, feeds its body, and says how it ended. Event loop only.
 */
final class UpstreamRequest {
    /** How long a client waits for a 100 that the upstream does not send; the engine waits as long. */
    static final long CONTINUE_SECONDS = 1;

    /** RFC 9110, 9.2.2: a proxy repeats nothing else on its own. */
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS, HttpMethod.TRACE);

    private final ProxyContext proxy;
    private final ClientExchange exchange;
    private final HandlePool handles;
    private final Easy easy;
    private final ResponseRelay relay;
    private final @Nullable UploadQueue upload;
    private final @Nullable ScheduledFuture<?> continueTimer;
    private @Nullable HttpHeaders uploadTrailers;
    private @Nullable RefusedException refusal;
    private final Fetch fetch;
    private boolean denied;

    private UpstreamRequest(ProxyContext proxy, ClientExchange exchange, Route route, RequestGate gate) {
        this.proxy = proxy;
        this.exchange = exchange;
        Channel channel = exchange.channel();
        HiperLoop loop = HiperLoop.of(channel.eventLoop());
        handles = proxy.handles(channel.eventLoop());
        easy = handles.take();
        boolean expects = exchange.expectsContinue();
        relay = new ResponseRelay(exchange, loop, easy, proxy.via(), expects);
        upload = exchange.hasBody() ? new UploadQueue().onWritability(gate::bodyWanted) : null;
        configure(route, expects);
        fetch = loop.submit(easy, relay, upload);
        continueTimer = expects
                ? channel.eventLoop().schedule(exchange::sendContinue, CONTINUE_SECONDS, TimeUnit.SECONDS)
                : null;
    }

    /** Forwards the request of {@code exchange} to {@code route}. */
    static UpstreamRequest start(ProxyContext proxy, ClientExchange exchange, Route route, RequestGate gate) {
        UpstreamRequest started = new UpstreamRequest(proxy, exchange, route, gate);
        started.fetch.addListener(started::ended);
        Backpressure.of(exchange.channel()).download(started.fetch);
        return started;
    }

    /** The next piece of the request's body; its ownership passes. */
    void body(HttpContent content) {
        UploadQueue queue = upload;
        if (queue == null) {
            content.release();
            return;
        }
        if (content instanceof LastHttpContent last) {
            uploadTrailers = last.trailingHeaders();
        }
        queue.offer(content.content());
        if (content instanceof LastHttpContent) {
            queue.end();
        }
    }

    /** Ends the request from our side; the client is answered with {@code reason} if it can be. */
    void refuse(RefusedException reason) {
        refusal = reason;
        fetch.cancel(false);
    }

    /** An address of the upstream is in a network that is not connected to. */
    void denied() {
        denied = true;
    }

    private void configure(Route route, boolean expects) {
        HttpRequest request = exchange.request();
        HttpMethod method = request.method();
        boolean head = method.equals(HttpMethod.HEAD);
        easy.set(EasyOption.URL, route.url())
                .set(EasyOption.REQUEST_TARGET, route.target())
                .set(EasyOption.HTTPHEADER, proxy.upstreamHeaders().lines(request, exchange.client(), expects))
                .set(EasyOption.HEADERFUNCTION, relay)
                .set(EasyOption.PRIVATE, this)
                .set(EasyOption.TRAILERFUNCTION, this::trailers);
        if (exchange.hasBody()) {
            easy.set(EasyOption.UPLOAD, true).set(EasyOption.INFILESIZE_LARGE, HttpUtil.getContentLength(request, -1L));
        } else {
            easy.set(head ? EasyOption.NOBODY : EasyOption.HTTPGET, true);
        }
        easy.set(EasyOption.CUSTOMREQUEST, method.name());
        // On a connection of its own the engine has no reason to repeat it. One with a body cannot be repeated anyhow.
        easy.set(EasyOption.FRESH_CONNECT, !exchange.hasBody() && !IDEMPOTENT.contains(method));
    }

    private CallbackResult trailers(Easy handle, List<String> lines) {
        HttpHeaders trailers = uploadTrailers;
        if (trailers != null) {
            for (Map.Entry<String, String> field : trailers) {
                if (HopByHop.mayTrail(field.getKey())) {
                    lines.add(field.getKey() + ": " + field.getValue());
                }
            }
        }
        return CallbackResult.OK;
    }

    private void ended(Future<? super TransferMessage> done) {
        ScheduledFuture<?> timer = continueTimer;
        if (timer != null) {
            timer.cancel(false);
        }
        String result;
        RequestRecord.Times times = times();
        long connection = easy.info(EasyInfo.CONN_ID);
        boolean reused = easy.info(EasyInfo.NUM_CONNECTS) == 0;
        if (done.isSuccess()) {
            result = ResultCode.OK.name();
            relay.end();
        } else if (done.isCancelled()) {
            RefusedException reason = refusal;
            result = reason == null ? "client-closed" : "refused";
            stop(reason);
        } else {
            result = done.cause() instanceof FetchException failure
                    ? failure.result().name()
                    : "error";
            stop(failed(done.cause()));
        }
        exchange.report(times, connection, reused, result);
        handles.release(easy);
    }

    private void stop(@Nullable RefusedException reason) {
        if (reason == null || exchange.responseBegun()) {
            exchange.abort();
        } else {
            exchange.refuse(reason);
        }
    }

    private RefusedException failed(Throwable cause) {
        if (denied) {
            return RefusedException.unwanted(HttpResponseStatus.FORBIDDEN, "Requests to this network are not allowed.");
        }
        if (!(cause instanceof FetchException failure)) {
            return RefusedException.unwanted(HttpResponseStatus.BAD_GATEWAY, "The request cannot be forwarded.");
        }
        ResultCode result = failure.result();
        HttpResponseStatus status =
                switch (result) {
                    case OPERATION_TIMEDOUT -> HttpResponseStatus.GATEWAY_TIMEOUT;
                    case URL_MALFORMAT, BAD_FUNCTION_ARGUMENT -> HttpResponseStatus.BAD_REQUEST;
                    default -> HttpResponseStatus.BAD_GATEWAY;
                };
        return RefusedException.unwanted(status, String.valueOf(failure.getMessage()));
    }

    private RequestRecord.Times times() {
        return new RequestRecord.Times(
                exchange.elapsedMicros(),
                easy.info(EasyInfo.NAMELOOKUP_TIME_T),
                easy.info(EasyInfo.CONNECT_TIME_T),
                easy.info(EasyInfo.APPCONNECT_TIME_T),
                easy.info(EasyInfo.STARTTRANSFER_TIME_T));
    }
}
