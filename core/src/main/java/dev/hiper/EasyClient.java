package dev.hiper;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.SocketHooks;
import dev.hiper.internal.store.Stores;
import dev.hiper.internal.transfer.TransferClient;
import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of an easy handle as the machinery sees them. Around each call it tells the guard
 * what is active; what a callback throws is remembered and answered with the aborting value of that
 * callback (C28).
 *
 * <p>Everything thrown is treated so, errors of the virtual machine included: the engine must get
 * the chance to close what it opened, and the error is not lost but the cause of the failure.
 */
final class EasyClient implements TransferClient, SocketHooks {
    private static final InfoType[] INFO_TYPES = InfoType.values();

    private final Easy easy;
    private final OptionValues options;
    private @Nullable SocketFactory factory;
    private @Nullable ReadCallback reader;
    private @Nullable Throwable thrown;

    EasyClient(Easy easy, OptionValues options) {
        this.easy = easy;
        this.options = options;
    }

    @Override
    public @Nullable Stores stores() {
        HandleState state = options.knownState();
        return state == null || state.stores().isEmpty() ? null : state.stores();
    }

    /** A new transfer begins in an engine that opens its sockets with {@code sockets}. */
    void begin(SocketFactory sockets) {
        factory = sockets;
        reader = null;
        thrown = null;
    }

    @Override
    public void started() throws TransferException {
        HandleState state = options.knownState();
        if (state == null) {
            return;
        }
        long now = easy.wallMillis() / 1000;
        try {
            state.begin(options, now);
        } catch (EasyException unreadable) {
            throw new TransferException(unreadable.code(), String.valueOf(unreadable.getMessage()), unreadable);
        }
        HstsReadCallback reader = options.get(EasyOption.HSTSREADFUNCTION);
        if (reader != null) {
            CallGuard guard = enter(Activity.HSTS_READ);
            try {
                state.readHsts(easy, reader, now);
            } catch (Throwable failure) {
                thrown = failure;
                throw aborted("The HSTS read callback");
            } finally {
                guard.leave(Activity.HSTS_READ);
            }
        }
    }

    @Override
    public Verdict body(ByteBuffer data) {
        WriteCallback callback = options.get(EasyOption.WRITEFUNCTION);
        CallGuard guard = enter(Activity.WRITE);
        int position = data.position();
        int limit = data.limit();
        try {
            return verdict(callback == null ? StandardStreams.write(data) : callback.onWrite(easy, data));
        } catch (Throwable failure) {
            thrown = failure;
            return Verdict.ABORTED;
        } finally {
            data.limit(limit).position(position);
            guard.leave(Activity.WRITE);
        }
    }

    @Override
    public Verdict header(ByteBuffer line) {
        HeaderCallback callback = options.get(EasyOption.HEADERFUNCTION);
        if (callback == null) {
            return Verdict.ACCEPTED;
        }
        CallGuard guard = enter(Activity.HEADER);
        int position = line.position();
        int limit = line.limit();
        try {
            return verdict(callback.onHeader(easy, line));
        } catch (Throwable failure) {
            thrown = failure;
            return Verdict.ABORTED;
        } finally {
            line.limit(limit).position(position);
            guard.leave(Activity.HEADER);
        }
    }

    @Override
    public boolean wantsHeaders() {
        return options.get(EasyOption.HEADERFUNCTION) != null;
    }

    @Override
    public int read(ByteBuffer destination) {
        ReadCallback callback = reader;
        if (callback == null) {
            callback = options.get(EasyOption.READFUNCTION);
            reader = callback;
        }
        CallGuard guard = enter(Activity.READ);
        int position = destination.position();
        int room = destination.remaining();
        try {
            if (callback == null) {
                throw new IllegalStateException("The request needs a body, but READFUNCTION is not set");
            }
            int count = callback.onRead(easy, destination);
            return checkedCount(count, destination.position() - position, room);
        } catch (Throwable failure) {
            thrown = failure;
            return READ_ABORT;
        } finally {
            guard.leave(Activity.READ);
        }
    }

