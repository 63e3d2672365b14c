package dev.hiper.internal.http1;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.ResponseHead;
import java.nio.charset.StandardCharsets;

/**
 * Where the body of a response ends, and whether the connection survives it: RFC 9112, 6.3 and 9.3, walked in order
 * by {@link #decide}, which is called once per final head. The answers hold until the next call.
 *
 * <p>Decisions beyond the letter:
 *
 * <ul>
 *   <li>Transfer-Encoding with Content-Length: chunked wins, the length is removed from the head, the connection is
 *       not reused.
 *   <li>Transfer-Encoding in HTTP/1.0: refused (RFC 9112, 6.1, calls the framing faulty), unless lenient.
 *   <li>Transfer-Encoding other than exactly {@code chunked}, last, over codings that were asked for: refused;
 *       there is no fallback to a length, unless lenient and nothing is to be decoded.
 *   <li>205 follows the ordinary rules: its body, which should not be, is read where it is announced.
 *   <li>Content-Length of a response that cannot have a body must still be valid: it is shown to the application.
 * </ul>
 */
public final class BodyFraming {

    /** How the end of a body is found. */
    public enum Kind {
        /** No byte of body follows. */
        NONE,
        /** Exactly {@link #length()} bytes follow, at least one. */
        LENGTH,
        /** Chunks follow. */
        CHUNKED,
        /** Everything up to the end of the connection. */
        UNTIL_CLOSE
    }

    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");

    private final KeepAliveHint hint = new KeepAliveHint();
    private final TransferCodings codings = new TransferCodings();
    private Kind kind = Kind.NONE;
    private long contentLength = ContentLength.ABSENT;
    private Persistence persistence = Persistence.REUSABLE;

    public Kind kind() {
        return kind;
    }

    /** The bytes of the body if {@link #kind()} is LENGTH; 0 for NONE, -1 if unknown. */
    public long length() {
        return switch (kind) {
            case NONE -> 0;
            case LENGTH -> contentLength;
            case CHUNKED, UNTIL_CLOSE -> -1;
        };
    }

    /** What Content-Length says, also where there is no body (HEAD); -1 if absent, overruled or ignored. */
    public long contentLength() {
        return contentLength;
    }

    public Persistence persistence() {
        return persistence;
    }

    /** How long the peer keeps the connection when idle, in seconds, or -1 if it did not say. */
    public long keepAliveTimeoutSeconds() {
        return hint.timeoutSeconds();
    }

    /** How many codings lie below the chunks and have to be undone: those of Transfer-Encoding. */
    public int transferCodingCount() {
        return codings.count();
    }

    /**
     * Decides about the response whose final head was just read.
     *
     * @throws TransferException WEIRD_SERVER_REPLY if the framing cannot be trusted, BAD_CONTENT_ENCODING if that is
     *     because of its transfer codings, FILESIZE_EXCEEDED for a length beyond 64 bits where sizes are limited
     */
    public void decide(ResponseHead head, RequestKind request, FramingRules rules) throws TransferException {
        codings.reset();
        contentLength = ContentLength.ABSENT;
        hint.reset();
        if (request == RequestKind.CONNECT && head.status() / 100 == 2) {
            kind = Kind.NONE;
            persistence = Persistence.TUNNEL;
            return;
        }
        boolean twoLengths = head.has(FieldName.TRANSFER_ENCODING) && head.has(FieldName.CONTENT_LENGTH);
        kind = decideKind(head, request, rules);
        hint.read(head);
        persistence = decidePersistence(head, rules, twoLengths);
    }

    /** A 1xx response has no body (RFC 9110, 15.2). One that announces it would leave us at the wrong byte. */
    static void refuseInterimBody(ResponseHead head) throws TransferException {
        if (ContentLength.parse(head, ResultCode.WEIRD_SERVER_REPLY) > 0 || head.has(FieldName.TRANSFER_ENCODING)) {
            throw weird("an interim response that announces a body");
        }
    }

    /** Whether a response with this status can have a body (RFC 9112, 6.3). */
    static boolean mayHaveBody(int status) {
        return status / 100 != 1 && status != 204 && status != 304;
    }

    private Kind decideKind(ResponseHead head, RequestKind request, FramingRules rules) throws TransferException {
        if (head.version() == HttpVersion.HTTP_0_9) {
            return Kind.UNTIL_CLOSE;
        }
        int status = head.status();
        boolean bodiless = request == RequestKind.HEAD || !mayHaveBody(status);
        if (!bodiless && head.has(FieldName.TRANSFER_ENCODING)) {
            readTransferCodings(head, rules);
            if (codings.chunked() || rules.transferCodings()) {
                head.remove(FieldName.CONTENT_LENGTH);
                return codings.chunked() ? Kind.CHUNKED : Kind.UNTIL_CLOSE;
            }
        }
        if (!rules.ignoreContentLength()) {
            contentLength = ContentLength.parse(
                    head, rules.sizeLimited() ? ResultCode.FILESIZE_EXCEEDED : ResultCode.WEIRD_SERVER_REPLY);
        }
        if (bodiless || contentLength == 0) {
            return Kind.NONE;
        }
        return contentLength > 0 ? Kind.LENGTH : Kind.UNTIL_CLOSE;
    }

    private void readTransferCodings(ResponseHead head, FramingRules rules) throws TransferException {
        if (head.version() == HttpVersion.HTTP_1_0 && !rules.lenient()) {
            throw weird("Transfer-Encoding in an HTTP/1.0 response");
        }
        int field = head.find(FieldName.TRANSFER_ENCODING);
        while (field >= 0) {
            codings.add(head.bytes(), head.valueStart(field), head.valueEnd(field), rules);
            field = head.findNext(FieldName.TRANSFER_ENCODING, field);
        }
    }

    private Persistence decidePersistence(ResponseHead head, FramingRules rules, boolean twoLengths) {
        if (head.status() == 101) {
            return Persistence.UPGRADED;
        }
        if (kind == Kind.UNTIL_CLOSE) {
            return Persistence.CLOSE_DELIMITED;
        }
        if (twoLengths) {
            return Persistence.AMBIGUOUS_LENGTH;
        }
        if (head.hasMember(FieldName.CONNECTION, CLOSE) || head.hasMember(FieldName.PROXY_CONNECTION, CLOSE)) {
            return Persistence.CLOSE_REQUESTED;
        }
        if (head.version() == HttpVersion.HTTP_1_0 && !keepsAlive(head, rules)) {
            return Persistence.NO_KEEP_ALIVE;
        }
        return hint.isUsedUp() ? Persistence.KEEP_ALIVE_USED_UP : Persistence.REUSABLE;
    }

    private static boolean keepsAlive(ResponseHead head, FramingRules rules) {
        return head.hasMember(FieldName.CONNECTION, KEEP_ALIVE)
                || (rules.viaProxy() && head.hasMember(FieldName.PROXY_CONNECTION, KEEP_ALIVE));
    }

    private static TransferException weird(String what) {
        return new TransferException(ResultCode.WEIRD_SERVER_REPLY, "malformed response framing: " + what);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
