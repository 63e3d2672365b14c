package dev.hiper.netty;

import dev.hiper.Easy;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.MultiOption;
import dev.hiper.MultiServices;
import dev.hiper.PollAction;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.TransportSocket;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.nio.NioIoHandle;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine on one event loop. A handler of a server gets it by {@code HiperLoop.of(ctx.channel().eventLoop())} and
 * gives it transfers; everything about them happens on that loop's thread, so that nothing has to be synchronized.
 *
 * <pre>{@code
 * Easy easy = Easy.create().set(EasyOption.URL, "http://origin.example/thing");
 * Fetch fetch = HiperLoop.of(ctx.channel().eventLoop()).submit(easy, ctx::write);
 * Backpressure.of(ctx.channel()).download(fetch);
 * fetch.addListener(done -> ctx.flush());
 * }</pre>
 *
 * <p>Each loop has its own engine and so its own pool of connections. Idle connections stay watched: a
 * server's close retires them at once. Up to 256 of them are kept, also while no transfer runs; {@code
 * hiper.run(() -> hiper.multi().set(MultiOption.MAXCONNECTS, n))} changes that, and an n of 0 brings libcurl's default
 * back: four times the transfers at work.
 *
 * <p>When the event loop shuts down, all transfers of the engine fail. {@link #drain} lets them finish before.
 */
public final class HiperLoop {
    /**
     * Idle connections that each loop's engine keeps. The engine's own default follows the transfers at work, which
     * suits a program that fetches a list and ends: in every lull of a server it would close connections that
     * the next burst needs. As many as a busy loop has requests in flight, while all loops of a machine together
     * stay far from the usual limit of descriptors.
     */
    static final long IDLE_CONNECTIONS = 256;

    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(HiperLoop.class);

    /** By the loop and not by its thread, which may change. */
    private static final ConcurrentHashMap<EventLoop, HiperLoop> LOOPS = new ConcurrentHashMap<>();

    private enum State {
        OPEN,
        /** Takes no new transfers. */
        DRAINING,
        /** The engine is closed. */
        ENDED
    }

    private final IoEventLoop loop;
    private final Dispatcher dispatcher;
    private final LoopBuffers buffers;
    private final BodyWriter bodyWriter;
    private final Multi multi;
    private final Promise<Void> ended;
    private final Runnable shutdownHook;
    private final IdentityHashMap<Easy, Fetch> fetches = new IdentityHashMap<>();
    /** Those to be started, in the order in which {@link #startNext} was handed to the dispatcher: a task for all. */
    private final ArrayDeque<Fetch> submitted = new ArrayDeque<>();

    private final Runnable startNext = this::startNext;
    private Consumer<TransferMessage> messageListener = message -> {};
    private final long[] socketCallbacks = new long[PollAction.values().length];
    private long timerCallbacks;
    private State state = State.OPEN;
    private @Nullable ScheduledFuture<?> drainDeadline;

    private HiperLoop(IoEventLoop loop) {
        this.loop = loop;
        Lifecycle lifecycle = new Lifecycle();
        dispatcher = new Dispatcher(loop, lifecycle);
        shutdownHook = lifecycle::loopGone;
        buffers = new LoopBuffers(ByteBufAllocator.DEFAULT);
        bodyWriter = new BodyWriter(this, buffers);
        multi = Multi.create(MultiServices.standard()
                        .sockets(sockets(loop, dispatcher))
                        .readBuffers(buffers))
                .set(MultiOption.SOCKETFUNCTION, this::onSocket)
                .set(MultiOption.TIMERFUNCTION, this::onTimer)
                .set(MultiOption.WAKEUPFUNCTION, dispatcher::wakeup)
                .set(MultiOption.WATCH_IDLE, true)
                .set(MultiOption.MAXCONNECTS, IDLE_CONNECTIONS);
        dispatcher.attach(multi);
        ended = loop.newPromise();
    }

    private static SocketFactory sockets(IoEventLoop loop, Dispatcher dispatcher) {
        if (loop.isCompatible(EpollIoHandle.class)) {
            return new EpollSockets(loop, dispatcher);
        }
        if (loop.isCompatible(NioIoHandle.class)) {
            return new NioSockets(loop, dispatcher);
        }
        throw unfit(loop);
    }

    private static IllegalArgumentException unfit(EventLoop loop) {
        return new IllegalArgumentException("Hiper runs on the epoll and NIO event loops of Netty 4.2, not on "
                + loop.getClass().getName() + " " + loop);
    }

    /**
     * The engine of {@code loop}; made at the first call, always the same afterwards. Any thread.
     *
     * @throws IllegalArgumentException if sockets cannot be watched by this kind of loop
     */
    public static HiperLoop of(EventLoop loop) {
        HiperLoop known = LOOPS.get(loop);
        return known != null ? known : LOOPS.computeIfAbsent(loop, HiperLoop::start);
    }

    private static HiperLoop start(EventLoop loop) {
        if (!(loop instanceof IoEventLoop ioLoop)) {
            throw unfit(loop);
        }
        HiperLoop started = new HiperLoop(ioLoop);
        if (loop instanceof SingleThreadEventExecutor executor) {
            // Sockets learn of a shutdown by themselves; this is for an engine that has none at that moment.
            executor.addShutdownHook(started.shutdownHook);
        }
        loop.terminationFuture().addListener(future -> started.terminated());
        return started;
    }

    /** The loop that everything happens on. */
    public EventLoop eventLoop() {
        return loop;
    }

    /** Starts the transfer of {@code easy}; its body goes to the write callback set on it. Any thread. */
    public Fetch submit(Easy easy) {
        return submit(easy, null, null);
    }

    /** Starts the transfer of {@code easy} and hands the body of the response to {@code body}. Any thread. */
    public Fetch submit(Easy easy, BodyHandler body) {
        return submit(easy, body, null);
    }

    /**
     * Starts the transfer of {@code easy}. Never calls back before it returns, and may be called from any callback.
     *
     * <p>Until the fetch is done the handle belongs to the event loop. The write callback is replaced if there
     * is a {@code body}, the read callback if there is an {@code upload}; method and size of an
     * upload are set on the handle as usual. Any thread.
     *
     * @throws IllegalStateException if {@code upload} was used before
     */
    public Fetch submit(Easy easy, @Nullable BodyHandler body, @Nullable UploadQueue upload) {
        Fetch fetch = new Fetch(this, loop, easy, body, upload);
        if (upload != null) {
            upload.bind(fetch);
        }
        try {
            if (loop.inEventLoop()) {
                startSoon(fetch);
            } else {
                loop.execute(() -> startSoon(fetch));
            }
        } catch (RejectedExecutionException e) {
            fetch.fail(new FetchException(ResultCode.FAILED_INIT, "The event loop has ended", e));
        }
        return fetch;
    }

    /**
     * Runs {@code task} on the event loop while no callback of the engine is on the stack: at once if possible, else
     * when the engine returned. The place to use {@link #multi()} from. Any thread.
     */
    public void run(Runnable task) {
        inLoop(() -> dispatcher.run(task));
    }

    /**
     * The engine itself, for whoever wants core's own calls. To be used inside {@link #run} and, as far as core allows
     * it, inside callbacks. Its socket, timer and wake-up callbacks belong to this adapter, driving it does, too;
     * and {@link #drain} closes it.
     */
    public Multi multi() {
        return multi;
    }

    /**
     * Sets who is told about transfers that were added to {@link #multi()} directly. The handle is still in the engine
     * then; the listener may take it out, and add others. Any thread.
     */
    public void onMessage(Consumer<TransferMessage> listener) {
        inLoop(() -> messageListener = listener);
    }

    /** How often the engine called the socket callback with {@code what}, so far. On the event loop only. */
    public long socketCallbacks(PollAction what) {
        return socketCallbacks[what.code()];
    }

    /** How often the engine called the timer callback, so far. On the event loop only. */
    public long timerCallbacks() {
        return timerCallbacks;
    }

    /**
     * Ends the engine gracefully: from now on new transfers are refused; running ones may end within {@code
     * timeoutMillis}; those that do not, fail. Then all connections are closed. To be called before the event loop is
     * shut down. Any thread; calling it again may shorten the time that is left.
     *
     * @return done when the engine is closed
     */
    public Future<Void> drain(long timeoutMillis) {
        tryInLoop(() -> dispatcher.run(() -> drainWithin(timeoutMillis)));
        return ended;
    }

    private void drainWithin(long timeoutMillis) {
        if (state == State.ENDED) {
            return;
        }
        state = State.DRAINING;
        ScheduledFuture<?> earlier = drainDeadline;
        if (earlier == null || earlier.getDelay(TimeUnit.MILLISECONDS) > timeoutMillis) {
            if (earlier != null) {
                earlier.cancel(false);
            }
            drainDeadline = loop.schedule(
                    () -> run(() -> end("The time to drain the event loop has passed", null)),
                    timeoutMillis,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void startSoon(Fetch fetch) {
        submitted.add(fetch);
        dispatcher.run(startNext);
    }

    private void startNext() {
        Fetch next = submitted.poll();
        if (next != null) {
            start(next);
        }
    }

    private void start(Fetch fetch) {
        Easy easy = fetch.easy();
        if (fetch.isOver()) {
            fetch.cancelled();
        } else if (state != State.OPEN) {
            fetch.fail(new FetchException(ResultCode.FAILED_INIT, "The event loop takes no more transfers", null));
        } else if (fetches.containsKey(easy)) {
            fetch.fail(new IllegalStateException("The transfer of this handle is running already"));
        } else {
            add(easy, fetch);
        }
    }

    private void add(Easy easy, Fetch fetch) {
        fetches.put(easy, fetch);
        try {
            fetch.prepare(bodyWriter);
            multi.add(easy);
        } catch (RuntimeException e) {
            fetches.remove(easy);
            if (isRecursive(e)) {
                dispatcher.runLater(() -> start(fetch));
            } else {
                fetch.fail(e);
            }
        }
    }

    /** {@code fetch} is being cancelled. Any thread. */
    void abandon(Fetch fetch) {
        try {
            inLoop(() -> dispatcher.run(() -> remove(fetch)));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and its engine has let go of everything.
            fetch.cancelled();
        }
    }

    private void remove(Fetch fetch) {
        if (fetches.remove(fetch.easy(), fetch)) {
            try {
                multi.remove(fetch.easy());
            } catch (MultiException e) {
                if (!isRecursive(e)) {
                    fetch.cancelled();
                    throw e;
                }
                fetches.put(fetch.easy(), fetch);
                dispatcher.runLater(() -> remove(fetch));
                return;
            }
        }
        fetch.cancelled();
    }

    /** Whether somebody is in a callback of the engine without this adapter having entered it. */
    private static boolean isRecursive(RuntimeException e) {
        return e instanceof MultiException refused && refused.code() == MultiCode.RECURSIVE_API_CALL;
    }

    @Nullable
    Fetch fetch(Easy easy) {
        return fetches.get(easy);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** For what has no object any more when the event loop has ended. */
    void tryInLoop(Runnable task) {
        try {
            inLoop(task);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("The event loop has ended; there is nothing to do.", e);
        }
    }

    private void inLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private int onSocket(@Nullable Easy easy, TransportSocket socket, PollAction what, @Nullable Object attachment) {
        socketCallbacks[what.code()]++;
        if (socket instanceof Watch.Socket watched) {
            dispatcher.interest(watched.watch(), what);
        } else if (easy != null && what != PollAction.REMOVE) {
            dispatcher.runLater(() -> refuse(easy, socket));
        }
        return 0;
    }

    /** A socket of the application's own making that this loop cannot watch fails its transfer, and no other. */
    private void refuse(Easy easy, TransportSocket socket) {
        Fetch fetch = fetches.remove(easy);
        multi.remove(easy);
        String message = "The event loop cannot watch " + socket
                + "; an open-socket callback is given a factory of fitting ones";
        if (fetch != null) {
            fetch.fail(new FetchException(ResultCode.COULDNT_CONNECT, message, null));
        } else {
            LOGGER.warn(message);
        }
    }

    private int onTimer(Multi engine, long timeoutMillis) {
        timerCallbacks++;
        dispatcher.timer(timeoutMillis);
        return 0;
    }

    private void end(String reason, @Nullable Throwable cause) {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        ScheduledFuture<?> deadline = drainDeadline;
        if (deadline != null) {
            deadline.cancel(false);
        }
        List<Fetch> running = new ArrayList<>(fetches.values());
        fetches.clear();
        try {
            multi.close();
        } catch (RuntimeException e) {
            LOGGER.warn("Closing the engine of an event loop failed.", e);
        }
        List<Runnable> left = dispatcher.detach();
        buffers.release();
        if (loop instanceof SingleThreadEventExecutor executor && !loop.isShuttingDown()) {
            executor.removeShutdownHook(shutdownHook);
        }
        // Last, when nothing is held any more: listeners may ask.
        for (Fetch fetch : running) {
            fetch.fail(new FetchException(ResultCode.ABORTED_BY_CALLBACK, reason, cause));
        }
        // Transfers that were still waiting to be started are refused now, cancellations come true.
        left.forEach(dispatcher::run);
        ended.trySuccess(null);
    }

    /** The loop's thread has ended, whatever became of its handles. */
    private void terminated() {
        LOOPS.remove(loop, this);
        end("The event loop has ended", null);
    }

    /** What the dispatcher reports. */
    private final class Lifecycle implements Dispatcher.Owner {
        @Override
        public boolean deliverMessages() {
            TransferMessage message = state == State.ENDED ? null : multi.infoRead();
            boolean any = message != null;
            while (message != null) {
                Fetch fetch = fetches.remove(message.easy());
                if (fetch != null) {
                    multi.remove(message.easy());
                    fetch.complete(message);
                } else {
                    tell(message);
                }
                message = state == State.ENDED ? null : multi.infoRead();
            }
            return any;
        }

        private void tell(TransferMessage message) {
            try {
                messageListener.accept(message);
            } catch (RuntimeException e) {
                LOGGER.warn("A listener of ended transfers failed.", e);
            }
        }

        @Override
        public void settled() {
            if (state == State.DRAINING && fetches.isEmpty() && multi.running() == 0) {
                end("The event loop is drained", null);
            }
        }

        @Override
        public void broken(Throwable cause) {
            // A later HiperLoop.of() begins with a new engine.
            LOOPS.remove(loop, HiperLoop.this);
            end("The engine failed", cause);
        }

        @Override
        public void loopGone() {
            end("The event loop is shutting down", null);
        }
    }
}
