package dev.hiper;

import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.dns.ThreadedResolver;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.multi.Engine;
import dev.hiper.internal.multi.Member;
import dev.hiper.internal.socket.NioSockets;
import dev.hiper.internal.tls.JdkTlsEngines;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.spi.NanoClock;
import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.TransportSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drives any number of transfers at once: libcurl's multi handle with its socket-action interface.
 *
 * <p>A multi owns its sockets but no thread, no selector and no clock. It tells the application which readiness it wants (the
 * {@linkplain MultiOption#SOCKETFUNCTION socket callback}) and when it wants to be called (the {@linkplain
 * MultiOption#TIMERFUNCTION timer callback}); the application answers with {@link #socketAction} or {@link
 * #timeoutAction}, and reads what has ended with {@link #infoRead}:
 *
 * <pre>
 *                add(easy)                        socketAction(socket, readiness)
 *   application ----------> Multi   loop ready  ---------------------------------> Multi
 *               <----------         timer fired ---------------------------------> Multi
 *            onTimer(0)                              timeoutAction()
 *               <-----------------------------------------------------------------
 *            onSocket(IN | OUT | INOUT | REMOVE), onTimer(ms), then infoRead() until null
 * </pre>
 *
 * <h2>Contract</h2>
 *
 * <ol>
 *   <li>One thread at a time. No lock, and no thread of its own but for the tokens of Negotiate (a resolver may have
 *       some behind its SPI). Only {@link #wakeup} may be called from any thread.
 *   <li>Every driving call latches now, runs what is ready within a budget, and then tells: differences in
 *       interest as they arise, notifications, the timer if its deadline changed. Messages can be read after it.
 *   <li>A change of interest is told once. REMOVE is told before the socket is closed.
 *   <li>Inside callbacks nothing may be added, removed, set or driven (MultiException with RECURSIVE_API_CALL), but
 *       inside the notification callback adding, removing and setting are allowed. {@link #assign}, {@link
 *       #infoRead}, {@link #handles}, {@link #count} are always allowed.
 *   <li>Work that did not fit the budget is asked for with timer 0. The timer callback must not drive the multi itself.
 *   <li>A socket or timer callback that answers -1, or throws, ends the multi: the call it happened in throws {@link
 *       MultiException} with ABORTED_BY_CALLBACK (and what was thrown as cause), and the next driving call ends every transfer
 *       with ABORTED_BY_CALLBACK. When all easy handles are removed, the multi can be used again.
 * </ol>
 *
 * <p>Misuse is thrown at the call as {@link MultiException} with libcurl's code; a transfer's failure is never thrown, it is the
 * result in its {@link TransferMessage}.
 *
 * @see <a href="https://curl.se/libcurl/c/libcurl-multi.html">libcurl-multi</a>
 */
public final class Multi implements AutoCloseable {
    /** Given as socket to {@link #socketAction}, it means that the timer fired. */
    @SuppressWarnings("NullAway") // libcurl's name for "no socket"; typed as the parameter that takes it.
    public static final @Nullable TransportSocket SOCKET_TIMEOUT = null;

    private final CallGuard guard = new CallGuard(Limits.MULTI_CALL_DEPTH);
    private final SocketFactory sockets;
    private final Resolver resolver;
    private final ApplicationCallbacks callbacks;
    private final Engine engine;
    private final PollWait polling;
    private final @Nullable Object[] options = new @Nullable Object[MultiOption.count()];
    private boolean closed;

    private Multi(MultiServices services) {
        SocketFactory ownSockets = services.sockets();
        Resolver ownResolver = services.resolver();
        NanoClock ownClock = services.clock();
        sockets = ownSockets == null ? NioSockets.INSTANCE : ownSockets;
        resolver = ownResolver == null ? new ThreadedResolver() : ownResolver;
        polling = new PollWait();
        callbacks = new ApplicationCallbacks(this, guard, polling);
        engine = new Engine(
                callbacks,
                ownClock == null ? NanoClock.system() : ownClock,
                resolver,
                services.tls() == null ? new JdkTlsEngines() : services.tls(),
                services.readBuffers(),
                services.aside());
    }

    /** A multi with core's own services: {@code SocketChannel} sockets, lookups on a small pool, JSSE. */
    public static Multi create() {
        return new Multi(MultiServices.standard());
    }

    /** A multi with services of the application's. The multi takes over the resolver and closes it. */
    public static Multi create(MultiServices services) {
        return new Multi(services);
    }

    /**
     * Sets an option; null sets its default. Takes effect from the next use on.
     *
     * @throws MultiException with BAD_FUNCTION_ARGUMENT, naming the option, for a value that cannot be
     */
    public <T> Multi set(MultiOption<T> option, @Nullable T value) {
        begin(Activity.SET);
        try {
            int index = option.index();
            @SuppressWarnings("unchecked") // Only this method writes, and it writes the option's own type.
            T current = (T) options[index];
            options[index] = option.stored(current, value);
            apply(option, value);
            return this;
        } finally {
            guard.leave(Activity.SET);
        }
    }

    /** As {@link #set(MultiOption, Object)}, for a literal. */
    public Multi set(MultiOption<Long> option, long value) {
        return set(option, Long.valueOf(value));
    }

    /** As {@link #set(MultiOption, Object)}, for a literal. */
    public Multi set(MultiOption<Boolean> option, boolean value) {
        return set(option, Boolean.valueOf(value));
    }

    /**
     * Adds an easy handle; its transfer begins with the next driving call, which the timer callback asks for with 0 before this
     * returns. Nothing is opened, looked up or checked here.
     *
     * @throws MultiException BAD_EASY_HANDLE if it is closed, ADDED_ALREADY if it is in a multi, ABORTED_BY_CALLBACK if
     *     this multi is dead or the timer callback ended it; the easy is not a member then
     */
    public void add(Easy easy) {
        begin(Activity.ADD);
        try {
            if (easy.closed()) {
                throw new MultiException(MultiCode.BAD_EASY_HANDLE, "the easy handle is closed");
            }
            if (easy.multi != null) {
                throw new MultiException(MultiCode.ADDED_ALREADY, "the easy handle is a member of a multi already");
            }
            if (engine.refusesMembers()) {
                throw new MultiException(MultiCode.ABORTED_BY_CALLBACK, "a callback ended this multi");
            }
            easy.leavePrivateMulti(this);
            easy.client.begin(sockets);
            TransferConfig config = easy.freeze();
            easy.multi = this;
            if (!engine.add(easy.member, config)) {
                easy.multi = null;
                throw callbacks.died();
            }
        } finally {
            guard.leave(Activity.ADD);
        }
    }

    /**
     * Removes an easy handle, whatever its transfer is doing; does nothing if it is in no multi. A transfer that had
     * not ended is cut off without a message: its callbacks may still be called from inside this call, never
     * after it.
     *
     * @throws MultiException BAD_EASY_HANDLE if it is in another multi; ABORTED_BY_CALLBACK if a callback ended this multi
     *     (the easy is out all the same)
     */
    public void remove(Easy easy) {
        begin(Activity.REMOVE);
        try {
            if (easy.closed()) {
                throw new MultiException(MultiCode.BAD_EASY_HANDLE, "the easy handle is closed");
            }
            if (easy.multi == null) {
                return;
            }
            if (easy.multi == this && easy.member.leaving()) {
                // A callback of its own removal, below the notification callback, asks for what happens already.
                return;
            }
            if (easy.multi != this) {
                throw new MultiException(MultiCode.BAD_EASY_HANDLE, "the easy handle is in another multi");
            }
            boolean alive = engine.remove(easy.member);
            easy.multi = null;
            if (!alive) {
                throw callbacks.died();
            }
        } finally {
            guard.leave(Activity.REMOVE);
        }
    }

    /**
     * Something happened on {@code socket}. Drain {@link #infoRead} afterwards: any transfer may have ended.
     *
     * @param socket which one; {@link #SOCKET_TIMEOUT} for the timer; one that the engine does not know (any more) is
     *     accepted and only due timers are served
     * @param readiness {@link Readiness} flags; a hint that changes nothing, as in libcurl: every event makes the
     *     transfers of the socket run
     * @return running transfers, see {@link #running}
     * @throws MultiException ABORTED_BY_CALLBACK if a callback ended this multi
     */
    public int socketAction(@Nullable TransportSocket socket, int readiness) {
        return action(Activity.SOCKET_ACTION, socket);
    }

    /** The timer fired: {@code socketAction(SOCKET_TIMEOUT, 0)}. May be called at any time, also without a timer. */
    public int timeoutAction() {
        return action(Activity.SOCKET_ACTION, null);
    }

    /**
     * Exactly {@code socketAction(socket, 0)}.
     *
     * @deprecated as in libcurl; use {@link #socketAction}
     */
    @Deprecated
    public int socket(@Nullable TransportSocket socket) {
        return action(Activity.SOCKET, socket);
    }

    /**
     * Runs every transfer as {@link #perform} does, then tells all differences in interest.
     *
     * @deprecated as in libcurl: costs grow with the number of transfers; use {@link #socketAction}
     */
    @Deprecated
    public int socketAll() {
        begin(Activity.SOCKET_ALL);
        try {
            boolean alive = engine.perform();
            alive &= engine.announceAll();
            return running(alive);
        } finally {
            guard.leave(Activity.SOCKET_ALL);
        }
    }

    /**
     * Runs every transfer once; for applications without an event loop, with {@link #poll} between the calls.
     *
     * @return running transfers
     */
    public int perform() {
        begin(Activity.PERFORM);
        try {
            return running(engine.perform());
        } finally {
            guard.leave(Activity.PERFORM);
        }
    }

    /** {@link #poll(List, long)} without channels of the application's. */
    public int poll(long timeoutMillis) {
        return poll(List.of(), timeoutMillis);
    }

    /**
     * Waits until a socket is ready, a deadline of a transfer passes, {@link #wakeup} is called or {@code
     * timeoutMillis} have passed; sleeps even if there is nothing to wait for.
     *
     * @param extra channels of the application's to wait for as well; told through {@link WaitFd#revents}
     * @return ready sockets and channels
     * @throws MultiException BAD_FUNCTION_ARGUMENT for a negative time; UNRECOVERABLE_POLL if waiting fails, for example
     *     because the sockets are no channels
     */
    public int poll(List<WaitFd> extra, long timeoutMillis) {
        begin(Activity.POLL);
        try {
            return polling.await(engine, extra, timeoutMillis, true);
        } finally {
            guard.leave(Activity.POLL);
        }
    }

    /** As {@link #poll(List, long)}, but returns at once if there is nothing to wait for: libcurl's {@code curl_multi_wait}. */
    public int waitMillis(List<WaitFd> extra, long timeoutMillis) {
        begin(Activity.WAIT);
        try {
            return polling.await(engine, extra, timeoutMillis, false);
        } finally {
            guard.leave(Activity.WAIT);
        }
    }

    /**
     * Makes the {@link #poll} that sleeps now, or else the next one, return early; several calls collapse into one. Any
     * thread, any time until {@link #close}. An event-driven application posts to its own loop instead.
     *
     * @throws MultiException WAKEUP_FAILURE if the multi is closed
     */
    public void wakeup() {
        polling.wakeup();
    }

    /** Sockets that transfers and closing connections wait for, and for what (A28). */
    public List<WantedSocket> waitfds() {
        begin(Activity.WAITFDS);
        try {
            PollSet wanted = new PollSet();
            engine.wantedSockets(wanted);
            List<WantedSocket> sockets = new ArrayList<>(wanted.size());
            for (int i = 0; i < wanted.size(); i++) {
                sockets.add(new WantedSocket(wanted.socket(i), PollAction.of(wanted.bits(i))));
            }
            return sockets;
        } finally {
            guard.leave(Activity.WAITFDS);
        }
    }

    /**
     * Adds, never clears, the sockets that are waited for: the form of {@code curl_multi_fdset} that makes sense where
     * sockets are objects (A27).
     *
     * @return how many sockets are waited for; -1 if none
     */
    public int fdset(java.util.Collection<TransportSocket> read, java.util.Collection<TransportSocket> write) {
        begin(Activity.FDSET);
        try {
            PollSet wanted = new PollSet();
            engine.wantedSockets(wanted);
            for (int i = 0; i < wanted.size(); i++) {
                if ((wanted.bits(i) & PollSet.IN) != 0) {
                    read.add(wanted.socket(i));
                }
                if ((wanted.bits(i) & PollSet.OUT) != 0) {
                    write.add(wanted.socket(i));
                }
            }
            return wanted.size() == 0 ? -1 : wanted.size();
        } finally {
            guard.leave(Activity.FDSET);
        }
    }

    /** Milliseconds until a driving call is due, rounded up; 0 if it is due now, -1 if none is. */
    public long timeoutMillis() {
        begin(Activity.TIMEOUT);
        try {
            return engine.timeoutMillis();
        } finally {
            guard.leave(Activity.TIMEOUT);
        }
    }

    /**
     * Keeps an object of the application's with a socket, to be handed back with each callback. Lives from the
     * first announcement of the socket to the end of its REMOVE callback. Allowed inside callbacks.
     *
     * @throws MultiException BAD_SOCKET if the socket was not announced, or was removed
     */
    public void assign(TransportSocket socket, @Nullable Object attachment) {
        begin(Activity.ASSIGN);
        try {
            if (!engine.assign(socket, attachment)) {
                throw new MultiException(MultiCode.BAD_SOCKET, "the socket has no entry here");
            }
        } finally {
            guard.leave(Activity.ASSIGN);
        }
    }

    /**
     * Takes the oldest message of a transfer that has ended. Read until null after each driving call. The easy handle stays
     * a member until it is removed. Allowed inside callbacks.
     */
    public @Nullable TransferMessage infoRead() {
        if (closed || !guard.allows(Activity.INFO_READ)) {
            return null;
        }
        Member member = engine.infoRead();
        return member == null ? null : ((Easy) member.owner()).message();
    }

    /** How many messages are left to read. */
    public int messagesLeft() {
        return engine.unreadMessages();
    }

    /** The easy handles that were added and not removed, in order of adding. Allowed inside callbacks. */
    public List<Easy> handles() {
        if (closed || !guard.allows(Activity.HANDLES)) {
            return List.of();
        }
        List<Easy> handles = new ArrayList<>();
        for (Member member : engine.members()) {
            handles.add((Easy) member.owner());
        }
        return handles;
    }

    /** A counter of transfers: libcurl's {@code curl_multi_get_offt}. Allowed inside callbacks. */
    public long count(MultiCount which) {
        begin(Activity.COUNT);
        try {
            return switch (which) {
                case XFERS_CURRENT -> engine.size();
                case XFERS_RUNNING -> engine.processCount();
                case XFERS_PENDING -> engine.pendingCount();
                case XFERS_DONE -> engine.finishedCount();
                case XFERS_ADDED -> engine.addedEver();
            };
        } finally {
            guard.leave(Activity.COUNT);
        }
    }

    /**
     * Transfers that have not ended, paused and waiting ones included. 0 does not mean that the multi is quiet: connections may
     * be saying goodbye, with a socket and a timer still announced.
     */
    public int running() {
        return engine.running();
    }

    /** Switches on what the notification callback is to be told. */
    public void notifyEnable(Notification kind) {
        begin(Activity.NOTIFY_ENABLE);
        callbacks.enable(kind, true);
        guard.leave(Activity.NOTIFY_ENABLE);
    }

    /** Switches it off. */
    public void notifyDisable(Notification kind) {
        begin(Activity.NOTIFY_DISABLE);
        callbacks.enable(kind, false);
        guard.leave(Activity.NOTIFY_DISABLE);
    }

    /** The fixed text of a code: libcurl's {@code curl_multi_strerror}. */
    public static String strerror(MultiCode code) {
        return code.text();
    }

    /**
     * Ends the multi: transfers are cut off without a message and their easy handles are free again; each connection gets one
     * chance to say goodbye and is closed. Socket callbacks come during this, timer callbacks do not. Doing it again does nothing.
     *
     * @throws MultiException RECURSIVE_API_CALL inside a call or callback of this multi
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        begin(Activity.CLOSE);
        try {
            List<Member> members = engine.members();
            engine.close();
            for (Member member : members) {
                ((Easy) member.owner()).multi = null;
            }
            closed = true;
            polling.close();
        } finally {
            guard.leave(Activity.CLOSE);
        }
    }

    CallGuard guard() {
        return guard;
    }

    /** {@link Easy#pause}, whose guard the easy has entered already. */
    ResultCode pause(Easy easy, boolean receive, boolean send) {
        return engine.pause(easy.member, receive, send);
    }

    void upkeep(long intervalMillis) {
        engine.upkeep(intervalMillis);
    }

    long wallMillis() {
        return engine.wallMillis();
    }

    @Nullable
    TransportSocket activeSocket(long connectionId) {
        return closed ? null : engine.activeSocket(connectionId);
    }

    <T> @Nullable T option(MultiOption<T> option) {
        @SuppressWarnings("unchecked") // set() stores the option's own type only.
        T value = (T) options[option.index()];
        return value == null ? option.defaultValue() : value;
    }

    private int action(Activity kind, @Nullable TransportSocket socket) {
        begin(kind);
        try {
            return running(engine.socketAction(socket));
        } finally {
            guard.leave(kind);
        }
    }

    private int running(boolean alive) {
        if (!alive) {
            throw callbacks.died();
        }
        return engine.running();
    }

    private void begin(Activity call) {
        if (closed) {
            throw new MultiException(MultiCode.BAD_HANDLE, "the multi is closed");
        }
        guard.enterMulti(call);
    }

    private <T> void apply(MultiOption<T> option, @Nullable T value) {
        if (option == MultiOption.SOCKETFUNCTION
                || option == MultiOption.TIMERFUNCTION
                || option == MultiOption.NOTIFYFUNCTION
                || option == MultiOption.WAKEUPFUNCTION) {
            callbacks.use(
                    option(MultiOption.SOCKETFUNCTION),
                    option(MultiOption.TIMERFUNCTION),
                    option(MultiOption.NOTIFYFUNCTION),
                    option(MultiOption.WAKEUPFUNCTION));
            watchIdle();
        } else if (option == MultiOption.MAXCONNECTS
                || option == MultiOption.MAX_HOST_CONNECTIONS
                || option == MultiOption.MAX_TOTAL_CONNECTIONS) {
            engine.limits(
                    intOption(MultiOption.MAXCONNECTS),
                    intOption(MultiOption.MAX_HOST_CONNECTIONS),
                    intOption(MultiOption.MAX_TOTAL_CONNECTIONS));
        } else if (option == MultiOption.WATCH_IDLE) {
            watchIdle();
        } else if (option == MultiOption.NETWORK_CHANGED && value instanceof Long bits) {
            boolean all = (bits & NetworkChange.CLEAR_ALL) != 0;
            engine.networkChanged(
                    all || (bits & NetworkChange.CLEAR_CONNS) != 0, all || (bits & NetworkChange.CLEAR_DNS) != 0);
        } else if (option == MultiOption.RESOLVE_THREADS_MAX && resolver instanceof ThreadedResolver threaded) {
            threaded.threads(intOption(MultiOption.RESOLVE_THREADS_MAX));
        }
    }

    /** Nobody watches idle connections without a socket callback, so they must be asked for their health then. */
    private void watchIdle() {
        engine.watchIdle(
                Boolean.TRUE.equals(option(MultiOption.WATCH_IDLE)) && option(MultiOption.SOCKETFUNCTION) != null);
    }

    private int intOption(MultiOption<Long> option) {
        Long value = option(option);
        return value == null ? 0 : (int) Math.min(Integer.MAX_VALUE, value);
    }
}
