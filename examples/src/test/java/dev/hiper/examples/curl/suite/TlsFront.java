package dev.hiper.examples.curl.suite;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TLS end in front of a plain port: it passes the octets on, and the end of the plain connection back. */
final class TlsFront implements Listener.Handler {
    private static final int HANDSHAKE_RECORD = 0x16;
    private static final int BUFFER_BYTES = 1 << 14;

    private final int plainPort;
    private final Supplier<SSLContext> context;
    private final boolean clientCertificateNeeded;

    /** The context is asked for anew for each connection, since cases choose the certificate. */
    TlsFront(int plainPort, Supplier<SSLContext> context, boolean clientCertificateNeeded) {
        this.plainPort = plainPort;
        this.context = context;
        this.clientCertificateNeeded = clientCertificateNeeded;
    }

    @Override
    public void handle(SocketChannel channel) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        if (channel.read(first) < 0) {
            return;
        }
        if (first.get(0) != HANDSHAKE_RECORD) {
            // Closing without lingering sends a reset.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            return;
        }
        try (SSLSocket tls = (SSLSocket) context.get()
                        .getSocketFactory()
                        .createSocket(channel.socket(), new ByteArrayInputStream(first.array()), true);
                Socket plain = new Socket()) {
            tls.setUseClientMode(false);
            tls.setNeedClientAuth(clientCertificateNeeded);
            tls.startHandshake();
            plain.connect(Loopback.v4(plainPort));
            plain.setTcpNoDelay(true);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            relay(tls, plain, channel);
        }
    }

    private static void relay(SSLSocket tls, Socket plain, SocketChannel channel) throws IOException {
        Thread back = new Thread(() -> passBack(tls, plain, channel), "TLS answers");
        back.setDaemon(true);
        back.start();
        try {
            pass(tls.getInputStream(), plain.getOutputStream());
            plain.shutdownOutput();
        } catch (IOException e) {
            // The client left without saying so: the plain server sees an end as well.
            plain.shutdownOutput();
        }
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void passBack(SSLSocket tls, Socket plain, SocketChannel channel) {
        try {
            pass(plain.getInputStream(), tls.getOutputStream());
            tls.shutdownOutput();
            channel.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(plain);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            assert socket.isClosed();
        }
    }

    private static void pass(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = in.read(buffer);
        while (count >= 0) {
            out.write(buffer, 0, count);
            out.flush();
            count = in.read(buffer);
        }
    }
}
