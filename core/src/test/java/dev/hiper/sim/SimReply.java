package dev.hiper.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a server does about one request, as data: bytes, pauses, and how it leaves the connection. Immutable; each
 * method gives a changed copy.
 */
public final class SimReply {
    /** How bytes are cut into segments. */
    public enum Cut {
        /** As few segments as possible. */
        WHOLE,
        /** Each byte alone, each at a moment of its own. */
        BYTES,
        /** Anywhere, with or without time in between, as the seed wants. */
        SEEDED
    }

    /** What happens after the last byte. */
    public enum After {
        KEEP,
        /** As KEEP, but the server gives up the connection if no request comes for a while. */
        CLOSE_IDLE,
        CLOSE,
        HALF_CLOSE,
        RESET,
        STALL
    }

    /** Some bytes, and the pause before them. */
    static final class Step {
        private final long pauseNanos;
        private final byte[] bytes;

        Step(long pauseNanos, byte[] bytes) {
            this.pauseNanos = pauseNanos;
            this.bytes = bytes;
        }

        long pauseNanos() {
            return pauseNanos;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private final List<Step> steps;
    private final After after;
    private final boolean early;
    private final boolean inviting;
    private final Cut cut;
    private final long idleNanos;

    private SimReply(List<Step> steps, After after, boolean early, boolean inviting, Cut cut, long idleNanos) {
        this.idleNanos = idleNanos;
        this.steps = List.copyOf(steps);
        this.after = after;
        this.early = early;
        this.inviting = inviting;
        this.cut = cut;
    }

    /** Exactly these bytes; the text is ISO 8859-1. */
    public static SimReply raw(String bytes) {
        return raw(bytes.getBytes(ISO_8859_1));
    }

    public static SimReply raw(byte[] bytes) {
        return nothing().then(bytes);
    }

    /** No bytes; useful with {@link #stall}, {@link #close} and the like. */
    public static SimReply nothing() {
        return new SimReply(List.of(), After.KEEP, false, false, Cut.WHOLE, 0);
    }

    /** 200 with Content-Length. */
    public static SimReply ok(String body) {
        return status(200, body.getBytes(ISO_8859_1));
    }

    public static SimReply ok(byte[] body) {
        return status(200, body);
    }

    /** {@code code} with Content-Length and the given field lines. */
    public static SimReply status(int code, byte[] body, String... fields) {
        StringBuilder head = head(code, fields);
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        return raw(head.toString()).join(body);
    }

    /** {@code code} without any body or framing, as for 204 and 304. */
    public static SimReply bodyless(int code, String... fields) {
        return raw(head(code, fields).append("\r\n").toString());
    }

    /** 200 with a chunked body, one chunk for each piece. */
    public static SimReply chunked(byte[]... pieces) {
        return raw(head(200, "Transfer-Encoding: chunked").append("\r\n").toString())
                .join(chunkedBody(pieces, ""));
    }

    /** 200 with a body that ends where the connection ends. */
    public static SimReply untilClose(byte[] body) {
        return raw(head(200, "Connection: close").append("\r\n").toString())
                .join(body)
                .close();
    }

    /** The bytes of a chunked body; {@code trailers} are complete lines. */
    static byte[] chunkedBody(byte[][] pieces, String trailers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            if (piece.length > 0) {
                out.writeBytes(
                        (Integer.toHexString(piece.length).toUpperCase(Locale.ROOT) + "\r\n").getBytes(ISO_8859_1));
                out.writeBytes(piece);
                out.writeBytes(new byte[] {'\r', '\n'});
            }
        }
        out.writeBytes(("0\r\n" + trailers + "\r\n").getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    static StringBuilder head(int code, String... fields) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(code).append(" Said\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return head;
    }

    /** More bytes, as a segment of their own. */
    public SimReply then(String bytes) {
        return then(bytes.getBytes(ISO_8859_1));
    }

    public SimReply then(byte[] bytes) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(0, bytes));
        return new SimReply(more, after, early, inviting, cut, idleNanos);
    }

    /** Time passes before the bytes that are added next, or before the end. */
    public SimReply pauseMillis(long millis) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(millis * 1_000_000L, new byte[0]));
        return new SimReply(more, after, early, inviting, cut, idleNanos);
    }

    /** Time passes before everything. */
    public SimReply delayedMillis(long millis) {
        List<Step> more = new ArrayList<>(steps);
        more.add(0, new Step(millis * 1_000_000L, new byte[0]));
        return new SimReply(more, after, early, inviting, cut, idleNanos);
    }

    public SimReply close() {
        return after(After.CLOSE);
    }

    public SimReply halfClose() {
        return after(After.HALF_CLOSE);
    }

    public SimReply reset() {
        return after(After.RESET);
    }

    /** Keeps the connection, and closes it if no other request comes within {@code millis}. */
    public SimReply closeIdleAfterMillis(long millis) {
        return new SimReply(steps, After.CLOSE_IDLE, early, inviting, cut, millis * 1_000_000L);
    }

    /** The connection stays, but nothing more is said on it. */
    public SimReply stall() {
        return after(After.STALL);
    }

    public SimReply after(After what) {
        return new SimReply(steps, what, early, inviting, cut, idleNanos);
    }

    /** Begins as soon as the head of the request is there, body or no body. */
    public SimReply early() {
        return new SimReply(steps, after, true, inviting, cut, idleNanos);
    }

    /** Sends "100 Continue" as soon as the head is there, if the request asks for it. */
    public SimReply inviting() {
        return new SimReply(steps, after, early, true, cut, idleNanos);
    }

    public SimReply cut(Cut how) {
        return new SimReply(steps, after, early, inviting, how, idleNanos);
    }

    /** Only the first {@code size} bytes. */
    public SimReply truncate(int size) {
        List<Step> kept = new ArrayList<>();
        int left = size;
        for (Step step : steps) {
            int part = Math.min(left, step.bytes().length);
            kept.add(new Step(step.pauseNanos(), Arrays.copyOf(step.bytes(), part)));
            left -= part;
        }
        return new SimReply(kept, after, early, inviting, cut, idleNanos);
    }

    /** How many bytes there are. */
    public int size() {
        return steps.stream().mapToInt(step -> step.bytes().length).sum();
    }

    List<Step> steps() {
        return steps;
    }

    After after() {
        return after;
    }

    long idleNanos() {
        return idleNanos;
    }

    boolean isEarly() {
        return early;
    }

    boolean isInviting() {
        return inviting;
    }

    Cut cut() {
        return cut;
    }

    /** More bytes in the segment of the last ones. */
    SimReply join(byte[] bytes) {
        List<Step> more = new ArrayList<>(steps);
        Step last = more.remove(more.size() - 1);
        byte[] joined = Arrays.copyOf(last.bytes(), last.bytes().length + bytes.length);
        System.arraycopy(bytes, 0, joined, last.bytes().length, bytes.length);
        more.add(new Step(last.pauseNanos(), joined));
        return new SimReply(more, after, early, inviting, cut, idleNanos);
    }
}
