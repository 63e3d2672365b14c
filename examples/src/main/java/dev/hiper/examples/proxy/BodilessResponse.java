package dev.hiper.examples.proxy;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** A response head that no body follows, whatever length it announces: the answer to HEAD, and status 304 (T234). */
final class BodilessResponse extends DefaultHttpResponse {
    BodilessResponse(HttpResponseStatus status, HttpHeaders headers) {
        super(HttpVersion.HTTP_1_1, status, headers);
    }

    /** Netty's encoder, which learns from the type of the head what it cannot know: the method of the request. */
    static final class Encoder extends HttpResponseEncoder {
        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            return response instanceof BodilessResponse || super.isContentAlwaysEmpty(response);
        }
    }
}
