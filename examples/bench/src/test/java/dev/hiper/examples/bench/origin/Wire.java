package dev.hiper.examples.bench.origin;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A connection to a server, byte for byte. */
final class Wire implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    /** A response whose body was read. */
    record Response(int status, String head, long length, String start) {
        boolean closes() {
            return head.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n");
        }
    }

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    static Wire open(URI origin) throws IOException {
        return new Wire(new Socket(origin.getHost(), origin.getPort()));
    }

    /** Verifies the certificate, with the name of the host. */
    static Wire open(URI origin, SSLContext tls, String version) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(origin.getHost(), origin.getPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {version});
        socket.setSSLParameters(parameters);
        Wire wire = new Wire(socket);
        socket.startHandshake();
        return wire;
    }

    /** Trusts that certificate and no other. */
    static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "origin", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    SSLSocket tls() {
        return (SSLSocket) socket;
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Response get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").receive();
    }

    Response post(String target, int length) throws IOException {
        return send("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n"
                        + "x".repeat(length))
                .receive();
    }

    Response receive() throws IOException {
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ") + "content-length: ".length();
        long length = Long.parseLong(lower.substring(at, lower.indexOf('\r', at)));
        String start = new String(in.readNBytes((int) Math.min(length, 64)), StandardCharsets.ISO_8859_1);
        long read = start.length();
        byte[] buffer = new byte[1 << 16];
        while (read < length) {
            int count = in.read(buffer, 0, (int) Math.min(length - read, buffer.length));
            if (count < 0) {
                throw new EOFException(read + " bytes of " + length);
            }
            read += count;
        }
        return new Response(status, head, length, start);
    }

    /** The head of a response, up to its empty line. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(line()).append('\n');
        }
        return head.toString();
    }

    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet; (octet = in.read()) != '\n'; ) {
            if (octet < 0) {
                throw new EOFException(line.toString());
            }
            line.append((char) octet);
        }
        return line.toString();
    }

    /** Whether something could be read now. */
    boolean answered() throws IOException {
        return in.available() > 0;
    }

    /** Whether the server has closed, and nothing is left to be read. */
    boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
