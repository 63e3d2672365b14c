package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.connect.Connection;
import dev.hiper.internal.http1.BodyFraming;
import dev.hiper.internal.http1.ChunkedDecoder;
import dev.hiper.internal.http1.FramingRules;
import dev.hiper.internal.http1.RequestKind;
import dev.hiper.internal.http1.ResponseParser;
import dev.hiper.internal.http1.StatusPrefix;
import dev.hiper.internal.message.ResponseHead;
import dev.hiper.internal.transfer.RateLimit;
import dev.hiper.internal.transfer.ResponseOptions;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferClient;
import dev.hiper.internal.transfer.TransferConfig;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of an exchange: reads, parses in place, and hands on.
 *
 * <pre>
 *   HEAD ---> BODY ---> TRAILERS ---> COMPLETE
 *     \________ \______________________^
 * </pre>
 */
final class ResponseReceiver {
    private enum State {
        HEAD,
        BODY,
        TRAILERS,
        COMPLETE
    }

    /** Told of heads as they are complete. */
    interface HeadListener {
        /** The first line of a head came, in {@link ResponseHead#status()}. */
        void onStatus(ResponseHead head) throws TransferException;

        /** An interim response (1xx) is complete. */
        void onInterim(ResponseHead head) throws TransferException;

        /** The final head is complete and its framing known. False: its body is not for the application. */
        boolean onFinal(ResponseHead head, BodyFraming framing) throws TransferException;
    }

    private final Transfer transfer;
    private final HeadListener listener;
    private final ResponseHead head = new ResponseHead();
    private final ResponseParser parser = ResponseParser.forOrigin(head);
    private final BodyFraming framing = new BodyFraming();
    private final ChunkedDecoder chunks = new ChunkedDecoder();
    private FramingRules rules = FramingRules.PLAIN;
    private StatusPrefix prefixes = StatusPrefix.HTTP_ONLY;
    private @Nullable TransferConfig ruledBy;
    private State state = State.COMPLETE;
    private RequestKind kind = RequestKind.OTHER;
    private boolean firstLine;
    private boolean deliver;
    private boolean heard;
    private boolean unaskedBytes;
    /** Whether the last read took all that was there. */
    private boolean drained;

    /** Whether nobody wants to see the lines of the head that is being read. */
    private boolean quiet;

    private long left;
    private int readBytes;
    /** Takes codings off; null while no response of this transfer ever needed it. */
    private @Nullable BodyDecoder decoder;

    private boolean decodes;
    private boolean skipped;

    ResponseReceiver(Transfer transfer, HeadListener listener) {
        this.transfer = transfer;
        this.listener = listener;
    }

    void prepare(RequestKind request) {
        ResponseOptions options = transfer.config().response();
        kind = request;
        learnRules();
        parser.reset(options.http09Allowed(), transfer.info().headerBytes);
        if (transfer.reusedConnection()) {
            parser.requireStatusLine();
        }
        parser.follow(rules, request);
        parser.acceptPrefixes(prefixes);
        discard();
        state = State.HEAD;
        firstLine = true;
        deliver = true;
        heard = false;
        unaskedBytes = false;
        left = 0;
        readBytes = options.bufferSize();
        transfer.info().head = head;
        transfer.headers().follow(head);
    }

    /** Reads and delivers what is there, within the budget of one run (M22). */
    void receive() throws TransferException {
        if (decodes && !resumeDecoding()) {
            return;
        }
        if (state == State.COMPLETE) {
            return;
        }
        Connection connection = transfer.attached();
        long budget = (long) Limits.READS_PER_RUN * transfer.config().response().bufferSize();
        for (int reads = 0; reads < Limits.READS_PER_RUN && budget > 0; reads++) {
            int allowed = allowedBytes();
            if (allowed == 0) {
                return;
            }
            ByteBuffer buffer = transfer.host().readBuffer(readBytes);
            int start = buffer.position();
            buffer.limit(start + Math.min(readBytes, allowed));
            int count = connection.receive(buffer);
            if (count == 0) {
                return;
            }
            if (count < 0) {
                endOfStream();
                return;
            }
            budget -= count;
            boolean full = !buffer.hasRemaining();
            drained = !full && !connection.dataPending();
            buffer.limit(buffer.position()).position(start);
            take(buffer, count);
            if (state == State.COMPLETE
                    || transfer.receivePaused()
                    || (decodes && current().holdsData())) {
                return;
            }
            if (drained) {
                // The socket gave all it had; if more comes, an event will say so.
                return;
            }
            if (full) {
                readBytes = Math.min(2 * readBytes, Math.max(readBytes, Limits.LARGEST_READ_BYTES));
            }
        }
        transfer.wake();
    }

    boolean complete() {
        return state == State.COMPLETE && !(decodes && current().holdsData());
    }

    /** The rest of the response is not read; its connection is of no use any more. */
    void skipRest() {
        skipped = true;
    }

