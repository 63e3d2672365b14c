package dev.hiper.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.Pause;
import dev.hiper.ReadCallback;
import dev.hiper.SeekResult;
import dev.hiper.TransferMessage;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.spi.TransportSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One transfer of a scenario: an application that pauses, aborts, throws and removes as the seed wants, and checks
 * each byte that it is given.
 */
final class SimTransfer {
    private static final long MILLI = 1_000_000L;
    private static final long LEAST_BURST = 32 * 1024;

    private final SimNetwork network;
    private final SimLoop loop;
    private final SimRandom random;
    private final long id;
    private final SimPlan plan;
    private final Easy easy = Easy.create();
    private final byte[] upload;
    private final double pausing;
    private final double pushingBack;
    private final boolean seekable;
    private final SimMisdeed misdeed;
    private final EnumSet<ResultCode> allowed;
    private long timeoutMillis;
    private long receiveLimit;
    private boolean paced;
    private long addedNanos;
    private int received;
    private int sent;
    private boolean receivePaused;
    private boolean sendPaused;
    private boolean headDone;
    private boolean marked;
    private boolean ended;
    private boolean removed;
    private int requests;
    private boolean previousWasReused;
    private @Nullable SimPeer peer;
    private @Nullable TransportSocket pausedOn;

    SimTransfer(
            SimNetwork network, SimLoop loop, SimRandom random, long id, SimPlan plan, double nasty, double pausing) {
        this.network = network;
        this.loop = loop;
        this.random = random;
        this.id = id;
        this.plan = plan;
        this.upload = plan.method().hasBody() ? SimPlan.RandomBody.of(random, -id, 150_000) : new byte[0];
        this.pausing = random.chance(0.5) ? pausing : 0;
        this.pushingBack = random.chance(0.5) ? pausing : 0;
        this.seekable = random.chance(0.7);
        this.misdeed = SimMisdeed.draw(random, nasty / 2);
        this.allowed = EnumSet.copyOf(plan.results().isEmpty() ? EnumSet.noneOf(ResultCode.class) : plan.results());
    }

    Easy easy() {
        return easy;
    }

    long id() {
        return id;
    }

    SimPlan plan() {
        return plan;
    }

    boolean isOver() {
        return ended || removed;
    }

    /** Whether {@code candidate} is the connection on which it waits for bytes now. */
    boolean wantsToReceiveFrom(SimPeer candidate) {
        return !isOver() && !receivePaused && !paced && peer == candidate;
    }

    /** More ways in which it may end. */
    SimTransfer allow(Set<ResultCode> more) {
        allowed.addAll(more);
        return this;
    }

    /** It ends only in these ways. */
    SimTransfer allowOnly(Set<ResultCode> only) {
        allowed.clear();
        allowed.addAll(only);
        return this;
    }

    /** It cannot succeed: where it would, it ends so. */
    SimTransfer insteadOfSuccess(ResultCode code) {
        allowed.remove(ResultCode.OK);
        allowed.add(code);
        return this;
    }

    /** Receives at most so many bytes a second. */
    void limitReceiving(long bytesPerSecond) {
        receiveLimit = bytesPerSecond;
        paced = true;
        easy.set(EasyOption.MAX_RECV_SPEED_LARGE, bytesPerSecond);
    }

    /** Sends at most so many bytes a second. */
    void limitSending(long bytesPerSecond) {
        paced = true;
        easy.set(EasyOption.MAX_SEND_SPEED_LARGE, bytesPerSecond);
    }

    boolean isRemoved() {
        return removed;
    }

    boolean endsByItself() {
        return plan.ending();
    }

    boolean needsRewind() {
        return plan.method().fromCallback();
    }

    SimTransfer timeoutMillis(long millis) {
        timeoutMillis = millis;
        easy.set(EasyOption.TIMEOUT_MS, millis);
        allowed.add(ResultCode.OPERATION_TIMEDOUT);
        return this;
    }

    /** Sets the options and adds it. */
    void start(String origin) {
        easy.set(EasyOption.URL, origin + "/t/" + id);
        easy.set(EasyOption.HTTPHEADER, fields());
        easy.set(EasyOption.WRITEFUNCTION, (from, data) -> onWrite(data));
        easy.set(EasyOption.HEADERFUNCTION, (from, line) -> onHeader(line));
        chooseMethod();
        if (misdeed.concerns(SimMisdeed.Callback.PROGRESS) || random.chance(0.2)) {
            easy.set(EasyOption.NOPROGRESS, false);
            easy.set(
                    EasyOption.XFERINFOFUNCTION,
                    (from, total, now, uploadTotal, uploaded) -> onProgress(now, uploaded));
        }
        allowed.addAll(misdeed.results());
        addedNanos = network.clock().elapsedNanos();
        loop.add(easy);
    }

    private List<String> fields() {
        String mark = "X-T: " + id;
        return plan.method().hasBody() && random.chance(0.2) ? List.of(mark, "Expect: 100-continue") : List.of(mark);
    }

