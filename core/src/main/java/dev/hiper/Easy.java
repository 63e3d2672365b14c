package dev.hiper;

import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.multi.Member;
import dev.hiper.internal.transfer.FailureDetails;
import dev.hiper.internal.transfer.HeaderLog;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.internal.transfer.TransferInfo;
import dev.hiper.spi.NanoClock;
import dev.hiper.spi.TransportSocket;
import org.jspecify.annotations.Nullable;

/**
 * One transfer to be done, again and again if wanted: libcurl's easy handle. Holds options and
 * callbacks, and answers questions about the latest transfer.
 *
 * <pre>{@code
 * Easy easy = Easy.create()
 *         .set(EasyOption.URL, "https://example.com/")
 *         .set(EasyOption.WRITEFUNCTION, sink);
 * multi.add(easy);
 * }</pre>
 *
 * <p>Not safe for use by several threads at once: everything happens on the thread that drives the
 * multi it is in.
 *
 * <p><b>Inside callbacks</b> of a transfer these may be called: {@link #set}, {@link #option},
 * {@link #info}, {@link #headers}, {@link #duphandle}, and {@link #pause} except from socket and timer
 * listeners; of the multi only what {@link Multi} says. {@link #perform} and {@link #upkeep} are refused, {@link
 * #reset} and {@link #close} do nothing.
 *
 * <p>What a callback throws, errors of the virtual machine included, is caught, ends the transfer
 * with the result of that callback's aborting answer, and is the {@linkplain
 * TransferFailure#cause() cause} of the failure.
 *
 * @see <a href="https://curl.se/libcurl/c/libcurl-easy.html">libcurl-easy</a>
 */
public final class Easy implements AutoCloseable {
    private static final long POLL_MILLIS = 1000;
    private static final int MILLIS = 1000;

    final EasyClient client;

    /** The multi that it is a member of. */
    @Nullable
    Multi multi;

    /** Its place in a multi; its transfer is kept after the removal for its infos. */
    Member member;

    private final OptionValues options;
    private final OptionFreezer freezer;
    private final CallGuard ownGuard = new CallGuard(Limits.EASY_CALL_DEPTH);
    private final TransferMessage success = new TransferMessage(this, null);
    private @Nullable Multi privateMulti;
    private @Nullable TransferFailure failure;
    private boolean closed;

    private Easy(OptionValues options) {
        this.options = options;
        this.client = new EasyClient(this, options);
        this.freezer = new OptionFreezer(options, client);
        this.member = new Member(this, client);
    }

    /** A handle with default options: {@code curl_easy_init}. */
    public static Easy create() {
        return new Easy(new OptionValues());
    }

    /**
     * Sets an option. When that takes effect is written at the option; a transfer that runs already
     * keeps what it was added with, callbacks excepted.
     *
     * @param value null for the default
     * @return this
     * @throws IllegalArgumentException if the value is refused; the message names the option
     * @throws EasyException if the handle is closed
     */
    public <T> Easy set(EasyOption<T> option, @Nullable T value) {
        ensureOpen();
        options.set(option, value);
        return this;
    }

    /** {@link #set(EasyOption, Object)} for numbers, so that an int can be given. */
    public Easy set(EasyOption<Long> option, long value) {
        return set(option, Long.valueOf(value));
    }

    /** {@link #set(EasyOption, Object)} for switches. */
    public Easy set(EasyOption<Boolean> option, boolean value) {
        return set(option, Boolean.valueOf(value));
    }

    /** What an option is set to, or its default; null if there is neither. */
    public <T> @Nullable T option(EasyOption<T> option) {
        return options.get(option);
    }

    /** What is known about the latest transfer. */
    public <T extends @Nullable Object> T info(EasyInfo<T> info) {
        return info.read(this);
    }

    /** {@link #info} for numbers, without an object for the answer: what to ask for each request. */
    public long infoLong(EasyInfo<Long> info) {
        return EasyInfo.readNumber(info, this);
    }

