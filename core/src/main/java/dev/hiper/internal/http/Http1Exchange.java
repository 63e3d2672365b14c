package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.Authentication;
import dev.hiper.internal.connect.CloseReason;
import dev.hiper.internal.http1.BodyFraming;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.HttpDate;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.ResponseHead;
import dev.hiper.internal.transfer.Exchange;
import dev.hiper.internal.transfer.HttpOptions;
import dev.hiper.internal.transfer.Leg;
import dev.hiper.internal.transfer.RequestOptions;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferConfig;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response over HTTP/1.1 or 1.0. Two machines, {@link RequestSender} and {@link ResponseReceiver}, and here
 * the few rules that join them: what a 100 or an early final answer means for the body (M25), when both are through,
 * and what becomes of the connection.
 */
final class Http1Exchange implements Exchange, ResponseReceiver.HeadListener {
    private static final int CONTINUE = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int REDIRECTION = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int CLIENT_ERROR = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int EXPECTATION_FAILED = 417;

    private final Transfer transfer;
    private final RequestSender sender;
    private final ResponseReceiver receiver;
    private @Nullable Leg plannedFor;
    private @Nullable TransferConfig plannedWith;
    private boolean plannedWithExpect;
    private boolean plannedDowngraded;
    private @Nullable RequestPlan plan;
    /** The application's header lines of the config that is planned for. */
    private @Nullable CustomHeaders custom;

    private boolean expectRefused;
    /** Host and port that answered with HTTP/1.0 in this transfer; null if the latest did not. */
    private @Nullable String http10Authority;

    private @Nullable Leg next;
    private boolean staysOnConnection;
    private boolean answersNothing;

    Http1Exchange(Transfer transfer) {
        this.transfer = transfer;
        this.sender = new RequestSender(transfer);
        this.receiver = new ResponseReceiver(transfer, this);
    }

    /** Makes ready for the next leg, or the next run, of the transfer. */
    void prepare() throws TransferException {
        if (!transfer.followUp()) {
            expectRefused = false;
            http10Authority = null;
        }
        next = null;
        staysOnConnection = false;
        answersNothing = false;
        RequestPlan planned = plan();
        transfer.info().effectiveMethod = planned.method();
        transfer.info().referer = transfer.leg().referer();
        sender.prepare(planned);
        receiver.prepare(planned.kind());
    }

    @Override
    public void begin() throws TransferException {
        sender.send();
    }

    @Override
    public void receive() throws TransferException {
        receiver.receive();
        if (receiver.complete() && !sender.finished() && responseForbidsMore()) {
            sender.stop();
        }
    }

    @Override
    public void send() throws TransferException {
        if (!sender.finished()) {
            sender.send();
        } else if (transfer.attached().sendPending()) {
            sender.flushConnection();
        }
    }

    @Override
    public boolean wantsReceive() {
        return !receiver.complete();
    }

    @Override
    public boolean wantsSend() {
        return sender.wantsSend();
    }

    @Override
    public boolean holdsUnsent() {
        return sender.holdsUnsent();
    }

    @Override
    public boolean complete() {
        return receiver.complete() && sender.finished();
    }

    @Override
    public boolean responseBegun() {
        return receiver.heard() && !answersNothing;
    }

    @Override
    public boolean requestBegun() {
        return sender.begun();
    }

    @Override
    public @Nullable Leg nextLeg() {
        return next;
    }

    @Override
    public boolean staysOnConnection() {
        return staysOnConnection && receiver.framing().persistence().isReusable() && sender.sent();
    }

    @Override
    public void discard() {
        receiver.discard();
    }

    @Override
    public @Nullable CloseReason end(boolean premature) {
        if (premature || !complete()) {
            return CloseReason.PREMATURE;
        }
        if (receiver.unaskedBytes()
                || (!receiver.drained() && !transfer.attached().isAlive())) {
            // Whoever gets the connection next, maybe at once, would take what lies there for its own answer.
            return CloseReason.UNASKED_BYTES;
        }
        if (!sender.sent()) {
            return CloseReason.UPLOAD_CUT;
        }
        if (receiver.skipped()) {
            return CloseReason.PREMATURE;
        }
        if (planned().closes()) {
            return CloseReason.CLOSE_ASKED;
        }
        return switch (receiver.framing().persistence()) {
            case REUSABLE -> {
                noteKeepAlive(receiver.framing().keepAliveTimeoutSeconds());
                yield null;
            }
            case CLOSE_REQUESTED, NO_KEEP_ALIVE, KEEP_ALIVE_USED_UP -> CloseReason.PEER_CLOSES;
            case CLOSE_DELIMITED -> CloseReason.READ_UNTIL_CLOSE;
            case AMBIGUOUS_LENGTH -> CloseReason.AMBIGUOUS_LENGTH;
            case UPGRADED, TUNNEL -> CloseReason.PROTOCOL_SWITCHED;
        };
    }