    /** Gives decoders back. */
    void discard() {
        if (decodes) {
            current().close();
            decodes = false;
        }
        skipped = false;
    }

    /** Whether the rest of the response was left unread. */
    boolean skipped() {
        return skipped;
    }

    /** Whether any byte of the response came. */
    boolean heard() {
        return heard;
    }

    /** Whether bytes followed that belong to no response. */
    boolean unaskedBytes() {
        return unaskedBytes;
    }

    /** Whether nothing lay behind the response when its end was read; if not, nobody has looked yet. */
    boolean drained() {
        return drained;
    }

    BodyFraming framing() {
        return framing;
    }

    private void take(ByteBuffer buffer, int count) throws TransferException {
        RateLimit limit = transfer.receiveLimit();
        if (limit.active()) {
            limit.take(count);
        }
        if (!heard) {
            heard = true;
            transfer.markStartTransfer();
        }
        // Only callbacks can change this, and in a head there is none without it.
        quiet = state == State.HEAD && !transfer.tracing() && !transfer.output().wantsHeaders();
        // The end of a head or of trailers is told without taking another byte.
        boolean told = false;
        while (state != State.COMPLETE && (buffer.hasRemaining() || (told && state != State.BODY))) {
            told = switch (state) {
                case HEAD -> head(buffer);
                case BODY -> body(buffer);
                case TRAILERS -> trailers(buffer);
                case COMPLETE -> throw new IllegalStateException("nothing follows a complete response");
            };
        }
        if (buffer.hasRemaining()) {
            unaskedBytes = true;
        }
    }

    /** Whether there was anything. */
    private boolean head(ByteBuffer buffer) throws TransferException {
        if (quiet && parser.readWhole(buffer)) {
            firstLine = false;
            listener.onStatus(head);
            transfer.countHeadBytes(parser.received());
            headComplete();
            return true;
        }
        switch (parser.next(buffer)) {
            case NEED_MORE -> {
                return false;
            }
            case LINE -> {
                if (firstLine) {
                    firstLine = false;
                    listener.onStatus(head);
                }
                deliverLine();
            }
            case INTERIM_END -> {
                firstLine = true;
                listener.onInterim(head);
            }
            case HEAD_END -> headComplete();
            case HTTP09 -> beginHttp09();
            case TRAILER_END -> throw new IllegalStateException("trailers before a head");
        }
        return true;
    }

    private void headComplete() throws TransferException {
        transfer.headers().checkCount();
        framing.decide(head, kind, rules);
        transfer.info().responseCode = head.status();
        transfer.info().httpVersion = switch (head.version()) {
            case HTTP_0_9 -> 9;
            case HTTP_1_0 -> 10;
            case HTTP_1_1 -> 11;
            case HTTP_2 -> 20;
            case HTTP_3 -> 30;
        };
        transfer.info().contentLengthDownload = framing.contentLength();
        deliver = listener.onFinal(head, framing);
        left = framing.length();
        boolean bodiless = skipped || framing.kind() == BodyFraming.Kind.NONE;
        state = bodiless ? State.COMPLETE : State.BODY;
        if (bodiless) {
            return;
        }
        if (framing.kind() == BodyFraming.Kind.CHUNKED) {
            chunks.reset(rules.lenient());
        }
        if (deliver && BodyDecoder.concerns(transfer.config(), head, framing)) {
            beginDecoding();
        }
    }

    private void beginDecoding() throws TransferException {
        BodyDecoder present = decoder;
        if (present == null) {
            present = new BodyDecoder(transfer);
            decoder = present;
        }
        decodes = true;
        present.begin(head, framing);
    }

    /** Whether all that had to wait is decoded. */
    private boolean resumeDecoding() throws TransferException {
        BodyDecoder present = current();
        if (present.holdsData() && !transfer.receivePaused()) {
            present.resume();
        }
        return !present.holdsData();
    }

    private BodyDecoder current() {
        BodyDecoder present = decoder;
        if (present == null) {
            throw new IllegalStateException("nothing is decoded");
        }
        return present;
    }

    private void beginHttp09() throws TransferException {
        ByteBuffer first = parser.line();
        if (kind == RequestKind.HEAD) {
            throw new TransferException(
                    ResultCode.WEIRD_SERVER_REPLY, "The answer to HEAD has no head, and it must not have a body");
        }
        transfer.info().httpVersion = 9;
        framing.decide(head, kind, FramingRules.PLAIN);
        state = State.BODY;
        if (first.hasRemaining()) {
            deliver(first);
        }
    }

    private boolean body(ByteBuffer buffer) throws TransferException {
        switch (framing.kind()) {
            case NONE -> state = State.COMPLETE;
            case LENGTH -> {
                int count = (int) Math.min(left, buffer.remaining());
                left -= count;
                deliverPart(buffer, count);
                if (left == 0) {
                    state = State.COMPLETE;
                }
            }
            case CHUNKED -> chunked(buffer);
            case UNTIL_CLOSE -> deliverPart(buffer, buffer.remaining());
        }
        return true;
    }

