package dev.hiper.internal.http1;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.ResponseHead;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads and the trailers of one response into a {@link ResponseHead}, line by line.
 *
 * <pre>
 *           +-------------------- interim head ----------------------+
 *           v                                                        |
 *   reset  START -> STATUS_LINE -> FIELD_START -> FIELD_LINE -> SECTION_END -> FINISHED
 *           |                       ^    ^   (line)  |                          |
 *           | no HTTP/              |    +--- LOOK_AHEAD <-> FOLD               | beginTrailers
 *           v                       +-------------------------------------------+
 *        FINISHED (HTTP/0.9)           and from FIELD_LINE back to FINISHED
 * </pre>
 *
 * <p>A field is told only when the first byte behind it is known, because that may fold it. The result does
 * not depend on how the input is cut. After an exception the parser is of no use until {@link #reset}.
 */
public final class ResponseParser {

    /** What {@link #next} found. */
    public enum Event {
        /** The input is used up; call again with more of it, or say {@link #eof}. */
        NEED_MORE,
        /**
         * One line of a head or one trailer, see {@link #line()}: the status line first, the empty line last.
         * Trailers come without an empty line.
         */
        LINE,
        /** An interim head is complete. The next status line is expected. */
        INTERIM_END,
        /** The final head is complete, 101 included. The input stands at the first byte behind it. */
        HEAD_END,
        /**
         * There is no head, and that was allowed: {@link #line()} has the bytes already consumed (maybe none),
         * which are the begin of the body; the rest of the input continues it.
         */
        HTTP09,
        /** The trailers are complete, and so is the message. */
        TRAILER_END
    }

    private enum State {
        /** Before a status line, or within its first five bytes. */
        START,
        STATUS_LINE,
        /** At the first byte of a line that cannot be a continuation. */
        FIELD_START,
        FIELD_LINE,
        /** Behind a complete field line that may go on. */
        LOOK_AHEAD,
        /** Within the blanks that a continuation begins with. */
        FOLD,
        /** The empty line was told, the end of the head was not. */
        SECTION_END,
        FINISHED,
        FAILED
    }

    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final int ALIASED_STATUS = 200;

    private final ResponseHead head;
    private final HeadBudget budget;
    private final boolean tunnel;
    private final TransferCodings codings = new TransferCodings();

    private State state = State.FINISHED;
    private boolean http09Allowed;
    private boolean statusLineRequired;
    private boolean lengthChecked;
    private boolean lenient;
    /** What transfer codings are checked with as they come; null if they are not. */
    private @Nullable FramingRules codingRules;

    private StatusPrefix prefixes = StatusPrefix.HTTP_ONLY;
    private boolean inTrailers;
    private boolean afterCr;
    private int lineStart;
    /** The colon behind the name of the current field line, once that line was seen to its end. */
    private int colon;

    private ByteBuffer line;

    private ResponseParser(ResponseHead head, HeadBudget budget, boolean tunnel) {
        this.head = head;
        this.budget = budget;
        this.tunnel = tunnel;
        this.line = head.view(0, 0);
    }

    /**
     * A parser for the answers of an origin, or of a proxy that speaks for one. A malformed Content-Length
     * is refused before its line is told. Ready after a reset.
     */
    public static ResponseParser forOrigin(ResponseHead head) {
        return new ResponseParser(head, new HeadBudget(Limits.HEADER_LINE_BYTES, ResultCode.TOO_LARGE), false);
    }

    /**
     * A parser for the answers of a proxy to CONNECT: lines must be shorter, and a length is not looked at
     * before the status is known to need one. An answer without a status line ends with BAD_FUNCTION_ARGUMENT,
     * as in libcurl. Ready after a reset.
     */
    public static ResponseParser forTunnel(ResponseHead head) {
        return new ResponseParser(head, new HeadBudget(Limits.TUNNEL_HEADER_LINE_BYTES, ResultCode.RECV_ERROR), true);
    }

    /**
     * Makes parser and head ready for the next response.
     *
     * @param http09Allowed whether an answer without a head is a response; not to be allowed on a
     *     connection that was used before
     * @param earlierBytes {@link #received()} of all earlier responses of the same transfer
     */
    public void reset(boolean http09Allowed, long earlierBytes) {
        head.reset();
        this.http09Allowed = http09Allowed;
        statusLineRequired = false;
        lengthChecked = !tunnel;
        lenient = false;
        codingRules = null;
        prefixes = StatusPrefix.HTTP_ONLY;
        budget.reset(earlierBytes);
        state = State.START;
        inTrailers = false;
        afterCr = false;
        lineStart = 0;
    }

    /**
     * After a reset: the connection has carried a response before, so that an answer without a status line is
     * no HTTP/0.9 but garbage.
     */
    public void requireStatusLine() {
        statusLineRequired = true;
    }

    /**
     * After a reset: what the transfer wants of the framing. A length that is ignored may be anything. Transfer
     * codings that matter are refused before their line is told. What else is accepted if lenient: see there.
     */
    public void follow(FramingRules rules, RequestKind request) {
        lengthChecked = lengthChecked && !rules.ignoreContentLength();
        lenient = rules.lenient();
        codingRules = request == RequestKind.OTHER ? rules : null;
    }

    /** After a reset: how a response may begin. */
    public void acceptPrefixes(StatusPrefix newPrefixes) {
        prefixes = newPrefixes;
    }

    public ResponseHead head() {
        return head;
    }

    /**
     * The line of the last event as it was received, with its line end, but unfolded. Read-only; valid until the
     * next call of this parser.
     */
    public ByteBuffer line() {
        return line;
    }

    /** Bytes of heads and trailers consumed since the reset. 0: the peer said nothing so far. */
    public int received() {
        return budget.received();
    }

    /** Interim heads seen since the reset, the current one included. */
    public int interimCount() {
        return budget.interims();
    }

    /**
     * The next event in {@code in}, whose position moves past what was used and never past the empty line
     * that ends a head. To be called until it answers {@link Event#NEED_MORE} or ends.
     *
     * @throws TransferException UNSUPPORTED_PROTOCOL if the status line is none or of another version,
     *     WEIRD_SERVER_REPLY if something else is malformed, TOO_LARGE or RECV_ERROR if it is too large
     */
    public Event next(ByteBuffer in) throws TransferException {
        try {
            Event event;
            do {
                event = step(in);
            } while (event == null);
            return event;
        } catch (TransferException e) {
            // Nothing behind a malformed byte may ever be read as a message.
            state = State.FAILED;
            throw e;
        }
    }

    /**
     * Reads the final head in one go, if nothing was read since the reset, {@code in} holds it as a whole and it is as
     * plain as most are; the position moves behind it. The same as {@link #next} up to HEAD_END, without telling the lines.
     *
     * @return false if not: then nothing has happened, and {@link #next} has to read it
     * @throws TransferException as {@link #next}
     */
    public boolean readWhole(ByteBuffer in) throws TransferException {
        if (state != State.START || tunnel || budget.received() > 0) {
            return false;
        }
        int length;
        try {
            length = PlainHead.read(in, head, budget.sectionRoom(), lengthChecked, lenient);
        } catch (TransferException e) {
            state = State.FAILED;
            throw e;
        }
        if (length == PlainHead.OTHER) {
            return false;
        }
        in.position(in.position() + length);
        budget.receive(length);
        budget.addFields(head.fieldCount());
        state = State.FINISHED;
        return true;
    }

    /**
     * The connection ended, and {@link #next} had answered NEED_MORE.
     *
     * @return {@link Event#HTTP09} if what came so far may be a body without a head; {@link Event#LINE} if a line was
     *     complete that had only waited for a fold: it is told, then this is to be called again
     * @throws TransferException GOT_NOTHING if no byte came (or none behind interim heads, which libcurl does
     *     not count either), PARTIAL_FILE within a head or trailers
     */
    public Event eof() throws TransferException {
        return switch (state) {
            case START -> {
                if (head.size() == lineStart) {
                    throw fail(ResultCode.GOT_NOTHING, "the connection was closed before an answer came");
                }
                if (http09Allowed && !statusLineRequired && budget.interims() == 0) {
                    yield withoutHead();
                }
                throw closedInside();
            }
            case LOOK_AHEAD -> {
                Event told = endField();
                if (told != null) {
                    yield told;
                }
                throw closedInside();
            }
            case STATUS_LINE, FIELD_START, FIELD_LINE, FOLD -> throw closedInside();
            case SECTION_END, FINISHED, FAILED -> throw new IllegalStateException("no head is being read");
        };
    }

    /** The body is complete but for its trailers: reads those. The final head must have been read. */
    public void beginTrailers() {
        if (state != State.FINISHED || inTrailers) {
            throw new IllegalStateException("trailers in state " + state);
        }
        head.startTrailers();
        budget.beginTrailers();
        inTrailers = true;
        state = State.FIELD_START;
    }

    private @Nullable Event step(ByteBuffer in) throws TransferException {
        return switch (state) {
            case START -> matchPrefix(in);
            case STATUS_LINE -> collectLine(in) ? endStatusLine() : Event.NEED_MORE;
            case FIELD_START -> startField(in);
            case FIELD_LINE -> collectLine(in) ? endFieldLine() : Event.NEED_MORE;
            case LOOK_AHEAD -> lookAhead(in);
            case FOLD -> skipFoldBlanks(in);
            case SECTION_END -> endSection();
            case FINISHED, FAILED -> throw new IllegalStateException("no head is being read");
        };
    }

    private @Nullable Event matchPrefix(ByteBuffer in) throws TransferException {
        if (!prefixes.isHttpOnly()) {
            return matchAnyPrefix(in);
        }
        int matched = head.size() - lineStart;
        int at = in.position();
        int end = Math.min(in.limit(), at + StatusLine.PREFIX_BYTES - matched);
        while (at < end && StatusLine.isPrefix(matched, in.get(at))) {
            at++;
            matched++;
        }
        take(in, at);
        if (matched == StatusLine.PREFIX_BYTES) {
            state = State.STATUS_LINE;
            return null;
        }
        return at < end ? noPrefix() : Event.NEED_MORE;
    }

    private @Nullable Event matchAnyPrefix(ByteBuffer in) throws TransferException {
        while (in.hasRemaining()) {
            head.append(in, in.position(), 1);
            StatusPrefix.Match match = prefixes.match(head.bytes(), lineStart, head.size());
            if (match == StatusPrefix.Match.NONE) {
                head.truncate(head.size() - 1);
                return noPrefix();
            }
            in.position(in.position() + 1);
            budget.receive(1);
            if (match == StatusPrefix.Match.WHOLE) {
                state = State.STATUS_LINE;
                return null;
            }
        }
        return Event.NEED_MORE;
    }

    private Event noPrefix() throws TransferException {
        if (tunnel) {
            throw fail(ResultCode.BAD_FUNCTION_ARGUMENT, "Invalid response header");
        }
        if (statusLineRequired || budget.interims() > 0) {
            throw fail(ResultCode.WEIRD_SERVER_REPLY, "no status line behind an earlier response");
        }
        if (!http09Allowed) {
            throw fail(ResultCode.UNSUPPORTED_PROTOCOL, "the answer has no status line: HTTP/0.9 is not allowed");
        }
        return withoutHead();
    }

    private Event withoutHead() {
        head.startResponse(HttpVersion.HTTP_0_9, 200, 0, 0);
        line = head.view(lineStart, head.size());
        state = State.FINISHED;
        return Event.HTTP09;
    }

    /** Appends up to and including the next LF; whether it was there. */
    private boolean collectLine(ByteBuffer in) throws TransferException {
        int from = in.position();
        int lineRoom = budget.lineRoom(head.size() - lineStart);
        int sectionRoom = budget.sectionRoom();
        int to = from + Math.min(in.remaining(), Math.min(lineRoom, sectionRoom));
        for (int i = from; i < to; i++) {
            if (!afterCr) {
                i = Ascii.skipPlain(in, i, to);
                if (i == to) {
                    break;
                }
            }
            byte b = in.get(i);
            if (b == LF) {
                if (!afterCr && !Leniency.BARE_LF_ENDS_HEAD_LINE) {
                    throw weird("a line ends in a bare LF");
                }
                afterCr = false;
                take(in, i + 1);
                return true;
            }
            if (afterCr) {
                throw weird("a CR within a line");
            }
            if (b == CR) {
                afterCr = true;
            } else if (!Leniency.isLineByte(b)) {
                throw weird("a NUL within a line");
            }
        }
        take(in, to);
        if (in.hasRemaining()) {
            throw lineRoom <= sectionRoom ? budget.lineExceeded() : budget.sectionExceeded();
        }
        return false;
    }

    private Event endStatusLine() throws TransferException {
        int end = contentEnd();
        if (StatusPrefix.isHttp(head.bytes(), lineStart, end)) {
            StatusLine.read(head, lineStart, end, lenient);
        } else {
            head.startResponse(HttpVersion.HTTP_1_0, ALIASED_STATUS, end, end);
        }
        codings.reset();
        if (head.isInterim()) {
            budget.addInterim();
        }
        state = State.FIELD_START;
        return tellLine();
    }

    private @Nullable Event startField(ByteBuffer in) throws TransferException {
        if (!in.hasRemaining()) {
            return Event.NEED_MORE;
        }
        if (Ascii.isBlank(in.get(in.position())) && !lenient) {
            throw weird("the first field begins with a blank");
        }
        lineStart = head.size();
        state = State.FIELD_LINE;
        return null;
    }

    private @Nullable Event endFieldLine() throws TransferException {
        if (contentEnd() > lineStart) {
            // A name that is wrong is not worth waiting for a fold. What a fold adds lies behind it.
            colon = nameEnd();
            state = State.LOOK_AHEAD;
            return null;
        }
        if (inTrailers) {
            head.truncate(lineStart);
            state = State.FINISHED;
            return Event.TRAILER_END;
        }
        state = State.SECTION_END;
        return tellLine();
    }

    private @Nullable Event lookAhead(ByteBuffer in) throws TransferException {
        if (!in.hasRemaining()) {
            return Event.NEED_MORE;
        }
        if (!Ascii.isBlank(in.get(in.position()))) {
            return endField();
        }
        if (!Leniency.FOLDED_FIELDS || (!lenient && decidesOnFraming(lineStart, colon))) {
            throw weird("a folded field that decides on framing");
        }
        head.truncate(Ascii.trimBlanks(head.bytes(), lineStart, contentEnd()));
        head.append((byte) ' ');
        state = State.FOLD;
        return null;
    }

    private @Nullable Event skipFoldBlanks(ByteBuffer in) throws TransferException {
        while (in.hasRemaining()) {
            if (!Ascii.isBlank(in.get(in.position()))) {
                state = State.FIELD_LINE;
                return null;
            }
            if (budget.sectionRoom() == 0) {
                throw budget.sectionExceeded();
            }
            in.position(in.position() + 1);
            budget.receive(1);
        }
        return Event.NEED_MORE;
    }

    private @Nullable Event endField() throws TransferException {
        budget.addField();
        state = State.FIELD_START;
        if (inTrailers) {
            endTrailerInCrlf();
        }
        int nameStart = lenient ? Ascii.skipBlanks(head.bytes(), lineStart, colon) : lineStart;
        boolean forbidden = inTrailers && ForbiddenTrailers.contains(head.bytes(), nameStart, colon);
        if (forbidden && !lenient) {
            head.truncate(lineStart);
            return null;
        }
        if (!forbidden && Ascii.isToken(head.bytes(), nameStart, colon)) {
            keepField(nameStart);
        }
        return tellLine();
    }

    private void keepField(int nameStart) throws TransferException {
        if (nameStart > lineStart && decidesOnFraming(nameStart, colon)) {
            throw weird("a field that decides on framing begins with a blank");
        }
        byte[] bytes = head.bytes();
        int end = contentEnd();
        int valueStart = Ascii.skipBlanks(bytes, colon + 1, end);
        int valueEnd = Ascii.trimBlanks(bytes, valueStart, end);
        if (lengthChecked && FieldName.CONTENT_LENGTH.matches(bytes, nameStart, colon)) {
            ContentLength.check(bytes, valueStart, valueEnd);
        }
        FramingRules rules = codingRules;
        if (rules != null
                && BodyFraming.mayHaveBody(head.status())
                && FieldName.TRANSFER_ENCODING.matches(bytes, nameStart, colon)) {
            codings.add(bytes, valueStart, valueEnd, rules);
        }
        head.addField(nameStart, colon, valueStart, valueEnd);
    }

    /** Trailers look alike to whoever sees their lines, as in libcurl. */
    private void endTrailerInCrlf() {
        int end = head.size() - 1;
        if (contentEnd() == end) {
            head.truncate(end);
            head.append(CR);
            head.append(LF);
        }
    }

    private Event endSection() throws TransferException {
        if (head.status() / 100 == 1 && !lenient) {
            BodyFraming.refuseInterimBody(head);
        }
        if (head.isInterim()) {
            lineStart = head.size();
            state = State.START;
            return Event.INTERIM_END;
        }
        state = State.FINISHED;
        return Event.HEAD_END;
    }

    private Event tellLine() {
        line = head.view(lineStart, head.size());
        return Event.LINE;
    }

    private boolean decidesOnFraming(int from, int to) {
        return FieldName.CONTENT_LENGTH.matches(head.bytes(), from, to)
                || FieldName.TRANSFER_ENCODING.matches(head.bytes(), from, to);
    }

    /** The index of the colon behind the name of the current line. */
    private int nameEnd() throws TransferException {
        byte[] bytes = head.bytes();
        int end = contentEnd();
        int nameEnd = lineStart;
        while (nameEnd < end && Ascii.isTokenChar(bytes[nameEnd])) {
            nameEnd++;
        }
        while (lenient && nameEnd < end && bytes[nameEnd] != ':') {
            nameEnd++;
        }
        if ((nameEnd == lineStart && !lenient) || nameEnd == end || bytes[nameEnd] != ':') {
            throw weird("a line that does not begin with a field name and a colon");
        }
        return nameEnd;
    }

    /** The end of the complete current line without its line end. */
    private int contentEnd() {
        int end = head.size() - 1;
        return end > lineStart && head.bytes()[end - 1] == CR ? end - 1 : end;
    }

    private void take(ByteBuffer in, int to) {
        int count = to - in.position();
        head.append(in, in.position(), count);
        in.position(to);
        budget.receive(count);
    }

    private TransferException closedInside() {
        return fail(
                ResultCode.PARTIAL_FILE,
                inTrailers
                        ? "the connection was closed within the trailers"
                        : "the connection was closed within the head of the response");
    }

    private static TransferException weird(String what) {
        return fail(ResultCode.WEIRD_SERVER_REPLY, "malformed response head: " + what);
    }

    private static TransferException fail(ResultCode result, String message) {
        return new TransferException(result, message);
    }
}