    private void chooseMethod() {
        switch (plan.method()) {
            case GET -> {}
            case HEAD -> easy.set(EasyOption.NOBODY, true);
            case POST_MEMORY -> easy.set(EasyOption.POSTFIELDS, upload);
            case POST_CALLBACK -> {
                easy.set(EasyOption.POST, true);
                easy.set(EasyOption.POSTFIELDSIZE_LARGE, (long) upload.length);
            }
            case POST_CHUNKED -> easy.set(EasyOption.POST, true);
            case PUT_CALLBACK -> {
                easy.set(EasyOption.UPLOAD, true);
                easy.set(EasyOption.INFILESIZE_LARGE, (long) upload.length);
            }
            case PUT_CHUNKED -> easy.set(EasyOption.UPLOAD, true);
        }
        if (plan.method().fromCallback()) {
            easy.set(EasyOption.READFUNCTION, (from, room) -> onRead(room));
            if (seekable) {
                easy.set(EasyOption.SEEKFUNCTION, (from, offset) -> onSeek(offset));
            }
        }
    }

    boolean seekable() {
        return seekable;
    }

    /** The server got the head of a request of this transfer. */
    SimReply answer(SimRequest request) {
        if (request.peer().socket().isOpen()) {
            requests++;
            require(requests == 1 || previousWasReused, "a request was repeated that went over a fresh connection");
            previousWasReused = !request.isFirst();
            peer = request.peer();
        }
        require(String.valueOf(id).equals(request.field("X-T")), "a request with a foreign field");
        String method =
                switch (plan.method()) {
                    case GET -> "GET";
                    case HEAD -> "HEAD";
                    case POST_MEMORY, POST_CALLBACK, POST_CHUNKED -> "POST";
                    case PUT_CALLBACK, PUT_CHUNKED -> "PUT";
                };
        require(request.method().equals(method), "method " + request.method() + " instead of " + method);
        return plan.reply();
    }

    /** The server got the whole request. */
    void checkRequest(SimRequest request) {
        require(Arrays.equals(request.body(), upload), "the server got other body bytes than were given");
    }

    void end(TransferMessage message) {
        ResultCode code = message.result();
        require(!isOver(), "ended twice");
        require(allowed.contains(code), "ended with " + code + " " + message.failure() + ", allowed " + allowed);
        require((message.failure() == null) == (code == ResultCode.OK), "failure details do not fit " + code);
        if (code == ResultCode.OK) {
            require(received == expectedSize(), "got " + received + " bytes, the server sent " + expectedSize());
            require(headDone && marked, "ended well without a response head of its own");
            require(easy.info(EasyInfo.RESPONSE_CODE) == plan.status(), "another status than the server sent");
        }
        if (timeoutMillis > 0) {
            long tookMillis = (network.clock().elapsedNanos() - addedNanos) / MILLI;
            require(
                    tookMillis <= timeoutMillis + 4 * SimTimer.latestMillis(),
                    "took " + tookMillis + " ms with a limit of " + timeoutMillis);
        }
        checkPace(code);
        ended = true;
    }

    /** Runs the same handle once more, after it was removed. */
    void again() {
        network.trace().line("again t" + id);
        received = 0;
        sent = 0;
        receivePaused = false;
        sendPaused = false;
        headDone = false;
        marked = false;
        ended = false;
        removed = false;
        requests = 0;
        peer = null;
        pausedOn = null;
        addedNanos = network.clock().elapsedNanos();
        loop.add(easy);
    }

    void close() {
        if (!removed) {
            network.trace().line("close t" + id);
            loop.closeEasy(easy);
            removed = true;
        }
    }

    void remove() {
        if (!removed) {
            network.trace().line("remove t" + id);
            loop.remove(easy);
            removed = true;
        }
    }

    void pauseOrResume(int bits) {
        if (isOver()) {
            return;
        }
        network.trace().line("pause t" + id + " " + bits);
        boolean receiveBefore = receivePaused;
        boolean sendBefore = sendPaused;
        receivePaused = (bits & Pause.RECV) != 0;
        sendPaused = (bits & Pause.SEND) != 0;
        pausedOn = easy.info(EasyInfo.ACTIVESOCKET);
        if (loop.pause(easy, bits) == ResultCode.BAD_FUNCTION_ARGUMENT) {
            receivePaused = receiveBefore;
            sendPaused = sendBefore;
        }
    }

    /** A speed limit slows down what its burst does not cover. */
    private void checkPace(ResultCode code) {
        if (receiveLimit > 0 && code == ResultCode.OK) {
            long held = received - Math.max(receiveLimit, LEAST_BURST);
            long tookMillis = (network.clock().elapsedNanos() - addedNanos) / MILLI;
            require(
                    tookMillis >= 1000 * held / receiveLimit - 1000,
                    "took only " + tookMillis + " ms in spite of its limit");
        }
    }

    private int expectedSize() {
        return plan.method() == SimPlan.Method.HEAD ? 0 : plan.bodySize();
    }