    /** The header fields that the latest transfer has received so far. */
    public Headers headers() {
        return new Headers(this);
    }

    /** Why the latest transfer that ended has failed; null if it went well or none has ended. */
    public @Nullable TransferFailure failure() {
        return failure;
    }

    /**
     * Does the transfer and waits for its end: {@code curl_easy_perform}. Blocks the calling
     * thread; it keeps connections of its own for the next time. In a server, use a {@link Multi}.
     *
     * @return how it ended; see {@link #failure()} for more
     * @throws EasyException with FAILED_INIT if the handle is in a multi, with RECURSIVE_API_CALL
     *     in a callback
     */
    public ResultCode perform() {
        ensureOpen();
        CallGuard guard = guard();
        guard.enterEasy(Activity.EASY_PERFORM);
        try {
            if (multi != null) {
                throw new EasyException(ResultCode.FAILED_INIT, "The easy handle is a member of a multi");
            }
            return runIn(privateMulti());
        } finally {
            guard.leave(Activity.EASY_PERFORM);
        }
    }

    /**
     * Says for both directions whether they are paused: {@code curl_easy_pause}. Letting reception
     * go on first delivers what was held back, through the callbacks, before this returns. Calling
     * it without a change is a nudge.
     *
     * @param bits of {@link Pause}
     * @return OK; BAD_FUNCTION_ARGUMENT if no transfer with a connection is at work; or why
     *     delivering failed
     * @throws EasyException with RECURSIVE_API_CALL in a socket or timer listener
     */
    public ResultCode pause(int bits) {
        ensureOpen();
        CallGuard guard = guard();
        guard.enterEasy(Activity.EASY_PAUSE);
        try {
            Multi home = multi;
            return home == null
                    ? ResultCode.BAD_FUNCTION_ARGUMENT
                    : home.pause(this, (bits & Pause.RECV) != 0, (bits & Pause.SEND) != 0);
        } finally {
            guard.leave(Activity.EASY_PAUSE);
        }
    }

    /**
     * A new handle with the same options: {@code curl_easy_duphandle}. Bodies, lists and the CURLU
     * handle are copied, callbacks and the private object are shared. Connections, results and
     * membership in a multi stay behind.
     */
    public Easy duphandle() {
        ensureOpen();
        return new Easy(options.copy());
    }

    /**
     * Brings all defaults back and forgets the latest transfer: {@code curl_easy_reset}. Keeps
     * connections and caches. A transfer that is at work goes on as it was added. Does nothing in a
     * callback.
     */
    public void reset() {
        ensureOpen();
        if (!guard().allows(Activity.EASY_RESET)) {
            return;
        }
        options.reset();
        if (multi == null) {
            failure = null;
            member = new Member(this, client);
        }
    }

    /**
     * Keeps idle connections of its multi alive, where they are old enough and their protocol knows
     * how; HTTP/1 does not: {@code curl_easy_upkeep}.
     *
     * @throws EasyException with RECURSIVE_API_CALL in a callback
     */
    public void upkeep() {
        ensureOpen();
        CallGuard guard = guard();
        guard.enterEasy(Activity.EASY_UPKEEP);
        try {
            Multi engine = engine();
            if (engine != null) {
                engine.upkeep(options.number(EasyOption.UPKEEP_INTERVAL_MS));
            }
        } finally {
            guard.leave(Activity.EASY_UPKEEP);
        }
    }

    /**
     * Leaves its multi, closes connections of its own, writes the files of COOKIEJAR, HSTS and ALTSVC,
     * and leaves its share: {@code curl_easy_cleanup}. Idempotent. Does nothing in a callback.
     *
     * @throws EasyException with WRITE_ERROR if a file cannot be written; the handle is closed all
     *     the same
     */
    @Override
    public void close() {
        if (closed || !guard().allows(Activity.EASY_CLOSE)) {
            return;
        }
        Multi home = multi;
        try {
            if (home != null) {
                home.remove(this);
            }
        } finally {
            leavePrivateMulti(null);
            closed = true;
            HandleState state = options.knownState();
            if (state != null) {
                state.close(this, options, wallMillis() / MILLIS);
            }
        }
    }

