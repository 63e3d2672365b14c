package dev.hiper.examples.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A client that sends what it is told, byte for byte. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawClient(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.connect(address);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(ScriptedOrigin.PATIENCE_SECONDS));
        in = new BufferedInputStream(socket.getInputStream());
    }

    Socket socket() {
        return socket;
    }

    InputStream in() {
        return in;
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next response, with the body that it announces. */
    Wire.Message response() throws IOException {
        return Wire.withBody(Wire.head(in), in);
    }

    /** The next response to a HEAD request, or with a status without a body. */
    Wire.Message bodilessResponse() throws IOException {
        return Wire.head(in);
    }

    /** Whether the proxy has ended the connection, with nothing before it. */
    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    /** Ends the connection without a goodbye. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