    private WriteResult onWrite(ByteBuffer data) {
        begin("write");
        require(headDone, "body before the end of the head");
        require(!receivePaused, "a write callback while paused");
        require(data.hasRemaining(), "a write callback without bytes");
        if (random.chance(0.02)) {
            misuse();
        }
        if (misdeed.strikes(SimMisdeed.Callback.WRITE)) {
            return WriteResult.ABORT;
        }
        if (random.chance(pausing)) {
            receivePaused = true;
            resumeLater();
            if (random.chance(0.7)) {
                network.trace().line("write t" + id + " paused");
                return WriteResult.PAUSE;
            }
            easy.pause(Pause.RECV | (sendPaused ? Pause.SEND : 0));
        }
        int size = data.remaining();
        require(received + size <= expectedSize(), "more body bytes than the server sent");
        for (int i = 0; i < size; i++) {
            if (data.get() != SimRandom.contentByte(id, received + i)) {
                throw network.violation("t" + id + ": body byte " + (received + i) + " is not what the server sent");
            }
        }
        received += size;
        network.trace().line("write t" + id + " " + size);
        return WriteResult.ACCEPTED;
    }

    private WriteResult onHeader(ByteBuffer line) {
        begin("header");
        String text = ISO_8859_1.decode(line).toString();
        require(text.endsWith("\n") && text.indexOf('\n') == text.length() - 1, "a header line is not one line");
        require(!receivePaused, "a header callback while paused");
        if (misdeed.strikes(SimMisdeed.Callback.HEADER)) {
            return WriteResult.ABORT;
        }
        if (random.chance(pausing)) {
            receivePaused = true;
            resumeLater();
            return WriteResult.PAUSE;
        }
        if (text.startsWith("HTTP/1.")) {
            headDone = false;
        } else if (text.isBlank()) {
            headDone = true;
        } else if (text.startsWith("X-T:")) {
            require(text.strip().equals("X-T: " + id), "a header line of another transfer");
            marked = true;
        }
        return WriteResult.ACCEPTED;
    }

    private int onRead(ByteBuffer room) {
        begin("read");
        require(room.hasRemaining(), "a read callback without room");
        require(!sendPaused, "a read callback while paused");
        if (misdeed.strikes(SimMisdeed.Callback.READ)) {
            return ReadCallback.ABORT;
        }
        if (random.chance(pushingBack)) {
            sendPaused = true;
            resumeLater();
            return ReadCallback.PAUSE;
        }
        int size = Math.min(upload.length - sent, room.remaining());
        if (random.chance(0.3)) {
            size = Math.min(size, random.skewed(1, 2000));
        }
        room.put(upload, sent, size);
        sent += size;
        network.trace().line("read t" + id + " " + size);
        return size;
    }

    private SeekResult onSeek(long offset) {
        begin("seek");
        require(offset >= 0 && offset <= upload.length, "seek to " + offset);
        sent = (int) offset;
        return SeekResult.OK;
    }

    private int onProgress(long downloaded, long uploaded) {
        begin("progress");
        require(downloaded <= plan.reply().size(), "progress tells of " + downloaded + " bytes");
        require(uploaded <= upload.length, "progress tells of " + uploaded + " bytes up");
        return misdeed.strikes(SimMisdeed.Callback.PROGRESS) ? 1 : 0;
    }

    /** A request that is made again on another connection begins unpaused (P13). */
    private void noticeNewLeg() {
        if (pausedOn != null && easy.info(EasyInfo.ACTIVESOCKET) != pausedOn) {
            receivePaused = false;
            sendPaused = false;
            pausedOn = null;
        }
    }

    private void resumeLater() {
        pausedOn = easy.info(EasyInfo.ACTIVESOCKET);
        loop.post(random.between(0L, 300L) * MILLI, () -> pauseOrResume(Pause.CONT));
    }

    /** What an application must not do inside a callback is refused and harms nothing (H4). */
    private void misuse() {
        List<Runnable> forbidden = List.of(
                () -> loop.multi().remove(easy),
                () -> loop.multi().add(easy),
                () -> loop.multi().timeoutAction(),
                () -> loop.multi().timeoutMillis(),
                () -> loop.multi().close());
        try {
            random.pick(forbidden).run();
        } catch (MultiException e) {
            require(e.code() == MultiCode.RECURSIVE_API_CALL, "refused with " + e.code());
            return;
        }
        require(false, "a forbidden call inside a callback was not refused");
    }

    private void begin(String callback) {
        loop.active();
        noticeNewLeg();
        require(!isOver(), "a " + callback + " callback after the end");
    }

    @Override
    public String toString() {
        return "t" + id + " " + plan.method() + " " + plan.what() + " got " + received + "/" + expectedSize() + " gave "
                + sent
                + "/" + upload.length + (receivePaused ? " receive paused" : "") + (sendPaused ? " send paused" : "")
                + " requests " + requests + (peer == null ? "" : " on " + peer.socket()) + " limit " + timeoutMillis
                + " may end " + allowed;
    }

    private void require(boolean condition, String text) {
        if (!condition) {
            throw network.violation(text + ": " + this);
        }
    }
}
