package dev.hiper.internal.transfer;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.connect.Connection;
import dev.hiper.internal.connect.ConnectionFit;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Timer;
import dev.hiper.internal.filter.TunnelClient;
import dev.hiper.spi.TransportSocket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One run of what an easy handle asks for, from being added to its one result. Holds everything that belongs to that run
 * and answers questions about it; the moves from state to state are the run loop's.
 *
 * <p>An object serves one easy handle for as long as that lives, run after run.
 */
public final class Transfer implements ConnectContext {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final TransferHost host;
    private final TransferClient client;
    private final TransferInfo info = new TransferInfo();
    private final HeaderLog headers = new HeaderLog();
    private final ClientOutput output;
    private final RequestBody body;
    private RateLimit receiveLimit = RateLimit.NONE;
    private RateLimit sendLimit = RateLimit.NONE;
    /** Null while there is no low speed limit. */
    private @Nullable SpeedCheck speed;

    private final PhaseTimes times = new PhaseTimes(info);

    private TransferState state = TransferState.COMPLETED;
    private @Nullable TransferConfig config;
    /** What serves {@link #config}; null before that was asked. */
    private @Nullable Protocol protocol;
    /** What is asked for now; null before the start. */
    private @Nullable Leg leg;

    private @Nullable Session session;
    private @Nullable Connection connection;
    private @Nullable Exchange exchange;
    private boolean reusedConnection;
    private boolean exchangeBegun;
    /** Any byte of the request may have reached a peer in an earlier leg. */
    private boolean requestBegunBefore;

    private int legs;
    private int retries;
    private long headBytesOfAllLegs;
    private long pendingSinceNanos;
    private ResultCode result = ResultCode.OK;
    private @Nullable FailureDetails failure;

    public Transfer(TransferHost host, TransferClient client) {
        this.host = host;
        this.client = client;
        this.output = new ClientOutput(client, info);
        this.body = new RequestBody(client);
    }

    /** Begins a new run with {@code newConfig}; no look at the outside yet. */
    public void begin(TransferConfig newConfig) {
        if (config != newConfig) {
            config = newConfig;
            protocol = null;
        }
        transition(TransferState.INIT, "added");
        result = ResultCode.OK;
        failure = null;
        legs = 0;
        retries = 0;
        requestBegunBefore = false;
        headBytesOfAllLegs = 0;
        leg = null;
        info.reset();
        headers.reset();
        if (exchange != null) {
            exchange.discard();
        }
        output.reset(newConfig.response().headersToBody());
        body.reset(newConfig.request());
    }

    /** The operation starts now: its clocks begin to count. */
    public void start() {
        long now = nowNanos();
        PaceOptions pace = config().pace();
        info.startNanos = now;
        receiveLimit = receiveLimit.reset(pace.maxReceiveSpeed(), now);
        sendLimit = sendLimit.reset(pace.maxSendSpeed(), now);
        speed = speedCheck(pace);
        if (pace.timeoutMillis() > 0) {
            expireAt(Timer.TIMEOUT, saturatedDeadline(now, pace.timeoutMillis()));
        }
        beginLeg(null);
    }

    /** The URL can be used: the first request is {@code first}. */
    public void startWith(Leg first) {
        go(first);
    }

    /** Begins another attempt at the same request, or the request that the previous one led to. */
    public void beginLeg(@Nullable Leg next) {
        if (next != null) {
            go(next);
        }
        if (legs++ == 0) {
            times.beginFirstLeg(nowNanos());
        } else {
            times.beginNextLeg(nowNanos());
        }
        exchangeBegun = false;
        headers.nextRequest();
        output.beginLeg();
        // Progress and speed are those of the current leg (C20).
        info.uploaded = 0;
        info.downloaded = 0;
        restartSpeed();
    }

    private void go(Leg next) {
        leg = next;
        info.effectiveUrl = next.effectiveUrl();
        info.scheme = next.scheme();
    }

    /** What is asked for now. */
    public Leg leg() {
        Leg present = leg;
        if (present == null) {
            throw new IllegalStateException("the transfer has not started");
        }
        return present;
    }

    /** Whether this is not the first leg. */
    public boolean followUp() {
        return legs > 1;
    }

    public TransferState state() {
        return state;
    }