    private void chunked(ByteBuffer buffer) throws TransferException {
        int start = buffer.position();
        boolean raw = !transfer.config().response().transferDecoding();
        while (state == State.BODY && buffer.hasRemaining()) {
            switch (chunks.decode(buffer)) {
                case NEED_MORE -> {}
                case DATA -> {
                    if (!raw) {
                        deliver(chunks.data());
                    }
                }
                case TRAILERS -> {
                    parser.beginTrailers();
                    state = State.TRAILERS;
                }
                case DONE -> state = State.COMPLETE;
            }
        }
        if (raw) {
            deliverRaw(buffer, start);
        }
    }

    /** Whether there was anything. */
    private boolean trailers(ByteBuffer buffer) throws TransferException {
        int start = buffer.position();
        boolean more = true;
        switch (parser.next(buffer)) {
            case LINE -> deliverLine();
            case TRAILER_END -> state = State.COMPLETE;
            case NEED_MORE -> more = false;
            case INTERIM_END, HEAD_END, HTTP09 -> throw new IllegalStateException("a head within trailers");
        }
        if (!transfer.config().response().transferDecoding()) {
            deliverRaw(buffer, start);
        }
        return more;
    }

    /** Hands on the framing itself, from {@code start} to the buffer's position (HTTP_TRANSFER_DECODING off). */
    private void deliverRaw(ByteBuffer buffer, int start) throws TransferException {
        int end = buffer.position();
        int limit = buffer.limit();
        buffer.limit(end).position(start);
        deliver(buffer);
        buffer.limit(limit).position(end);
    }

    private void deliverPart(ByteBuffer buffer, int count) throws TransferException {
        int end = buffer.position() + count;
        int limit = buffer.limit();
        buffer.limit(end);
        deliver(buffer);
        buffer.limit(limit).position(end);
    }

    private void deliverLine() throws TransferException {
        ByteBuffer line = parser.line();
        transfer.countHeadBytes(line.remaining());
        if (quiet && state == State.HEAD) {
            return;
        }
        if (transfer.tracing()) {
            transfer.traceBytes(TransferClient.Info.HEADER_IN, line.duplicate());
        }
        transfer.output().header(line);
    }

    private void deliver(ByteBuffer data) throws TransferException {
        long most = transfer.config().response().maxFileSize();
        long room = most - transfer.info().downloaded;
        if (most > 0 && deliver && data.remaining() > room) {
            data.limit(data.position() + (int) room);
            pass(data);
            throw new TransferException(
                    ResultCode.FILESIZE_EXCEEDED, "Exceeded the maximum allowed file size (" + most + ")");
        }
        pass(data);
    }

    private void pass(ByteBuffer data) throws TransferException {
        transfer.info().downloaded += data.remaining();
        if (transfer.tracing()) {
            transfer.traceBytes(TransferClient.Info.DATA_IN, data.duplicate());
        }
        if (!deliver) {
            return;
        }
        if (decodes) {
            current().write(data);
        } else {
            transfer.output().body(data);
        }
    }

    private void endOfStream() throws TransferException {
        switch (state) {
            case HEAD, TRAILERS -> endOfHead();
            case BODY -> endOfBody();
            case COMPLETE -> {}
        }
    }

    private void endOfHead() throws TransferException {
        ResponseParser.Event event = parser.eof();
        while (event == ResponseParser.Event.LINE) {
            deliverLine();
            event = parser.eof();
        }
        if (event == ResponseParser.Event.HTTP09) {
            beginHttp09();
            state = State.COMPLETE;
        }
    }

    private void endOfBody() throws TransferException {
        switch (framing.kind()) {
            case UNTIL_CLOSE, NONE -> state = State.COMPLETE;
            case LENGTH ->
                throw new TransferException(
                        ResultCode.PARTIAL_FILE,
                        "The connection was closed with " + left + " bytes of the body missing");
            case CHUNKED ->
                throw new TransferException(ResultCode.PARTIAL_FILE, "The connection was closed before the last chunk");
        }
    }

    private void learnRules() {
        TransferConfig config = transfer.config();
        if (ruledBy == config) {
            return;
        }
        ruledBy = config;
        ResponseOptions options = config.response();
        FramingRules wanted = new FramingRules(
                options.ignoreContentLength(),
                false,
                config.http().transferCoding(),
                options.maxFileSize() > 0,
                !options.transferDecoding(),
                options.lenient());
        rules = wanted.equals(FramingRules.PLAIN) ? FramingRules.PLAIN : wanted;
        prefixes = StatusPrefix.of(config.http().statusAliases());
    }

    private int allowedBytes() {
        RateLimit limit = transfer.receiveLimit();
        return limit.active()
                ? (int) Math.max(0, Math.min(Integer.MAX_VALUE, limit.available(transfer.nowNanos())))
                : Integer.MAX_VALUE;
    }
}
