package dev.hiper.netty;

import dev.hiper.spi.SocketRequest;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A socket by its descriptor. What {@link LinuxSocket} answers with unchecked exceptions, with success too early, or
 * with an end of stream that is none, is put right here.
 */
final class EpollSocket implements Watch.Socket {
    /** How the text of a {@link ConnectException} shows EAGAIN; the number is not to be had otherwise. */
    private static final String WOULD_BLOCK = "error(" + Errors.ERRNO_EAGAIN_NEGATIVE + ")";

    /** Ahead of the system's words in the text of a {@link ConnectException}: the call, this, the number, and that. */
    private static final String ERROR_NUMBER = "error(";

    private static final String AFTER_NUMBER = "): ";

    private final LinuxSocket descriptor;
    private final SocketRequest request;
    private final EpollSockets sockets;
    private final EpollWatch handle;
    private boolean open = true;
    private boolean connected;
    private boolean outputShut;
    private @Nullable SocketAddress retried;
    private @Nullable SocketAddress local;
    private @Nullable SocketAddress remote;
    private @Nullable IOException failure;

    EpollSocket(LinuxSocket descriptor, SocketRequest request, EpollSockets sockets) {
        this.descriptor = descriptor;
        this.request = request;
        this.sockets = sockets;
        this.handle = new EpollWatch(this, descriptor, sockets);
    }

    @Override
    public Watch watch() {
        return handle.watch();
    }

    @Override
    public boolean connect(SocketAddress target) throws IOException {
        try {
            if (target instanceof UnixDomainSocketAddress unix) {
                return connectUnix(unix);
            }
            if (!(target instanceof InetSocketAddress internet) || internet.isUnresolved()) {
                throw new SocketException("cannot be connected to " + target);
            }
            EpollBinding.bind(descriptor, internet, request.options());
            return connected(descriptor.connect(target), target);
        } catch (ConnectException e) {
            throw plain(e);
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    private boolean connectUnix(UnixDomainSocketAddress target) throws IOException {
        retried = null;
        try {
            return connected(
                    descriptor.connect(new DomainSocketAddress(target.getPath().toString())), target);
        } catch (ConnectException e) {
            String text = e.getMessage();
            if (text == null || !text.contains(WOULD_BLOCK)) {
                throw e;
            }
            // The server's queue is full. No event will tell when it has room: the watch asks again later.
            retried = target;
            return false;
        }
    }

    private boolean connected(boolean done, SocketAddress target) {
        if (done) {
            connected = true;
            remote = target;
        }
        return done;
    }

    /** Whether connecting has to be tried again by time, since no event announces when it may succeed. */
    boolean awaitsRetry() {
        return retried != null;
    }

    @Override
    public boolean finishConnect() throws IOException {
        check();
        if (connected) {
            return true;
        }
        SocketAddress again = retried;
        if (again != null) {
            return connect(again);
        }
        try {
            int error = descriptor.getSoError();
            if (error != 0) {
                Errors.handleConnectErrno("connect", -error);
                throw new ConnectException("connect failed with error " + error);
            }
            // No error is also the answer of a socket that is still on its way; only a peer is proof.
            SocketAddress peer = descriptor.remoteAddress();
            return peer != null && connected(true, peer);
        } catch (ConnectException e) {
            throw plain(e);
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** In the words of the system alone, as a channel of Java puts it, without the name of the call and its number. */
    private static ConnectException plain(ConnectException e) {
        String text = Objects.toString(e.getMessage(), "");
        int number = text.indexOf(ERROR_NUMBER);
        int words = number < 0 ? -1 : text.indexOf(AFTER_NUMBER, number);
        if (words < 0) {
            return e;
        }
        ConnectException plain = new ConnectException(text.substring(words + AFTER_NUMBER.length()));
        plain.initCause(e);
        return plain;
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        check();
        // A read without room would be answered with "end of stream".
        if (!destination.hasRemaining()) {
            return 0;
        }
        try {
            if (!destination.isDirect()) {
                return readThroughScratch(destination);
            }
            int position = destination.position();
            int count = descriptor.recvAddress(sockets.addressToRead(destination), position, destination.limit());
            if (count > 0) {
                destination.position(position + count);
            }
            return count;
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    private int readThroughScratch(ByteBuffer destination) throws IOException {
        ByteBuffer scratch = sockets.scratch();
        int count = descriptor.recv(scratch, 0, Math.min(scratch.capacity(), destination.remaining()));
        if (count > 0) {
            destination.put(scratch.clear().limit(count));
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        check();
        if (!source.hasRemaining()) {
            return 0;
        }
        try {
            int position = source.position();
            int count = source.isDirect()
                    ? descriptor.sendAddress(sockets.addressToWrite(source), position, source.limit())
                    : writeThroughScratch(source);
            source.position(position + count);
            return count;
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    private int writeThroughScratch(ByteBuffer source) throws IOException {
        ByteBuffer scratch = sockets.scratch();
        int size = Math.min(scratch.capacity(), source.remaining());
        scratch.clear().put(source.duplicate().limit(source.position() + size));
        return descriptor.send(scratch, 0, size);
    }

    @Override
    public void shutdownOutput() throws IOException {
        check();
        if (outputShut) {
            return;
        }
        try {
            descriptor.shutdown(false, true);
            outputShut = true;
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** Leaves the event loop first: the number of the descriptor may belong to another connection at once. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        retried = null;
        handle.cancelRetry();
        watch().cancel();
        try {
            descriptor.close();
        } catch (IOException e) {
            // Closed all the same; nobody can do anything about a failing close.
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return connected ? remote : null;
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        if (local == null && open && request.remote() instanceof InetSocketAddress) {
            local = descriptor.localAddress();
        }
        return local;
    }

    @Override
    public void fail(Throwable cause) {
        failure = new IOException("The event loop cannot watch this socket", cause);
    }

    private void check() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        if (!open) {
            throw new SocketException("Socket is closed");
        }
    }

    private static IOException translated(RuntimeException e) {
        return new IOException(e.toString(), e);
    }

    @Override
    public String toString() {
        return "EpollSocket[" + request.remote() + "]";
    }
}