    /** The only place that changes the state. */
    public void transition(TransferState next, String reason) {
        assert state.mayBecome(next) : state + " to " + next + ": " + reason;
        // Adding is silent (A5), and no callback comes outside a driving call (C0).
        if (next != TransferState.INIT && tracing()) {
            trace(state + " -> " + next + " (" + reason + ")");
        }
        if (next == TransferState.PENDING) {
            pendingSinceNanos = nowNanos();
        } else if (state == TransferState.PENDING) {
            info.queueNanos += Math.max(0, nowNanos() - pendingSinceNanos);
        }
        state = next;
    }

    public TransferConfig config() {
        TransferConfig present = config;
        if (present == null) {
            throw new IllegalStateException("the transfer was never added");
        }
        return present;
    }

    /** What serves the URL; null until {@link #use(Protocol)}, which holds for as long as the options stay. */
    public @Nullable Protocol protocol() {
        return protocol;
    }

    public void use(Protocol serving) {
        protocol = serving;
    }

    /** What the protocol remembers from leg to leg, kept to be used again; null if it never had to. */
    public @Nullable Session session() {
        return session;
    }

    public void use(Session remembering) {
        session = remembering;
    }

    /** This run is a plain one. */
    public void forgetSession() {
        session = null;
    }

    /** Which connections of users this transfer may use; null if none. */
    public @Nullable ConnectionFit fit() {
        Session present = session;
        return present == null ? null : present.fit();
    }

    @Override
    public TunnelClient tunnel() {
        Session present = session;
        return present == null ? TunnelClient.SILENT : present.tunnel();
    }

    public TransferInfo info() {
        return info;
    }

    /** The fields of all responses so far. */
    public HeaderLog headers() {
        return headers;
    }

    public TransferClient client() {
        return client;
    }

    public TransferHost host() {
        return host;
    }

    public ClientOutput output() {
        return output;
    }

    public RequestBody body() {
        return body;
    }

    public RateLimit receiveLimit() {
        return receiveLimit;
    }

    public RateLimit sendLimit() {
        return sendLimit;
    }

    /** The attached connection; null if there is none. */
    public @Nullable Connection connection() {
        return connection;
    }

    /** The attached connection, where there must be one. */
    public Connection attached() {
        Connection present = connection;
        if (present == null) {
            throw new IllegalStateException("no connection is attached in " + state);
        }
        return present;
    }

    /** Notes that {@code found} now carries this transfer. */
    public void attach(Connection found, boolean reused) {
        connection = found;
        reusedConnection = reused;
        info.connectionId = found.id();
        info.reusedConnection = reused;
        if (!reused) {
            info.newConnections++;
        }
    }

    public void detach() {
        connection = null;
    }

    /** Whether the attached connection had carried an exchange before. */
    public boolean reusedConnection() {
        return reusedConnection;
    }

    /** The exchange of the current or the latest leg, kept to be used again. */
    public @Nullable Exchange exchange() {
        return exchange;
    }

    /** The exchange of this leg is {@code next}; it is going to begin. */
    public void use(Exchange next) {
        exchange = next;
        exchangeBegun = true;
    }

    /** The exchange of this leg; null before it began. */
    public @Nullable Exchange running() {
        return exchangeBegun ? exchange : null;
    }

    /** The exchange ended; what comes next is another leg or the end. */
    public void exchangeEnded() {
        Exchange ended = running();
        requestBegunBefore |= ended != null && ended.requestBegun();
        exchangeBegun = false;
    }

    /** Whether the request may be tried once more on another connection (M18), counted. */
    public boolean mayRetry() throws TransferException {
        Exchange current = running();
        if (!reusedConnection || (current != null && current.responseBegun())) {
            return false;
        }
        if (++retries > Limits.RETRIES) {
            throw new TransferException(
                    ResultCode.SEND_ERROR, "Gave up after " + Limits.RETRIES + " reused connections were found dead");
        }
        return true;
    }

    /** Counts the bytes of a response head against the limit over all legs. */
    public void countHeadBytes(int bytes) throws TransferException {
        info.headerBytes += bytes;
        headBytesOfAllLegs += bytes;
        if (headBytesOfAllLegs > Limits.TRANSFER_HEAD_BYTES) {
            throw new TransferException(
                    ResultCode.RECV_ERROR, "Response heads exceed " + Limits.TRANSFER_HEAD_BYTES + " bytes in total");
        }
    }