    /**
     * A count that is not what was put would send whatever the buffer held before. One that exceeds the room is left to
     * who asked, as that has a result of its own (C3).
     */
    private static int checkedCount(int count, int put, int room) {
        if (count == ReadCallback.PAUSE || count == ReadCallback.ABORT) {
            return count == ReadCallback.PAUSE ? READ_PAUSE : READ_ABORT;
        }
        if (count != put && count <= room) {
            throw new IllegalStateException("The read callback put " + put + " bytes and answered " + count);
        }
        return count;
    }

    @Override
    public Seek seek(long offset) {
        SeekCallback callback = options.get(EasyOption.SEEKFUNCTION);
        if (callback == null) {
            thrown = null;
            return Seek.NONE;
        }
        CallGuard guard = enter(Activity.SEEK);
        try {
            return switch (callback.onSeek(easy, offset)) {
                case OK -> Seek.OK;
                case FAIL -> Seek.FAILED;
                case CANTSEEK -> Seek.CANNOT;
            };
        } catch (Throwable failure) {
            thrown = failure;
            return Seek.FAILED;
        } finally {
            guard.leave(Activity.SEEK);
        }
    }

    @Override
    public boolean wantsProgress() {
        return options.get(EasyOption.XFERINFOFUNCTION) != null && !options.flag(EasyOption.NOPROGRESS);
    }

    @Override
    public boolean progress(long downloadTotal, long downloaded, long uploadTotal, long uploaded) {
        XferInfoCallback callback = options.get(EasyOption.XFERINFOFUNCTION);
        if (callback == null) {
            return true;
        }
        CallGuard guard = enter(Activity.PROGRESS);
        try {
            int answer = callback.onProgress(easy, downloadTotal, downloaded, uploadTotal, uploaded);
            return answer == 0 || answer == XferInfoCallback.CONTINUE;
        } catch (Throwable failure) {
            thrown = failure;
            return false;
        } finally {
            guard.leave(Activity.PROGRESS);
        }
    }

    @Override
    public boolean prereq(@Nullable SocketAddress remote, @Nullable SocketAddress local) {
        PrereqCallback callback = options.get(EasyOption.PREREQFUNCTION);
        if (callback == null) {
            return true;
        }
        CallGuard guard = enter(Activity.PREREQ);
        try {
            return callback.onPrereq(easy, remote, local) == CallbackResult.OK;
        } catch (Throwable failure) {
            thrown = failure;
            return false;
        } finally {
            guard.leave(Activity.PREREQ);
        }
    }

    @Override
    public boolean wantsTrailers() {
        return options.get(EasyOption.TRAILERFUNCTION) != null;
    }

