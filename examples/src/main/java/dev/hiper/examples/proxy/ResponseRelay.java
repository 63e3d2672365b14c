package dev.hiper.examples.proxy;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.HeaderCallback;
import dev.hiper.WriteResult;
import dev.hiper.netty.BodyHandler;
import dev.hiper.netty.HiperLoop;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Hands the response of the upstream to the client as it comes in. Both sides run on one event loop, so no piece changes
 * threads; pieces are written as they are, and flushed once when the engine has returned.
 *
 * <p>The head goes out when the engine has returned, too, and not from the callback of its last line: only
 * then is it known that the engine can make sense of it, and before that a 502 is still possible.
 */
final class ResponseRelay implements HeaderCallback, BodyHandler {
    private static final int FINAL_STATUS = 200;
    private static final String HTTP = "HTTP/";

    private static final int CODE_DIGITS = 3;

    private final ClientExchange exchange;
    private final HiperLoop loop;
    private final Easy easy;
    private final Via via;
    private final boolean withExpectation;
    private final Runnable flushTask = this::flush;
    private HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    private HttpHeaders trailers = DefaultHttpHeadersFactory.trailersFactory().newHeaders();
    private HttpResponseStatus status = HttpResponseStatus.OK;
    private String version = "1.1";
    private boolean headComplete;
    private boolean flushPosted;

    ResponseRelay(ClientExchange exchange, HiperLoop loop, Easy easy, Via via, boolean withExpectation) {
        this.exchange = exchange;
        this.loop = loop;
        this.easy = easy;
        this.via = via;
        this.withExpectation = withExpectation;
    }

    @Override
    public WriteResult onHeader(Easy handle, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        String line = new String(copy, StandardCharsets.ISO_8859_1).stripTrailing();
        if (line.startsWith(HTTP)) {
            beginHead(line);
        } else if (line.isEmpty()) {
            endHead();
        } else {
            addField(line);
        }
        return WriteResult.ACCEPTED;
    }

    @Override
    public void onBody(ByteBuf piece) {
        begin();
        exchange.write(piece);
        postFlush();
    }

    /** The transfer has ended well. */
    void end() {
        begin();
        exchange.end(trailers);
    }

    private void beginHead(String line) {
        headComplete = false;
        headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        trailers = DefaultHttpHeadersFactory.trailersFactory().newHeaders();
        int codeStart = line.indexOf(' ') + 1;
        int codeEnd = codeStart + CODE_DIGITS;
        version = line.substring(HTTP.length(), codeStart - 1);
        int code = Integer.parseInt(line.substring(codeStart, codeEnd));
        String reason = line.length() > codeEnd ? line.substring(codeEnd + 1) : "";
        status = HttpResponseStatus.valueOf(code, reason);
    }

    private void endHead() {
        if (status.code() == HttpResponseStatus.CONTINUE.code()) {
            exchange.sendContinue();
        } else if (status.code() >= FINAL_STATUS && !headComplete) {
            headComplete = true;
            if (withExpectation && status.code() == HttpResponseStatus.EXPECTATION_FAILED.code()) {
                // The engine is about to ask again without the expectation, and with the body. If not, end() comes.
                exchange.sendContinue();
            } else {
                postFlush();
            }
        }
    }

    private void addField(String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, colon);
        String value = line.substring(colon + 1).strip();
        if (!headComplete) {
            headers.add(name, value);
        } else if (HopByHop.mayTrail(name)) {
            trailers.add(name, value);
        }
    }

    private void begin() {
        if (!headComplete || exchange.responseBegun()) {
            return;
        }
        HopByHop.strip(headers);
        headers.set(HttpHeaderNames.VIA, via.extended(headers.getAll(HttpHeaderNames.VIA), version));
        exchange.respond(status, headers, easy.info(EasyInfo.CONTENT_LENGTH_DOWNLOAD_T));
    }

    private void postFlush() {
        if (!flushPosted) {
            flushPosted = true;
            loop.run(flushTask);
        }
    }

    private void flush() {
        flushPosted = false;
        if (!exchange.ended()) {
            begin();
            exchange.flush();
        }
    }
}