    /** The request is written as far as can be done at once: entering DID. */
    public void markPreTransfer() {
        times.preTransfer(nowNanos());
    }

    /** The first byte of the response is here. */
    public void markStartTransfer() {
        times.startTransfer(nowNanos());
    }

    /** The request is completely sent. */
    public void markPostTransfer() {
        times.postTransfer(nowNanos());
    }

    /** Takes note of how long the transfer has been going on. */
    public void touch() {
        info.totalNanos = nowNanos() - info.startNanos;
    }

    public boolean receivePaused() {
        return output.paused();
    }

    public boolean sendPaused() {
        return body.paused();
    }

    /** Whether every direction that is still needed is paused. */
    public boolean blockedByPause() {
        Exchange current = running();
        boolean receive = current == null || current.wantsReceive();
        boolean send = current != null && current.wantsSend();
        return (receivePaused() || sendPaused()) && (!receive || receivePaused()) && (!send || sendPaused());
    }

    /**
     * Makes both directions paused or not (P1). Continuing to receive delivers what was held back before this
     * returns.
     *
     * @return whether anything changed
     */
    public boolean pause(boolean receive, boolean send) throws TransferException {
        boolean changed = receive != receivePaused() || send != sendPaused();
        if (send) {
            body.pause();
        } else {
            body.resume();
        }
        restartSpeed();
        if (receive) {
            output.pause();
        } else if (output.paused() || output.holdsData()) {
            output.resume();
        }
        return changed;
    }

    /** What this transfer wants of its connection's sockets now (section 5.4); {@code polls} arrives empty. */
    public void poll(PollSet polls) {
        Connection carrier = connection;
        if (carrier == null) {
            return;
        }
        switch (state) {
            case CONNECTING -> {
                if (!receivePaused()) {
                    carrier.adjust(polls);
                }
            }
            case SENDING, PERFORMING -> pollExchange(carrier, polls);
            case INIT, PENDING, CONNECT, RATE_LIMITED, DONE, COMPLETED -> {}
        }
    }

    private void pollExchange(Connection carrier, PollSet polls) {
        Exchange current = running();
        TransportSocket socket = carrier.socket();
        if (current == null || socket == null) {
            return;
        }
        int wanted = PollSet.NONE;
        if (current.wantsReceive() && !receivePaused()) {
            wanted |= PollSet.IN;
        }
        if (carrier.sendPending() || current.holdsUnsent() || (current.wantsSend() && !sendPaused())) {
            wanted |= PollSet.OUT;
        }
        if (wanted != PollSet.NONE) {
            polls.set(socket, wanted);
            carrier.adjust(polls);
        }
    }

    /** Whether data waits inside the connection that no socket event will announce (S17). */
    public boolean dataWaits() {
        Exchange current = running();
        return state == TransferState.PERFORMING
                && current != null
                && current.wantsReceive()
                && !receivePaused()
                && attached().dataPending();
    }

    /** Ends the transfer with a failure; the first one counts. */
    public void fail(TransferException problem) {
        if (result != ResultCode.OK) {
            return;
        }
        Exchange current = running();
        Connection carrier = connection;
        result = problem.result();
        failure = new FailureDetails(
                result,
                messageOf(problem),
                state,
                carrier == null ? info.remoteAddress : carrier.remoteAddress(),
                reusedConnection && carrier != null,
                requestBegunBefore || (current != null && current.requestBegun()),
                current != null && current.responseBegun(),
                info.requestBytes + info.uploaded,
                info.headerBytes + info.downloaded,
                problem.getCause());
        if (tracing()) {
            trace(failure.message());
        }
    }

    public ResultCode result() {
        return result;
    }

    public @Nullable FailureDetails failure() {
        return failure;
    }

    /** Checks the limits on time (T16, T17); throws when one has passed. */
    public void checkTime() throws TransferException {
        PaceOptions pace = config().pace();
        if (pace.timeoutMillis() > 0 && !connectOnlyReached()) {
            long passed = nowNanos() - info.startNanos;
            if (passed >= saturatedNanos(pace.timeoutMillis())) {
                throw timedOut(passed);
            }
        }
        if (beforeRequest()) {
            long passed = nowNanos() - times.legStartNanos();
            if (passed >= saturatedNanos(config().connect().connectTimeoutMillis())) {
                throw timedOut(passed);
            }
        }
    }

