package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.message.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one response as an exchange would, and writes down what it saw. {@link #of} reads it once in one piece, once
 * byte by byte and once for every place where it can be cut in two, from heap and from direct memory, and demands the
 * same every time: what is the same for all of these is what the tests look at.
 */
final class Transcript {
    final List<String> lines = new ArrayList<>();
    final List<String> trailers = new ArrayList<>();
    final ResponseHead head = new ResponseHead();
    final BodyFraming framing = new BodyFraming();
    int interims;
    boolean headComplete;
    boolean complete;
    String body = "";
    String rest = "";

    @Nullable
    ResultCode error;

    String message = "";

    private final ResponseParser parser;
    private final boolean inOneGo;
    private final ChunkedDecoder decoder = new ChunkedDecoder();
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private final RequestKind request;
    private final FramingRules rules;
    private long left;
    private Stage stage = Stage.HEAD;

    private enum Stage {
        HEAD,
        LENGTH,
        CHUNKED,
        TRAILERS,
        UNTIL_CLOSE,
        END
    }

    private Transcript(RequestKind request, FramingRules rules, boolean http09Allowed) {
        this(request, rules, http09Allowed, false);
    }

    private Transcript(RequestKind request, FramingRules rules, boolean http09Allowed, boolean inOneGo) {
        this.inOneGo = inOneGo;
        this.request = request;
        this.rules = rules;
        parser = request == RequestKind.CONNECT ? ResponseParser.forTunnel(head) : ResponseParser.forOrigin(head);
        parser.reset(http09Allowed, 0);
        if (request != RequestKind.CONNECT) {
            parser.follow(rules, request);
        }
        decoder.reset(rules.lenient());
    }

    static Transcript of(String response) {
        return of(RequestKind.OTHER, FramingRules.PLAIN, false, response);
    }

    static Transcript of(RequestKind request, String response) {
        return of(request, FramingRules.PLAIN, false, response);
    }

    static Transcript of(RequestKind request, FramingRules rules, boolean http09Allowed, String response) {
        byte[] bytes = response.getBytes(StandardCharsets.ISO_8859_1);
        Transcript whole = new Transcript(request, rules, http09Allowed).read(bytes, bytes.length);
        Transcript stuttered = new Transcript(request, rules, http09Allowed).read(bytes, 1);
        assertEquals(whole.toString(), stuttered.toString(), "byte by byte");
        Transcript atOnce = new Transcript(request, rules, http09Allowed, true).read(bytes, bytes.length);
        assertEquals(whole.toString(), atOnce.toString(), "heads in one go");
        for (int cut = 1; cut < bytes.length; cut++) {
            Transcript twice = new Transcript(request, rules, http09Allowed).read(bytes, cut, bytes.length - cut);
            assertEquals(whole.toString(), twice.toString(), "cut behind byte " + cut);
            Transcript goes = new Transcript(request, rules, http09Allowed, true).read(bytes, cut, bytes.length - cut);
            assertEquals(whole.toString(), goes.toString(), "heads in one go, cut behind byte " + cut);
        }
        return whole;
    }

    /** For large samples: in one piece and in pieces of a network's size only. */
    static Transcript ofLarge(String response) {
        byte[] bytes = response.getBytes(StandardCharsets.ISO_8859_1);
        Transcript whole =
                new Transcript(RequestKind.OTHER, FramingRules.PLAIN, false).read(bytes, Math.max(1, bytes.length));
        Transcript pieces = new Transcript(RequestKind.OTHER, FramingRules.PLAIN, false).read(bytes, 1447);
        assertEquals(whole.toString(), pieces.toString(), "in pieces");
        return whole;
    }

    /** Reads in pieces of these sizes, the last of which is repeated. */
    private Transcript read(byte[] bytes, int... pieces) {
        ByteBuffer piece = pieces.length > 1 ? ByteBuffer.allocateDirect(bytes.length) : null;
        try {
            int from = 0;
            for (int i = 0; from < bytes.length && stage != Stage.END; i++) {
                int count = Math.min(pieces[Math.min(i, pieces.length - 1)], bytes.length - from);
                if (piece == null) {
                    from += feed(ByteBuffer.wrap(bytes, from, count));
                } else {
                    piece.clear();
                    piece.put(bytes, from, count).flip();
                    from += feed(piece);
                }
            }
            rest = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
            if (stage != Stage.END) {
                end();
            }
            complete = true;
        } catch (TransferException e) {
            error = e.result();
            message = Objects.requireNonNullElse(e.getMessage(), "");
        }
        body = payload.toString(StandardCharsets.ISO_8859_1);
        return this;
    }

    /** How many bytes of the piece were used; all of them, unless the message ended. */
    private int feed(ByteBuffer in) throws TransferException {
        int start = in.position();
        // Each turn uses a byte or tells an event, and there are not more events than bytes and a few.
        for (int steps = 2 * in.remaining() + 8; steps > 0; steps--) {
            if (!step(in)) {
                return in.position() - start;
            }
        }
        throw new AssertionError("the parser does not come to an end");
    }

    /** Whether to go on with this piece. */
    private boolean step(ByteBuffer in) throws TransferException {
        return switch (stage) {
            case HEAD, TRAILERS -> parse(in);
            case LENGTH -> {
                int count = (int) Math.min(left, in.remaining());
                copy(in, count);
                left -= count;
                stage = left == 0 ? Stage.END : stage;
                yield false;
            }
            case UNTIL_CLOSE -> {
                copy(in, in.remaining());
                yield false;
            }
            case CHUNKED -> decode(in);
            case END -> false;
        };
    }

    private boolean parse(ByteBuffer in) throws TransferException {
        if (inOneGo && stage == Stage.HEAD && parser.readWhole(in)) {
            String text = text(head.view(0, head.size()));
            for (int from = 0; from < text.length(); ) {
                int to = text.indexOf('\n', from) + 1;
                lines.add(text.substring(from, to));
                from = to;
            }
            headEnd();
            return stage != Stage.END;
        }
        switch (parser.next(in)) {
            case NEED_MORE -> {
                assertEquals(0, in.remaining(), "bytes left although more are needed");
                return false;
            }
            case LINE -> (stage == Stage.HEAD ? lines : trailers).add(text(parser.line()));
            case INTERIM_END -> interims++;
            case HEAD_END -> headEnd();
            case HTTP09 -> {
                payload.writeBytes(text(parser.line()).getBytes(StandardCharsets.ISO_8859_1));
                stage = Stage.UNTIL_CLOSE;
            }
            case TRAILER_END -> stage = Stage.END;
        }
        return stage != Stage.END;
    }

    private void headEnd() throws TransferException {
        headComplete = true;
        framing.decide(head, request, rules);
        left = framing.length();
        stage = switch (framing.kind()) {
            case NONE -> Stage.END;
            case LENGTH -> Stage.LENGTH;
            case CHUNKED -> Stage.CHUNKED;
            case UNTIL_CLOSE -> Stage.UNTIL_CLOSE;
        };
    }

    private boolean decode(ByteBuffer in) throws TransferException {
        switch (decoder.decode(in)) {
            case NEED_MORE -> {
                assertEquals(0, in.remaining(), "bytes left although more are needed");
                return false;
            }
            case DATA -> {
                ByteBuffer data = decoder.data();
                copy(data, data.remaining());
            }
            case TRAILERS -> {
                parser.beginTrailers();
                stage = Stage.TRAILERS;
            }
            case DONE -> stage = Stage.END;
        }
        return stage != Stage.END;
    }

    private void end() throws TransferException {
        switch (stage) {
            case HEAD, TRAILERS -> {
                ResponseParser.Event event = parser.eof();
                while (event == ResponseParser.Event.LINE) {
                    (stage == Stage.TRAILERS ? trailers : lines).add(text(parser.line()));
                    event = parser.eof();
                }
                if (event == ResponseParser.Event.HTTP09) {
                    payload.writeBytes(text(parser.line()).getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            case LENGTH, CHUNKED -> throw new TransferException(ResultCode.PARTIAL_FILE, "closed within the body");
            case UNTIL_CLOSE, END -> {}
        }
    }

    private void copy(ByteBuffer in, int count) {
        for (int i = 0; i < count; i++) {
            payload.write(in.get());
        }
    }

    static String text(ByteBuffer buffer) {
        return StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < head.fieldCount(); i++) {
            fields.add(head.origin(i) + " " + head.name(i) + "=" + head.value(i));
        }
        return fields;
    }

    @Override
    public String toString() {
        return String.join(
                "\n",
                "lines " + lines,
                "interims " + interims,
                "head " + (headComplete ? head + " '" + head.reason() + "'" : "incomplete"),
                "fields " + fields(),
                "framing " + framing.kind() + " " + framing.length() + " " + framing.persistence(),
                "body " + body,
                "trailers " + trailers,
                "complete " + complete + ", rest " + rest,
                "error " + error + " " + message);
    }
}
