package dev.hiper.examples.proxy;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's decoder, which would repair a request with two framings silently: {@link RequestRules} wants to see both. */
final class StrictRequestDecoder extends HttpRequestDecoder {
    /** A target longer than this is no use to anybody; RFC 9112, 3, wants 8000 at least. */
    private static final int LINE_BYTES = 16 * 1024;

    /** A chunk above this size arrives in pieces. */
    private static final int PIECE_BYTES = 16 * 1024;

    StrictRequestDecoder(int maxHeaderBytes) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(LINE_BYTES)
                .setMaxHeaderSize(maxHeaderBytes)
                .setMaxChunkSize(PIECE_BYTES));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        // Both stay.
    }
}