    /** Arms the timer for the connect limit of this leg. */
    public void armConnectTimeout() {
        expireAt(
                Timer.CONNECT_TIMEOUT,
                saturatedDeadline(times.legStartNanos(), config().connect().connectTimeoutMillis()));
    }

    /** Looks at the low speed limit if a second has passed; paused directions suspend it. */
    public void checkSpeed() throws TransferException {
        SpeedCheck check = speed;
        if (check == null || state != TransferState.PERFORMING) {
            return;
        }
        if (receivePaused() || sendPaused()) {
            check.restart();
            return;
        }
        if (check.due(nowNanos())) {
            check.look(nowNanos(), info.downloaded + info.uploaded);
            expireAt(Timer.SPEED_CHECK, nowNanos() + SpeedCheck.INTERVAL_NANOS);
        }
    }

    private @Nullable SpeedCheck speedCheck(PaceOptions pace) {
        if (pace.lowSpeedLimit() == 0 || pace.lowSpeedSeconds() == 0) {
            return null;
        }
        SpeedCheck check = speed == null ? new SpeedCheck() : speed;
        check.reset(pace.lowSpeedLimit(), pace.lowSpeedSeconds());
        return check;
    }

    private void restartSpeed() {
        SpeedCheck check = speed;
        if (check != null) {
            check.restart();
        }
    }

    /** Calls the progress callback if there is one (C20). */
    public void progress() throws TransferException {
        if (client.wantsProgress()
                && !client.progress(
                        Math.max(0, info.contentLengthDownload),
                        info.downloaded,
                        Math.max(0, info.contentLengthUpload),
                        info.uploaded)) {
            throw new TransferException(
                    ResultCode.ABORTED_BY_CALLBACK, "The progress callback aborted the transfer", client.thrown());
        }
    }

    @Override
    public long nowNanos() {
        return host.nowNanos();
    }

    @Override
    public void expireAt(Timer timer, long deadlineNanos) {
        host.expireAt(timer, deadlineNanos);
    }

    @Override
    public void cancel(Timer timer) {
        host.cancel(timer);
    }

    @Override
    public void wake() {
        host.wake();
    }

    @Override
    public void reached(ConnectPhase phase) {
        times.reached(phase, nowNanos());
    }

    @Override
    public boolean tracing() {
        return client.tracing();
    }

    @Override
    public void trace(String text) {
        client.trace(text);
    }

    /** Shows bytes on the wire to the debug callback; asked after {@link #tracing()}. */
    public void traceBytes(TransferClient.Info kind, ByteBuffer bytes) {
        client.debug(kind, bytes);
    }

    private boolean beforeRequest() {
        return switch (state) {
            case PENDING, CONNECT, CONNECTING -> true;
            case INIT, SENDING, PERFORMING, RATE_LIMITED, DONE, COMPLETED -> false;
        };
    }

    private boolean connectOnlyReached() {
        return config().connect().connectOnly() > 0 && !beforeRequest();
    }

    private TransferException timedOut(long passedNanos) {
        long millis = passedNanos / NANOS_PER_MILLI;
        String text =
                switch (state) {
                    case INIT, PENDING, CONNECT -> "Timed out after " + millis + " ms waiting for a connection";
                    case CONNECTING ->
                        info.nameLookupNanos == 0
                                ? "Resolving timed out after " + millis + " ms"
                                : info.connectNanos == 0
                                        ? "Connection timed out after " + millis + " ms"
                                        : "TLS connection timed out after " + millis + " ms";
                    case SENDING, PERFORMING, RATE_LIMITED, DONE, COMPLETED ->
                        "Operation timed out after " + millis
                                + " ms with " + info.downloaded
                                + (info.contentLengthDownload >= 0 ? " out of " + info.contentLengthDownload : "")
                                + " bytes received";
                };
        return new TransferException(ResultCode.OPERATION_TIMEDOUT, text);
    }

    private static String messageOf(TransferException problem) {
        String message = problem.getMessage();
        return message == null ? problem.result().text() : message;
    }

    private static long saturatedNanos(long millis) {
        return millis >= Long.MAX_VALUE / NANOS_PER_MILLI / 4 ? Long.MAX_VALUE / 4 : millis * NANOS_PER_MILLI;
    }

    private static long saturatedDeadline(long fromNanos, long millis) {
        return fromNanos + saturatedNanos(millis);
    }
}
