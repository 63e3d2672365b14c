package dev.hiper.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hiper.error.ResultCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the server will do for one transfer, and how that transfer may end if nothing else disturbs it.
 *
 * @param what the kind of reply, for people
 * @param bodySize bytes of content that the whole reply carries
 * @param results how the transfer may end because of this reply
 * @param ending whether the transfer ends by itself
 */
record SimPlan(
        Method method, String what, SimReply reply, int status, int bodySize, Set<ResultCode> results, boolean ending) {
    /** Whether the reply is followed by bytes of no response. */
    boolean bringsExcess() {
        return what.equals(Kind.EXCESS.name()) && method != Method.HEAD;
    }

    /** Request kinds. */
    enum Method {
        GET,
        HEAD,
        POST_MEMORY,
        POST_CALLBACK,
        POST_CHUNKED,
        PUT_CALLBACK,
        PUT_CHUNKED;

        boolean hasBody() {
            return this != GET && this != HEAD;
        }

        boolean fromCallback() {
            return hasBody() && this != POST_MEMORY;
        }
    }

    private enum Kind {
        LENGTH,
        LENGTH_CLOSE,
        CHUNKED,
        UNTIL_CLOSE,
        OLD_VERSION,
        BODYLESS,
        INTERIM,
        ERROR_STATUS,
        EARLY_ANSWER,
        SILENT_CLOSE,
        EXCESS,
        TRUNCATED,
        RESET,
        SILENCE,
        GARBAGE,
        STALL
    }

    private static final Set<ResultCode> CUT_OFF =
            EnumSet.of(ResultCode.PARTIAL_FILE, ResultCode.RECV_ERROR, ResultCode.SEND_ERROR, ResultCode.GOT_NOTHING);
    private static final Set<ResultCode> NONSENSE = EnumSet.of(
            ResultCode.UNSUPPORTED_PROTOCOL,
            ResultCode.WEIRD_SERVER_REPLY,
            ResultCode.RECV_ERROR,
            ResultCode.SEND_ERROR,
            ResultCode.GOT_NOTHING,
            ResultCode.TOO_LARGE);
    /** Small enough to be read together with what must not be there. */
    private static final int LARGEST_EXCESS = 500;

    private static final int LARGEST_BODY = 200_000;

    /**
     * Draws a plan.
     *
     * @param nasty how likely a server breaks its own answer
     * @param wholeReads whether what is sent together is read together; only then excess bytes show in time
     */
    static SimPlan draw(SimRandom random, long content, double nasty, boolean wholeReads) {
        Method method = random.chance(0.5) ? Method.GET : random.pick(List.of(Method.values()));
        Kind kind = random.chance(nasty)
                ? random.pick(List.of(Kind.TRUNCATED, Kind.RESET, Kind.SILENCE, Kind.GARBAGE, Kind.STALL))
                : random.pick(List.of(Kind.values()).subList(0, Kind.TRUNCATED.ordinal()));
        if (kind == Kind.EXCESS && !wholeReads) {
            kind = Kind.LENGTH;
        }
        byte[] body = RandomBody.of(random, content, LARGEST_BODY);
        SimPlan plan = build(random, method, kind, body, "X-T: " + content);
        SimReply reply = plan.reply.cut(random.pick(List.of(
                SimReply.Cut.WHOLE,
                SimReply.Cut.SEEDED,
                body.length < 300 ? SimReply.Cut.BYTES : SimReply.Cut.SEEDED)));
        if (kind == Kind.EXCESS) {
            reply = plan.reply;
        }
        if (random.chance(0.5)) {
            reply = reply.delayedMillis(random.skewed(1, 3000));
        }
        if (random.chance(0.5)) {
            reply = reply.inviting();
        }
        return new SimPlan(method, kind.name(), reply, plan.status, plan.bodySize, plan.results, plan.ending);
    }

    private static SimPlan build(SimRandom random, Method method, Kind kind, byte[] body, String mark) {
        if (method == Method.HEAD && kind.ordinal() < Kind.TRUNCATED.ordinal()) {
            return fine(method, SimReply.bodyless(200, mark, "Content-Length: " + body.length), 200, 0);
        }
        return switch (kind) {
            case LENGTH -> fine(method, SimReply.status(200, body, mark), 200, body.length);
            case LENGTH_CLOSE ->
                fine(
                        method,
                        SimReply.status(200, body, mark, "Connection: close").close(),
                        200,
                        body.length);
            case CHUNKED -> fine(method, chunked(random, body, mark), 200, body.length);
            case UNTIL_CLOSE -> fine(method, withHead(200, body, mark).close(), 200, body.length);
            case OLD_VERSION -> fine(method, oldVersion(body, mark), 200, body.length);
            case BODYLESS -> {
                int status = random.chance(0.5) ? 204 : 304;
                yield fine(method, SimReply.bodyless(status, mark), status, 0);
            }
            case INTERIM -> fine(method, interim(body, mark), 200, body.length);
            case ERROR_STATUS -> fine(method, SimReply.status(503, body, mark), 503, body.length);
            case EARLY_ANSWER -> early(random, method, body, mark);
            case SILENT_CLOSE ->
                fine(
                        method,
                        SimReply.status(200, body, mark).closeIdleAfterMillis(random.skewed(0, 500)),
                        200,
                        body.length);
            case EXCESS -> {
                byte[] small = body.length > LARGEST_EXCESS ? Arrays.copyOf(body, LARGEST_EXCESS) : body;
                yield fine(
                        method,
                        SimReply.status(200, small, mark)
                                .join("HTTP/1.1 200 Evil\r\nContent-Length: 4\r\n\r\nEVIL".getBytes(ISO_8859_1)),
                        200,
                        small.length);
            }
            case TRUNCATED -> broken(random, method, body, mark, SimReply.After.CLOSE);
            case RESET -> broken(random, method, body, mark, SimReply.After.RESET);
            case SILENCE -> new SimPlan(method, "", SimReply.nothing().close(), 0, 0, CUT_OFF, true);
            case GARBAGE ->
                new SimPlan(method, "", SimReply.raw(garbage(random)).close(), 0, 0, NONSENSE, true);
            case STALL -> {
                SimReply whole = whole(random, method, body, mark);
                SimReply some = whole.truncate(random.below(whole.size())).stall();
                yield new SimPlan(method, "", some, 200, body.length, EnumSet.noneOf(ResultCode.class), false);
            }
        };
    }

    private static SimPlan fine(Method method, SimReply reply, int status, int bodySize) {
        return new SimPlan(method, "", reply, status, bodySize, EnumSet.of(ResultCode.OK), true);
    }

    private static SimPlan early(SimRandom random, Method method, byte[] body, String mark) {
        boolean refusing = random.chance(0.5);
        SimReply reply = SimReply.status(refusing ? 413 : 200, body, mark).early();
        return fine(method, reply, refusing ? 413 : 200, body.length);
    }

    private static SimPlan broken(SimRandom random, Method method, byte[] body, String mark, SimReply.After after) {
        SimReply whole = whole(random, method, body, mark);
        SimReply part = whole.truncate(random.below(whole.size())).after(after);
        EnumSet<ResultCode> results = EnumSet.copyOf(CUT_OFF);
        results.add(ResultCode.WEIRD_SERVER_REPLY);
        return new SimPlan(method, "", part, 200, body.length, results, true);
    }

    private static SimReply whole(SimRandom random, Method method, byte[] body, String mark) {
        if (method == Method.HEAD) {
            return SimReply.bodyless(200, mark, "Content-Length: " + body.length);
        }
        return random.chance(0.5) ? SimReply.status(200, body, mark) : chunked(random, body, mark);
    }

    private static SimReply chunked(SimRandom random, byte[] body, String mark) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < body.length) {
            int size = Math.min(random.skewed(1, 20_000), body.length - from);
            pieces.add(Arrays.copyOfRange(body, from, from + size));
            from += size;
        }
        String trailers = random.chance(0.3) ? "X-Trailer: yes\r\n" : "";
        return SimReply.bodyless(200, mark, "Transfer-Encoding: chunked")
                .join(SimReply.chunkedBody(pieces.toArray(new byte[0][]), trailers));
    }

    private static SimReply withHead(int status, byte[] body, String mark) {
        return SimReply.bodyless(status, mark).join(body);
    }

    private static SimReply oldVersion(byte[] body, String mark) {
        return SimReply.raw("HTTP/1.0 200 OK\r\n" + mark + "\r\n\r\n")
                .join(body)
                .close();
    }

    private static SimReply interim(byte[] body, String mark) {
        return SimReply.raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
                .join("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1))
                .join((mark + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1))
                .join(body);
    }

    private static byte[] garbage(SimRandom random) {
        byte[] bytes = new byte[random.skewed(1, 3000)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.below(256);
        }
        bytes[0] = 'x';
        return bytes;
    }

    /** Sizes that matter: nothing, little, around buffer sizes, much. */
    static final class RandomBody {
        private RandomBody() {}

        static byte[] of(SimRandom random, long content, int largest) {
            int size = random.chance(0.2)
                    ? Math.max(0, (1024 << random.below(7)) + random.between(-2, 2))
                    : random.skewed(0, random.chance(0.8) ? 3000 : largest);
            return SimRandom.content(content, size);
        }
    }
}
