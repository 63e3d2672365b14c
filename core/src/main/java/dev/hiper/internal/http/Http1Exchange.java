package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.CloseReason;
import dev.hiper.internal.http1.BodyFraming;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.ResponseHead;
import dev.hiper.internal.transfer.Exchange;
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
    private static final int CLIENT_ERROR = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int PARTIAL_CONTENT = 206;
    private static final int EXPECTATION_FAILED = 417;

    private final Transfer transfer;
    private final RequestSender sender;
    private final ResponseReceiver receiver;
    private @Nullable TransferConfig plannedFor;
    private boolean plannedWithExpect;
    private @Nullable RequestPlan plan;
    private boolean expectRefused;
    private boolean anotherLeg;
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
        }
        anotherLeg = false;
        answersNothing = false;
        RequestPlan next = plan();
        transfer.info().effectiveMethod = next.method();
        sender.prepare(next);
        receiver.prepare(next.kind());
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
    public boolean wantsAnotherLeg() {
        return anotherLeg;
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
        checkAnnouncedSize(framing);
        checkLocation(head);
        if (status == EXPECTATION_FAILED && planned().expects() && !sender.sent()) {
            expectRefused = true;
            anotherLeg = true;
            sender.stop();
            return false;
        }
        if (!sender.finished()) {
            if (status < REDIRECTION) {
                sender.goOn();
            } else if (!transfer.config().request().keepSendingOnError()) {
                sender.stop();
            } else {
                sender.goOn();
            }
        }
        return checkResume(head) && checkStatus(status);
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
        if (most > 0 && framing.kind() == BodyFraming.Kind.LENGTH && framing.length() > most) {
            throw new TransferException(
                    ResultCode.FILESIZE_EXCEEDED,
                    "The announced body of " + framing.length() + " bytes exceeds the maximum of " + most);
        }
    }

    /** A resumed download needs the range it asked for; 416 means that everything is there already. */
    private boolean checkResume(ResponseHead head) throws TransferException {
        TransferConfig config = transfer.config();
        if (config.request().resumeFrom() <= 0 || config.request().method() != RequestOptions.Method.GET) {
            return true;
        }
        if (head.status() == RANGE_NOT_SATISFIABLE) {
            return false;
        }
        if (head.status() < REDIRECTION && head.status() != PARTIAL_CONTENT) {
            throw new TransferException(
                    ResultCode.RANGE_ERROR, "The server does not support byte ranges; the download cannot resume");
        }
        return true;
    }

    private boolean checkStatus(int status) throws TransferException {
        if (status >= CLIENT_ERROR && transfer.config().response().failOnError()) {
            throw new TransferException(ResultCode.HTTP_RETURNED_ERROR, "The requested URL returned error: " + status);
        }
        return true;
    }

    /** A complete answer ends an unfinished upload where the connection will not be used again anyhow (M25). */
    private boolean responseForbidsMore() {
        return !receiver.framing().persistence().isReusable();
    }

    private RequestPlan plan() throws TransferException {
        RequestPlan known = plan;
        if (known == null || plannedFor != transfer.config() || plannedWithExpect == expectRefused) {
            known = RequestPlan.of(transfer.config(), transfer.body(), !expectRefused);
            plan = known;
            plannedFor = transfer.config();
            plannedWithExpect = !expectRefused;
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