    boolean closed() {
        return closed;
    }

    OptionValues options() {
        return options;
    }

    /** Whose calls and callbacks exclude each other with those of this handle (H9). */
    CallGuard guard() {
        Multi home = multi;
        return home == null ? ownGuard : home.guard();
    }

    /**
     * The options as a transfer takes them; the same object while none has changed. Never throws.
     */
    TransferConfig freeze() {
        return freezer.freeze();
    }

    /**
     * Closes the engine of an earlier {@link #perform}, unless it is {@code next} that the handle
     * goes to (A4).
     */
    void leavePrivateMulti(@Nullable Multi next) {
        Multi left = privateMulti;
        if (left != null && left != next) {
            privateMulti = null;
            left.close();
        }
    }

    /** The message for the end of its transfer; allocates nothing if it went well. */
    TransferMessage message() {
        Transfer ended = member.transfer();
        FailureDetails details = ended.failure();
        if (details == null) {
            failure = null;
            return success;
        }
        TransferFailure told = TransferFailure.of(details, ended, effectiveMethod());
        failure = told;
        return new TransferMessage(this, told);
    }

    HeaderLog headerLog() {
        return member.transfer().headers();
    }

    TransferInfo transferInfo() {
        return member.transfer().info();
    }

    /** Where a redirect would lead (REDIRECT_URL); null if the latest response is none. */
    @Nullable
    String redirectUrl() {
        TransferInfo info = transferInfo();
        int status = info.responseCode;
        String location = info.field(FieldName.LOCATION);
        if (info.redirectUrl != null || location == null || location.isEmpty() || info.locationTaken) {
            return info.redirectUrl;
        }
        if (status < Redirects.FIRST_STATUS || status > Redirects.LAST_STATUS) {
            return null;
        }
        return Redirects.resolve(info.effectiveUrl, location);
    }

    /** Wall-clock time of the multi that it is in, else of this machine. */
    long wallMillis() {
        Multi home = multi;
        return home == null ? NanoClock.system().currentTimeMillis() : home.wallMillis();
    }

    String effectiveMethod() {
        String used = transferInfo().effectiveMethod;
        if (used != null) {
            return used;
        }
        String custom = options.get(EasyOption.CUSTOMREQUEST);
        return custom != null ? custom : options.method().name();
    }

    @Nullable
    TransportSocket activeSocket() {
        Multi engine = engine();
        long id = transferInfo().connectionId;
        return engine == null || id < 0 ? null : engine.activeSocket(id);
    }

    private ResultCode runIn(Multi engine) {
        engine.set(MultiOption.MAXCONNECTS, options.get(EasyOption.MAXCONNECTS));
        engine.add(this);
        try {
            while (true) {
                engine.perform();
                TransferMessage message = engine.infoRead();
                if (message != null) {
                    return message.result();
                }
                engine.poll(POLL_MILLIS);
            }
        } finally {
            engine.remove(this);
        }
    }

    private Multi privateMulti() {
        Multi present = privateMulti;
        HandleState state = options.knownState();
        Share share = state == null ? null : state.share();
        Multi common = share == null ? null : share.engine();
        if (common != null) {
            leavePrivateMulti(common);
            return common;
        }
        if (present == null) {
            present = Multi.create();
            privateMulti = present;
        }
        return present;
    }

    /** The multi whose connections it uses, if any. */
    private @Nullable Multi engine() {
        return multi != null ? multi : privateMulti;
    }

    private void ensureOpen() {
        if (closed) {
            throw new EasyException(ResultCode.BAD_FUNCTION_ARGUMENT, "The easy handle is closed");
        }
    }
}
