package dev.hiper.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests with no tolerance at all: what a strict server would refuse is a complaint. (RFC 9112, the grammar
 * for senders.)
 */
final class SimRequestParser {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String REQUEST_LINE = TOKEN + " [\\x21-\\x7e]+ HTTP/1\\.[01]";
    private static final String FIELD_LINE = TOKEN + ":[ \\t]*([\\x21-\\xff]([\\x20-\\xff\\t]*[\\x21-\\xff])?)?[ \\t]*";
    private static final int HEX = 16;

    /** Where the requests go. */
    interface Sink {
        void onHead(SimRequest request);

        void onComplete(SimRequest request);
    }

    private enum State {
        HEAD,
        FIXED_BODY,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILER,
        BROKEN
    }

    private final SimPeer peer;
    private final Sink sink;
    private final Consumer<String> complain;
    private State state = State.HEAD;
    private byte[] pending = new byte[0];
    private long bodyLeft;
    private @Nullable SimRequest current;

    SimRequestParser(SimPeer peer, Sink sink, Consumer<String> complain) {
        this.peer = peer;
        this.sink = sink;
        this.complain = complain;
    }

    /** Whether the connection is between two requests and nothing of another one came. */
    boolean isIdle() {
        return state == State.HEAD && pending.length == 0;
    }

    void feed(byte[] bytes) {
        byte[] joined = Arrays.copyOf(pending, pending.length + bytes.length);
        System.arraycopy(bytes, 0, joined, pending.length, bytes.length);
        pending = joined;
        boolean moved = true;
        while (moved && pending.length > 0) {
            moved = switch (state) {
                case HEAD -> head();
                case FIXED_BODY -> body(State.HEAD);
                case CHUNK_SIZE -> chunkSize();
                case CHUNK_DATA -> body(State.CHUNK_END);
                case CHUNK_END -> chunkEnd();
                case TRAILER -> trailer();
                case BROKEN -> false;
            };
        }
    }

    private boolean head() {
        String text = new String(pending, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String head = text.substring(0, end + 4);
        drop(head.length());
        List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\r\n", -1)));
        String first = lines.remove(0);
        if (!first.matches(REQUEST_LINE)) {
            return broken("malformed request line: " + first);
        }
        for (String line : lines) {
            if (!line.matches(FIELD_LINE)) {
                return broken("malformed field line: " + line);
            }
        }
        String[] parts = first.split(" ", -1);
        SimRequest request = new SimRequest(peer, head, parts[0], parts[1], parts[2], lines);
        return begin(request);
    }

    private boolean begin(SimRequest request) {
        List<String> lengths = request.values("Content-Length");
        List<String> codings = request.values("Transfer-Encoding");
        List<String> hosts = request.values("Host");
        if (hosts.size() > 1 || (hosts.isEmpty() && request.version().equals("HTTP/1.1"))) {
            return broken("a request needs one Host field:\n" + request.head());
        }
        if (lengths.size() + codings.size() > 1) {
            return broken("more than one framing field:\n" + request.head());
        }
        current = request;
        if (!codings.isEmpty()) {
            if (!codings.get(0).equals("chunked")) {
                return broken("unknown transfer coding " + codings.get(0));
            }
            state = State.CHUNK_SIZE;
        } else {
            if (!lengths.isEmpty() && !lengths.get(0).matches("[0-9]{1,18}")) {
                return broken("malformed Content-Length " + lengths.get(0));
            }
            bodyLeft = lengths.isEmpty() ? 0 : Long.parseLong(lengths.get(0));
            state = State.FIXED_BODY;
        }
        sink.onHead(request);
        if (state == State.FIXED_BODY && bodyLeft == 0) {
            complete(request);
        }
        return true;
    }

    private boolean body(State next) {
        int size = (int) Math.min(bodyLeft, pending.length);
        request().appendBody(pending, 0, size);
        drop(size);
        bodyLeft -= size;
        if (bodyLeft == 0) {
            state = next;
            if (next == State.HEAD) {
                complete(request());
            }
        }
        return true;
    }

    private boolean chunkSize() {
        String line = line();
        if (line == null) {
            return false;
        }
        if (!line.matches("[0-9A-Fa-f]{1,15}")) {
            return broken("malformed chunk size: " + line);
        }
        bodyLeft = Long.parseLong(line, HEX);
        state = bodyLeft == 0 ? State.TRAILER : State.CHUNK_DATA;
        return true;
    }

    private boolean chunkEnd() {
        if (pending.length < 2) {
            return false;
        }
        if (pending[0] != '\r' || pending[1] != '\n') {
            return broken("no line end after a chunk");
        }
        drop(2);
        state = State.CHUNK_SIZE;
        return true;
    }

    private boolean trailer() {
        String line = line();
        if (line == null) {
            return false;
        }
        if (line.isEmpty()) {
            complete(request());
        } else if (line.matches(FIELD_LINE)) {
            request().trailers().add(line);
        } else {
            return broken("malformed trailer: " + line);
        }
        return true;
    }

    private void complete(SimRequest request) {
        state = State.HEAD;
        current = null;
        request.completed();
        sink.onComplete(request);
    }

    private @Nullable String line() {
        String text = new String(pending, ISO_8859_1);
        int end = text.indexOf("\r\n");
        if (end < 0) {
            return null;
        }
        drop(end + 2);
        return text.substring(0, end);
    }

    private boolean broken(String complaint) {
        state = State.BROKEN;
        complain.accept(complaint);
        return false;
    }

    private void drop(int size) {
        pending = Arrays.copyOfRange(pending, size, pending.length);
    }

    private SimRequest request() {
        SimRequest request = current;
        if (request == null) {
            throw new IllegalStateException("no request in " + state);
        }
        return request;
    }
}
