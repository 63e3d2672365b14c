package dev.hiper.examples.bench.origin;

import dev.hiper.examples.bench.scenario.Resource;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, as far as the origin looks at it (RFC 9112 sections 2 to 6). Read from its first byte each
 * time until all of it is there, so that nothing is kept in between: nearly always it is all there.
 */
final class RequestHead {
    static final int MAX_BYTES = 8_192;

    private static final int GET = 0x47455420; // "GET "
    private static final int POST = 0x504f5354; // "POST"
    private static final long VERSION_1_1 = 0x485454502f312e31L; // "HTTP/1.1"
    private static final long VERSION_1_0 = 0x485454502f312e30L;

    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] EXPECT = ascii("expect");
    private static final byte[] GO_ON = ascii("100-continue");

    /** A bit that makes a letter small, and leaves the other bytes of the names above as they are. */
    private static final int SMALL = 0x20;

    private static final int NO_LENGTH = -1;
    private static final Resource[] RESOURCES = Resource.values();
    private static final byte[][] PATHS =
            Arrays.stream(RESOURCES).map(resource -> ascii(resource.path())).toArray(byte[][]::new);

    private boolean post;
    private @Nullable Resource resource;
    private long number;
    private long contentLength;
    private boolean chunked;
    private boolean close;
    private boolean expectsContinue;
    private @Nullable Answer refusal;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a head that starts where {@code in} does. False if its end is not there yet; then nothing is taken. */
    boolean read(ByteBuf in) {
        post = false;
        resource = null;
        number = 0;
        contentLength = NO_LENGTH;
        chunked = false;
        close = false;
        expectsContinue = false;
        refusal = null;
        int start = in.readerIndex();
        int end = in.writerIndex();
        for (int line = start; ; ) {
            int lineFeed = in.indexOf(line, end, (byte) '\n');
            if ((lineFeed < 0 ? end : lineFeed) - start > MAX_BYTES) {
                refusal = Answer.HEAD_TOO_LARGE;
                return true;
            }
            if (lineFeed < 0) {
                return false;
            }
            int lineEnd = lineFeed > line && in.getByte(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
            if (line == start) {
                requestLine(in, line, lineEnd);
            } else if (line == lineEnd) {
                in.readerIndex(lineFeed + 1);
                checkFraming();
                return true;
            } else {
                header(in, line, lineEnd);
            }
            line = lineFeed + 1;
        }
    }

    /** Why the request cannot be read, so that the connection has to be closed; null if it can. */
    @Nullable
    Answer refusal() {
        return refusal;
    }

    boolean post() {
        return post;
    }

    /** What is asked for; null if there is no such thing. */
    @Nullable
    Resource resource() {
        return resource;
    }

    /** The number that is the query; 0 if there is none. */
    long number() {
        return number;
    }

    /** Length of the body, 0 if there is none; unknown if it is {@link #chunked}. */
    long bodyLength() {
        return Math.max(contentLength, 0);
    }

    boolean chunked() {
        return chunked;
    }

    /** Whether the client wants no further answer on this connection. */
    boolean close() {
        return close;
    }

    boolean expectsContinue() {
        return expectsContinue;
    }

    private void refuse(Answer answer) {
        if (refusal == null) {
            refusal = answer;
        }
    }

    private void requestLine(ByteBuf in, int line, int lineEnd) {
        // The shortest is "GET / HTTP/1.1".
        if (lineEnd - line < 14) {
            refuse(Answer.MALFORMED);
            return;
        }
        int target = line + 4;
        int word = in.getInt(line);
        if (word == POST && in.getByte(target) == ' ') {
            post = true;
            target++;
        } else if (word != GET) {
            refuse(Answer.NOT_IMPLEMENTED);
            return;
        }
        int version = lineEnd - 8;
        int targetEnd = version - 1;
        long text = in.getLong(version);
        if (targetEnd < target || in.getByte(targetEnd) != ' ' || (text != VERSION_1_1 && text != VERSION_1_0)) {
            refuse(Answer.MALFORMED);
            return;
        }
        close = text == VERSION_1_0;
        int pathEnd = target;
        while (pathEnd < targetEnd && in.getByte(pathEnd) != '?') {
            pathEnd++;
        }
        for (int i = 0; i < PATHS.length; i++) {
            if (pathEnd - target == PATHS[i].length && same(in, target, PATHS[i], 0)) {
                resource = RESOURCES[i];
                break;
            }
        }
        if (pathEnd + 1 < targetEnd) {
            number = Math.max(number(in, pathEnd + 1, targetEnd), 0);
        }
    }

    private void header(ByteBuf in, int line, int lineEnd) {
        // Most headers are none of ours, which their first letter tells.
        switch (in.getByte(line) | SMALL) {
            case 'c' -> {
                if (named(in, line, lineEnd, CONTENT_LENGTH)) {
                    long value = number(in, line + CONTENT_LENGTH.length + 1, lineEnd);
                    if (value < 0 || (contentLength != NO_LENGTH && contentLength != value)) {
                        refuse(Answer.MALFORMED);
                    }
                    contentLength = value;
                } else if (named(in, line, lineEnd, CONNECTION)) {
                    close |= lists(in, line + CONNECTION.length + 1, lineEnd, CLOSE);
                }
            }
            case 't' -> {
                if (named(in, line, lineEnd, TRANSFER_ENCODING)) {
                    int from = line + TRANSFER_ENCODING.length + 1;
                    if (chunked || !lists(in, from, lineEnd, CHUNKED) || in.indexOf(from, lineEnd, (byte) ',') >= 0) {
                        refuse(Answer.NOT_IMPLEMENTED);
                    }
                    chunked = true;
                }
            }
            case 'e' -> {
                if (named(in, line, lineEnd, EXPECT)) {
                    expectsContinue = lists(in, line + EXPECT.length + 1, lineEnd, GO_ON);
                }
            }
            default -> {}
        }
    }

    private void checkFraming() {
        if (chunked && contentLength != NO_LENGTH) {
            // Whoever reads the one is attacked by who sends the other: RFC 9112 section 6.1.
            refuse(Answer.MALFORMED);
        } else if (chunked && resource != Resource.UPLOAD) {
            refuse(Answer.LENGTH_REQUIRED);
        }
    }

    private static boolean named(ByteBuf in, int line, int lineEnd, byte[] name) {
        int colon = line + name.length;
        return colon < lineEnd && in.getByte(colon) == ':' && same(in, line, name, SMALL);
    }

    private static boolean same(ByteBuf in, int from, byte[] text, int bits) {
        for (int i = 0; i < text.length; i++) {
            if ((in.getByte(from + i) | bits) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code token} is an element of the list that is the value of a header. */
    private static boolean lists(ByteBuf in, int from, int lineEnd, byte[] token) {
        for (int at = from; at + token.length <= lineEnd; at++) {
            int after = at + token.length;
            if ((at == from || separates(in.getByte(at - 1)))
                    && (after == lineEnd || separates(in.getByte(after)))
                    && same(in, at, token, SMALL)) {
                return true;
            }
        }
        return false;
    }

    private static boolean separates(byte octet) {
        return octet == ' ' || octet == '\t' || octet == ',';
    }

    /** A decimal number with blanks around it; -1 if it is none. */
    private static long number(ByteBuf in, int from, int end) {
        int at = from;
        while (at < end && separates(in.getByte(at))) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < end && in.getByte(at) >= '0' && in.getByte(at) <= '9' && at - first < 18) {
            value = value * 10 + in.getByte(at) - '0';
            at++;
        }
        boolean any = at > first;
        while (at < end && (in.getByte(at) == ' ' || in.getByte(at) == '\t')) {
            at++;
        }
        return any && at == end ? value : -1;
    }
}
