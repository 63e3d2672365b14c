package dev.hiper.examples.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client and the response to it: the half of a relay that faces the client. Chooses the framing of the
 * response and decides whether the connection goes on. Event loop only.
 *
 * <pre>
 *   WAITING ──respond──► RESPONDING ──end──► ENDED
 *      └────────refuse───────────────────────^  abort, from any
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write or close that fails ends the channel, and that is noticed.
final class ClientExchange {
    /** What becomes of the connection when the exchange has ended. */
    enum Outcome {
        /** The next request may come. */
        REUSABLE,
        /** The response is complete, and the connection is to be closed. */
        CLOSING,
        /** As before, but the client may still be sending: closing at once could destroy the response on its way. */
        LINGERING
    }

    /** Is told when the response is complete. */
    interface Owner {
        void exchangeEnded(Outcome outcome);

        /** Whether connections are to be closed as soon as possible. */
        boolean draining();
    }

    private enum State {
        WAITING,
        RESPONDING,
        ENDED
    }

    private final Channel channel;
    private final HttpRequest request;
    private final Owner owner;
    private final RequestListener listener;
    private final InetSocketAddress client;
    private final long startNanos = System.nanoTime();
    private final boolean http10;
    private State state = State.WAITING;
    private boolean keepAlive;
    private boolean requestComplete;
    private boolean continued;
    private boolean chunked;
    private boolean bodiless;
    private boolean closeDelimited;
    private int status;
    private long bytes;
    /** The head of a response of known length, until it is clear whether all of it goes out in one. */
    private @Nullable HttpResponse heldHead;

    private long heldLength;
    private @Nullable ByteBuf heldBody;

    ClientExchange(Channel channel, HttpRequest request, Owner owner, RequestListener listener) {
        this.channel = channel;
        this.request = request;
        this.owner = owner;
        this.listener = listener;
        this.client = (InetSocketAddress) channel.remoteAddress();
        this.http10 = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.requestComplete = !hasBody();
    }

    HttpRequest request() {
        return request;
    }

    Channel channel() {
        return channel;
    }

    InetSocketAddress client() {
        return client;
    }

    /** Whether a body follows the request, maybe an empty one. */
    boolean hasBody() {
        return HttpUtil.isTransferEncodingChunked(request)
                || request.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    }

    /** Whether the client waits for a 100 answer before it sends the body. */
    boolean expectsContinue() {
        return !http10 && !requestComplete && HttpUtil.is100ContinueExpected(request);
    }

    boolean requestComplete() {
        return requestComplete;
    }

    boolean responseBegun() {
        return state != State.WAITING;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    long elapsedMicros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
    }

    /** The body of the request has come to its end. */
    void completeRequest() {
        requestComplete = true;
    }

    /** The client may send the body. */
    void sendContinue() {
        if (state == State.WAITING && !continued && !requestComplete) {
            continued = true;
            channel.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    /**
     * Sends the head of the response.
     *
     * @param headers end-to-end fields, without framing
     * @param length of the body; -1 if unknown
     */
    void respond(HttpResponseStatus answer, HttpHeaders headers, long length) {
        state = State.RESPONDING;
        status = answer.code();
        bodiless = request.method().equals(HttpMethod.HEAD)
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code();
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        if (length >= 0 && status != HttpResponseStatus.NO_CONTENT.code()) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        } else if (length < 0 && !bodiless && !http10) {
            chunked = true;
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else if (length < 0 && !bodiless) {
            closeDelimited = true;
            keepAlive = false;
        }
        keepAlive &= !owner.draining();
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (http10) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        HttpResponse head = bodiless
                ? new BodilessResponse(answer, headers)
                : new DefaultHttpResponse(HttpVersion.HTTP_1_1, answer, headers);
        if (length >= 0 && !bodiless) {
            heldHead = head;
            heldLength = length;
        } else {
            channel.write(head, channel.voidPromise());
        }
    }

    /** A piece of the body, whose ownership passes. Not flushed. */
    void write(ByteBuf piece) {
        if (bodiless || state != State.RESPONDING) {
            piece.release();
            return;
        }
        bytes += piece.readableBytes();
        if (heldHead != null && piece.readableBytes() == heldLength) {
            heldBody = piece;
            return;
        }
        writeHeld();
        channel.write(new DefaultHttpContent(piece), channel.voidPromise());
    }

    void flush() {
        writeHeld();
        channel.flush();
    }

    private void writeHeld() {
        HttpResponse head = heldHead;
        ByteBuf body = heldBody;
        heldHead = null;
        heldBody = null;
        if (head != null) {
            channel.write(head, channel.voidPromise());
        }
        if (body != null) {
            channel.write(new DefaultHttpContent(body), channel.voidPromise());
        }
    }

    /** The response is complete. */
    void end(HttpHeaders trailers) {
        state = State.ENDED;
        LastHttpContent last = LastHttpContent.EMPTY_LAST_CONTENT;
        if (chunked && !trailers.isEmpty()) {
            last = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, trailers);
        }
        HttpResponse head = heldHead;
        if (head != null) {
            ByteBuf body = heldBody == null ? Unpooled.EMPTY_BUFFER : heldBody;
            heldHead = null;
            heldBody = null;
            channel.writeAndFlush(inOne(head, body), channel.voidPromise());
        } else {
            channel.writeAndFlush(last, channel.voidPromise());
        }
        owner.exchangeEnded(
                keepAlive && requestComplete
                        ? Outcome.REUSABLE
                        : requestComplete ? Outcome.CLOSING : Outcome.LINGERING);
    }

    /** A response that is there as a whole: one message, and mostly one write of the socket. */
    private static FullHttpResponse inOne(HttpResponse head, ByteBuf body) {
        return new DefaultFullHttpResponse(
                head.protocolVersion(), head.status(), body, head.headers(), EmptyHttpHeaders.INSTANCE);
    }

    /** Answers in place of an upstream. Only before {@link #respond}. */
    void refuse(RefusedException refusal) {
        if (refusal.distrusted()) {
            keepAlive = false;
            requestComplete = false;
        }
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        // The text may quote what the client sent.
        headers.set("X-Content-Type-Options", "nosniff");
        ByteBuf text = ByteBufUtil.encodeString(
                channel.alloc(), CharBuffer.wrap(refusal.getMessage() + "\n"), StandardCharsets.UTF_8);
        respond(refusal.status(), headers, text.readableBytes());
        write(text);
        end(DefaultHttpHeadersFactory.trailersFactory().newHeaders());
    }

    /**
     * The response cannot be completed. The client must see that it is cut off: where only the end of the connection
     * would mark its end, the connection is reset.
     */
    void abort() {
        state = State.ENDED;
        if (closeDelimited) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        flush();
        channel.close();
    }

    /** Counts bytes of a tunnel, which no {@link #write} sees. */
    void tunnelled(HttpResponseStatus answer, long count) {
        status = answer.code();
        bytes = count;
    }

    /** Tells the listener; once, when everything about the exchange is known. */
    void report(RequestRecord.Times times, long connection, boolean reused, String result) {
        listener.onRequest(new RequestRecord(
                client.getAddress().getHostAddress(),
                request.method().name(),
                request.uri(),
                status,
                bytes,
                times,
                connection,
                reused,
                result));
    }

    /** Closes the connection as soon as everything is written. */
    static void closeWhenWritten(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