    @Override
    public List<String> trailers() throws TransferException {
        TrailerCallback callback = options.get(EasyOption.TRAILERFUNCTION);
        if (callback == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        CallbackResult answer = CallbackResult.ABORT;
        CallGuard guard = enter(Activity.TRAILER);
        try {
            answer = callback.onTrailers(easy, lines);
            lines.removeIf(line -> !line.contains(": ")); // C26.
        } catch (Throwable failure) {
            thrown = failure;
            answer = CallbackResult.ABORT;
        } finally {
            guard.leave(Activity.TRAILER);
        }
        if (answer != CallbackResult.OK) {
            throw aborted("The trailer callback");
        }
        return lines;
    }

    @Override
    public boolean tracing() {
        return options.verbose();
    }

    @Override
    public void debug(Info kind, ByteBuffer data) {
        DebugCallback callback = options.get(EasyOption.DEBUGFUNCTION);
        InfoType type = INFO_TYPES[kind.ordinal()];
        Throwable before = thrown;
        CallGuard guard = enter(Activity.DEBUG);
        int position = data.position();
        int limit = data.limit();
        try {
            if (callback == null) {
                StandardStreams.show(type, data);
            } else {
                callback.onDebug(easy, type, data);
            }
        } catch (Throwable failure) {
            // A debug callback has no answer that could end the transfer (C7), so neither has its exception.
        } finally {
            thrown = before;
            data.limit(limit).position(position);
            guard.leave(Activity.DEBUG);
        }
    }

    @Override
    public void trace(String text) {
        debug(Info.TEXT, ByteBuffer.wrap((text + '\n').getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public @Nullable Throwable thrown() {
        return thrown;
    }

    @Override
    public @Nullable TransportSocket open(SocketRequest request) throws IOException {
        SocketFactory sockets = factory;
        if (sockets == null) {
            throw new IllegalStateException("no transfer has begun");
        }
        OpenSocketCallback callback = options.get(EasyOption.OPENSOCKETFUNCTION);
        if (callback == null) {
            return sockets.open(request);
        }
        CallGuard guard = enter(Activity.OPEN_SOCKET);
        try {
            return callback.onOpenSocket(easy, request, sockets);
        } catch (IOException failure) {
            throw failure;
        } catch (Throwable failure) {
            thrown = failure;
            return null;
        } finally {
            guard.leave(Activity.OPEN_SOCKET);
        }
    }

    @Override
    public Prepared prepare(TransportSocket socket) throws TransferException {
        SockoptCallback callback = options.get(EasyOption.SOCKOPTFUNCTION);
        if (callback == null) {
            return Prepared.CONNECT;
        }
        SockoptResult answer = SockoptResult.ERROR;
        CallGuard guard = enter(Activity.SOCKOPT);
        try {
            answer = callback.onSocketOpened(easy, socket);
        } catch (Throwable failure) {
            thrown = failure;
        } finally {
            guard.leave(Activity.SOCKOPT);
        }
        return switch (answer) {
            case OK -> Prepared.CONNECT;
            case ALREADY_CONNECTED -> Prepared.ALREADY_CONNECTED;
            case ERROR -> throw aborted("The sockopt callback");
        };
    }

    @Override
    public void beforeLookup(String host) throws TransferException {
        ResolverStartCallback callback = options.get(EasyOption.RESOLVER_START_FUNCTION);
        if (callback == null) {
            return;
        }
        CallbackResult answer = CallbackResult.ABORT;
        CallGuard guard = enter(Activity.RESOLVER_START);
        try {
            answer = callback.onResolverStart(easy, host);
        } catch (Throwable failure) {
            thrown = failure;
        } finally {
            guard.leave(Activity.RESOLVER_START);
        }
        if (answer != CallbackResult.OK) {
            throw aborted("The resolver start callback");
        }
    }

    @Override
    public SocketCloser closer() {
        CloseSocketCallback callback = options.get(EasyOption.CLOSESOCKETFUNCTION);
        if (callback == null) {
            return TransportSocket::close;
        }
        CallGuard guard = easy.guard(); // That of the multi, which lives as long as its connections.
        return socket -> close(socket, callback, guard);
    }

    private static void close(TransportSocket socket, CloseSocketCallback callback, CallGuard guard) {
        guard.enter(Activity.CLOSE_SOCKET);
        try {
            callback.onCloseSocket(socket);
        } catch (Throwable failure) {
            socket.close(); // Nobody else will; the transfer that could carry the cause may be long gone.
        } finally {
            guard.leave(Activity.CLOSE_SOCKET);
        }
    }

    /** Begins a callback and forgets what an earlier one threw. */
    private CallGuard enter(Activity callback) {
        CallGuard guard = easy.guard();
        guard.enter(callback);
        thrown = null;
        return guard;
    }

    private TransferException aborted(String who) {
        return new TransferException(ResultCode.ABORTED_BY_CALLBACK, who + " aborted the transfer", thrown);
    }

    private static Verdict verdict(WriteResult answer) {
        return switch (answer) {
            case ACCEPTED -> Verdict.ACCEPTED;
            case PAUSE -> Verdict.PAUSED;
            case ABORT -> Verdict.ABORTED;
        };
    }
}
