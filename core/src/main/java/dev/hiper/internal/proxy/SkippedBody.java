package dev.hiper.internal.proxy;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.http1.BodyFraming;
import dev.hiper.internal.http1.ChunkedDecoder;
import dev.hiper.internal.http1.FramingRules;
import dev.hiper.internal.http1.RequestKind;
import dev.hiper.internal.http1.ResponseParser;
import java.nio.ByteBuffer;

/**
 * The body of an answer that only stands between us and the next one on its connection. It is not worth more than {@link
 * Limits#TUNNEL_BODY_BYTES}.
 */
final class SkippedBody {
    private static final FramingRules RULES = new FramingRules(false, true, false);

    private final BodyFraming framing = new BodyFraming();
    private final ChunkedDecoder chunks = new ChunkedDecoder();
    private final ResponseParser parser;
    private long left;
    private long skipped;
    private boolean inTrailers;
    private boolean chunked;
    private boolean complete;

    SkippedBody(ResponseParser parser) {
        this.parser = parser;
    }

    /** Begins with the body of the head that the parser has just read. */
    void begin() throws TransferException {
        framing.decide(parser.head(), RequestKind.CONNECT, RULES);
        skipped = 0;
        left = 0;
        inTrailers = false;
        chunked = false;
        complete = false;
        switch (framing.kind()) {
            case NONE, UNTIL_CLOSE -> complete = true;
            case LENGTH -> left = framing.length();
            case CHUNKED -> {
                chunked = true;
                chunks.reset();
            }
        }
    }

    /** Whether nothing of it is left, or nothing that is worth waiting for. */
    boolean over() {
        return complete || tooLong();
    }

    /** Whether the connection can carry another request now. */
    boolean leavesConnectionUsable() {
        return complete && framing.persistence().isReusable();
    }

    /** Takes what belongs to the body out of {@code in}. */
    void skip(ByteBuffer in) throws TransferException {
        int before = in.remaining();
        if (chunked) {
            skipChunks(in);
        } else {
            int count = (int) Math.min(left, in.remaining());
            in.position(in.position() + count);
            left -= count;
            complete = left == 0;
        }
        skipped += before - in.remaining();
    }

    private boolean tooLong() {
        return skipped > Limits.TUNNEL_BODY_BYTES || (!chunked && left > Limits.TUNNEL_BODY_BYTES);
    }

    private void skipChunks(ByteBuffer in) throws TransferException {
        while (in.hasRemaining() && !complete) {
            if (inTrailers) {
                complete = parser.next(in) == ResponseParser.Event.TRAILER_END;
                continue;
            }
            switch (chunks.decode(in)) {
                case NEED_MORE, DATA -> {}
                case DONE -> complete = true;
                case TRAILERS -> {
                    parser.beginTrailers();
                    inTrailers = true;
                }
            }
        }
    }
}