    /** What the peer says about its patience (Keep-Alive: timeout=N) shortens the idle life of the connection (T102). */
    private void noteKeepAlive(long seconds) {
        if (seconds > 0) {
            transfer.attached().peerIdleSeconds(seconds);
        }
    }

    /** A 408 on a reused connection answers the silence before this request, not the request (T063). */
    @Override
    public void onStatus(ResponseHead head) throws TransferException {
        if (head.status() == REQUEST_TIMEOUT
                && transfer.reusedConnection()
                && !transfer.body().present()) {
            answersNothing = true;
            throw new TransferException(
                    ResultCode.GOT_NOTHING, "The server gave up the idle connection with status 408");
        }
    }

    @Override
    public void onInterim(ResponseHead head) {
        if (head.status() == CONTINUE) {
            sender.goOn();
        }
    }

    @Override
    public boolean onFinal(ResponseHead head, BodyFraming framing) throws TransferException {
        int status = head.status();
        if (status == SWITCHING_PROTOCOLS) {
            throw new TransferException(
                    ResultCode.WEIRD_SERVER_REPLY, "The server switched protocols although nobody asked it to");
        }
        transfer.info().locationTaken = false;
        checkLocation(head);
        if (head.version() == HttpVersion.HTTP_1_0 && framing.persistence().isReusable()) {
            HttpConnectionState.of(transfer.attached()).http10 = true;
        }
        Authentication.Outcome outcome = learn(head, framing);
        next = nextLeg(head, outcome);
        if (next != null) {
            http10Authority = head.version() == HttpVersion.HTTP_1_0 ? authority(transfer.leg()) : null;
            leaveUpload();
            if (!framing.persistence().isReusable()) {
                receiver.skipRest();
            }
            return false;
        }
        checkAnnouncedSize(framing);
        if (!sender.finished()) {
            if (status < REDIRECTION || transfer.config().request().keepSendingOnError()) {
                sender.goOn();
            } else {
                sender.stop();
            }
        }
        checkStatus(status);
        return checkResume(head) && checkTime(head);
    }

    /** What the head means for later: cookies, credentials. */
    private Authentication.Outcome learn(ResponseHead head, BodyFraming framing) {
        if (!(transfer.session() instanceof HttpSession session)) {
            return Authentication.Outcome.DONE;
        }
        session.remember(transfer.leg(), head, customHeaders());
        return session.authorization().onHead(head, !framing.persistence().isReusable());
    }

    /** The request that the response leads to; null if it is the end. */
    private @Nullable Leg nextLeg(ResponseHead head, Authentication.Outcome outcome) throws TransferException {
        Leg leg = transfer.leg();
        if (head.status() == EXPECTATION_FAILED && planned().expects() && !sender.sent()) {
            expectRefused = true;
            Redirection.again(transfer);
            return leg;
        }
        if (outcome == Authentication.Outcome.AGAIN) {
            Redirection.again(transfer);
            staysOnConnection = HttpSession.of(transfer).authorization().needsSameConnection();
            return leg;
        }
        String location = Redirection.location(head);
        if (location == null) {
            return null;
        }
        if (transfer.config().http().follow() == HttpOptions.FOLLOW_NONE) {
            return null;
        }
        // The redirect is followed when its response has ended; errors of the target are told then, too.
        return HttpSession.of(transfer).follow(head.status(), location);
    }

    /** The rest of an upload that another request replaces is not sent. */
    private void leaveUpload() {
        if (!sender.finished()) {
            sender.stop();
        }
    }

    /** Two answers to the question where to go next are none (T017). */
    private static void checkLocation(ResponseHead head) throws TransferException {
        int first = head.find(FieldName.LOCATION);
        for (int next = first; next >= 0; next = head.findNext(FieldName.LOCATION, next)) {
            if (next != first && !head.value(next).equals(head.value(first))) {
                throw new TransferException(
                        ResultCode.WEIRD_SERVER_REPLY, "The response has two different Location fields");
            }
        }
    }

    private void checkAnnouncedSize(BodyFraming framing) throws TransferException {
        long most = transfer.config().response().maxFileSize();
        boolean announced =
                framing.kind() == BodyFraming.Kind.LENGTH || transfer.leg().method() == RequestOptions.Method.HEAD;
        if (most > 0 && announced && framing.contentLength() > most) {
            throw new TransferException(
                    ResultCode.FILESIZE_EXCEEDED,
                    "The announced body of " + framing.contentLength() + " bytes exceeds the maximum of " + most);
        }
    }

