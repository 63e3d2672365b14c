package dev.hiper.examples.proxy;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;

/**
 * What a request must fulfil before anything of it is forwarded. Whoever keeps two opinions about where a
 * request ends in one connection lets requests be smuggled (T231): a request with both lengths, with two, or with a coding
 * that is not exactly {@code chunked} is refused and its connection closed.
 */
final class RequestRules {
    private RequestRules() {}

    static void check(HttpRequest request) throws RefusedException {
        checkDecoded(request.decoderResult());
        checkVersion(request.protocolVersion());
        if (!Tokens.isToken(request.method().name())) {
            throw RefusedException.badRequest("The method is not a token.");
        }
        checkHost(request);
        checkFraming(request);
        checkExpectation(request);
    }

    private static void checkDecoded(DecoderResult result) throws RefusedException {
        if (!result.isFailure()) {
            return;
        }
        Throwable cause = result.cause();
        if (cause instanceof TooLongHttpLineException) {
            throw RefusedException.malformed(HttpResponseStatus.REQUEST_URI_TOO_LONG, "The request line is too long.");
        }
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
            throw RefusedException.malformed(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The header fields are too large.");
        }
        throw RefusedException.badRequest("The request is malformed.");
    }

    private static void checkVersion(HttpVersion version) throws RefusedException {
        boolean known = version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
        if (!known) {
            throw RefusedException.malformed(
                    HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        }
    }

    /** RFC 9112, 3.2: exactly one, or none with HTTP/1.0. */
    private static void checkHost(HttpRequest request) throws RefusedException {
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (hosts > 1 || (hosts == 0 && !old)) {
            throw RefusedException.badRequest("The request needs exactly one Host field, and has " + hosts + ".");
        }
    }

    private static void checkFraming(HttpRequest request) throws RefusedException {
        HttpHeaders headers = request.headers();
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        int lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size();
        if (lengths > 1) {
            throw RefusedException.badRequest("The request has more than one Content-Length.");
        }
        if (codings.isEmpty()) {
            return;
        }
        if (lengths > 0) {
            throw RefusedException.badRequest("The request has both Content-Length and Transfer-Encoding.");
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw RefusedException.badRequest("HTTP/1.0 knows no Transfer-Encoding.");
        }
        List<String> members = Tokens.members(codings);
        if (codings.size() != 1 || members.size() != 1 || !members.get(0).equals("chunked")) {
            throw RefusedException.malformed(
                    HttpResponseStatus.NOT_IMPLEMENTED, "The only Transfer-Encoding understood is chunked.");
        }
        if (request.method().equals(HttpMethod.CONNECT)) {
            throw RefusedException.badRequest("A CONNECT request has no body.");
        }
    }

    private static void checkExpectation(HttpRequest request) throws RefusedException {
        for (String expectation : Tokens.members(request.headers().getAll(HttpHeaderNames.EXPECT))) {
            if (!expectation.equals("100-continue")) {
                throw RefusedException.unwanted(
                        HttpResponseStatus.EXPECTATION_FAILED, "The only expectation understood is 100-continue.");
            }
        }
    }
}
