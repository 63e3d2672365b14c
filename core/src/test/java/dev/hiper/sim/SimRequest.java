package dev.hiper.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request as a server got it, body decoded. */
public final class SimRequest {
    private final SimPeer peer;
    private final String head;
    private final String method;
    private final String target;
    private final String version;
    private final List<String> fields;
    private final List<String> trailers = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean complete;
    private boolean first;

    SimRequest(SimPeer peer, String head, String method, String target, String version, List<String> fields) {
        this.peer = peer;
        this.head = head;
        this.method = method;
        this.target = target;
        this.version = version;
        this.fields = List.copyOf(fields);
    }

    public SimPeer peer() {
        return peer;
    }

    /** Request line and fields as they came, with the empty line. */
    public String head() {
        return head;
    }

    public String method() {
        return method;
    }

    public String target() {
        return target;
    }

    public String version() {
        return version;
    }

    /** Field lines in order, without line ends. */
    public List<String> fields() {
        return fields;
    }

    /** The value of the first field called {@code name}, null if there is none. */
    public @Nullable String field(String name) {
        List<String> all = values(name);
        return all.isEmpty() ? null : all.get(0);
    }

    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (String line : fields) {
            int colon = line.indexOf(':');
            if (line.substring(0, colon).equalsIgnoreCase(name)) {
                values.add(line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    public boolean expectsContinue() {
        String expect = field("Expect");
        return expect != null && expect.equalsIgnoreCase("100-continue");
    }

    public List<String> trailers() {
        return trailers;
    }

    public byte[] body() {
        return body.toByteArray();
    }

    public String bodyText() {
        return body.toString(ISO_8859_1);
    }

    /** Whether the whole body came. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether it is the first one on its connection. */
    public boolean isFirst() {
        return first;
    }

    void first(boolean isFirst) {
        first = isFirst;
    }

    void appendBody(byte[] bytes, int offset, int size) {
        body.write(bytes, offset, size);
    }

    void completed() {
        complete = true;
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