    /** A resumed download needs the range it asked for; 416 means that everything is there already. */
    private boolean checkResume(ResponseHead head) throws TransferException {
        TransferConfig config = transfer.config();
        if (config.request().resumeFrom() <= 0 || transfer.leg().method() != RequestOptions.Method.GET) {
            return true;
        }
        if (head.status() == RANGE_NOT_SATISFIABLE) {
            return false;
        }
        if (head.status() < REDIRECTION
                && !rangeBegins(head, config.request().resumeFrom())
                && receiver.framing().length() != 0) {
            if (receiver.framing().length() == config.request().resumeFrom()) {
                // The server sends all of what is there already.
                receiver.skipRest();
                return false;
            }
            throw new TransferException(
                    ResultCode.RANGE_ERROR, "HTTP server does not seem to support byte ranges. Cannot resume.");
        }
        return true;
    }

    /** Whether Content-Range says that the body begins at {@code offset}. */
    private static boolean rangeBegins(ResponseHead head, long offset) {
        String range = head.value(FieldName.CONTENT_RANGE);
        if (range == null) {
            return false;
        }
        int digit = 0;
        while (digit < range.length() && !Character.isDigit(range.charAt(digit)) && range.charAt(digit) != '*') {
            digit++;
        }
        return range.startsWith(Long.toString(offset) + '-', digit);
    }

    /** A server that does not know the condition answers it with the whole document. */
    private boolean checkTime(ResponseHead head) {
        HttpOptions options = transfer.config().http();
        if (options.timeCondition() == 0 && !options.fileTime()) {
            return true;
        }
        String modified = head.value(FieldName.LAST_MODIFIED);
        long time = modified == null ? HttpDate.INVALID : HttpDate.parse(modified);
        if (time == HttpDate.INVALID) {
            return true;
        }
        transfer.info().fileTime = time;
        boolean unmet =
                switch (options.timeCondition()) {
                    case 1 -> time <= options.timeValue();
                    case 2 -> time > options.timeValue();
                    default -> false;
                };
        if (unmet && head.status() < REDIRECTION && transfer.config().request().range() == null) {
            transfer.info().conditionUnmet = true;
            transfer.info().responseCode = NOT_MODIFIED;
            receiver.skipRest();
            return false;
        }
        return true;
    }

    private void checkStatus(int status) throws TransferException {
        if (status < CLIENT_ERROR || !transfer.config().response().failOnError()) {
            return;
        }
        boolean resumedWhole = status == RANGE_NOT_SATISFIABLE
                && transfer.config().request().resumeFrom() > 0
                && transfer.leg().method() == RequestOptions.Method.GET;
        if (!resumedWhole) {
            throw new TransferException(ResultCode.HTTP_RETURNED_ERROR, "The requested URL returned error: " + status);
        }
    }

    /** A complete answer ends an unfinished upload where the connection will not be used again anyhow (M25). */
    private boolean responseForbidsMore() {
        return !receiver.framing().persistence().isReusable();
    }

    private RequestPlan plan() throws TransferException {
        TransferConfig config = transfer.config();
        Leg leg = transfer.leg();
        if (custom == null || plannedWith != config) {
            custom = CustomHeaders.of(config.request().headers(), config.http().asGiven());
        }
        RequestPlan known = plan;
        boolean plain = !(transfer.session() instanceof HttpSession);
        if (!plain
                || known == null
                || plannedWith != config
                || plannedFor != leg
                || plannedWithExpect == expectRefused
                || plannedDowngraded != downgraded()) {
            RequestExtras extras = plain ? RequestExtras.NONE : extras(leg);
            known = RequestPlan.of(config, leg, transfer.body(), customHeaders(), extras, !expectRefused, downgraded());
            plan = known;
            plannedFor = leg;
            plannedWith = config;
            plannedWithExpect = !expectRefused;
            plannedDowngraded = downgraded();
        }
        return known;
    }

    /** Whether an earlier answer was of HTTP/1.0: of this server in this transfer, or on this connection. */
    private boolean downgraded() {
        if (transfer.attached().protocol() instanceof HttpConnectionState state && state.http10) {
            return true;
        }
        return transfer.followUp() && authority(transfer.leg()).equals(http10Authority);
    }

    private static String authority(Leg leg) {
        return leg.host() + ':' + leg.url().port();
    }

    private RequestExtras extras(Leg leg) throws TransferException {
        String method = RequestPlan.methodOf(transfer.config().request(), leg);
        String literal = transfer.config().request().target();
        String target = literal == null ? leg.url().pathAndQuery() : literal;
        boolean body = leg.method() == RequestOptions.Method.POST || leg.method() == RequestOptions.Method.PUT;
        return HttpSession.of(transfer).extras(leg, method, target, body, customHeaders());
    }

    private CustomHeaders customHeaders() {
        CustomHeaders known = custom;
        if (known == null) {
            throw new IllegalStateException("no request was planned");
        }
        return known;
    }

    private RequestPlan planned() {
        RequestPlan known = plan;
        if (known == null) {
            throw new IllegalStateException("no request was planned");
        }
        return known;
    }
}
