package dev.hiper.examples.curl.suite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The servers with a client of raw octets. */
class ServerSetTest {
    private static final String REQUEST = "GET /7 HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n123456789 swsclose 12345";

    private Path folder;
    private ServerSet servers;

    /** A folder of short path, since names of Unix sockets are short. */
    @BeforeEach
    void start() throws Exception {
        folder = Files.createTempDirectory("set");
        servers = new ServerSet(folder, new CertificateFolder(Instant.now()));
    }

    @AfterEach
    void stop() throws IOException {
        servers.close();
        Folders.delete(folder);
    }

    @Test
    void replyIsSentAsItStandsAndTheRequestIsLogged() throws Exception {
        begin("connection-monitor");
        assertEquals(REPLY, exchange("HTTPPORT", Octets.of(REQUEST)));
        servers.finish();
        assertEquals(REQUEST + "[DISCONNECT]\n", log(RunningCase.ORIGIN_LOG));
    }

    @Test
    void pieceOfRequestIsLoggedWhenTheClientLeaves() throws Exception {
        begin("");
        try (Socket socket = connect("HTTPPORT")) {
            socket.getOutputStream().write(Octets.of("GET /7 HT"));
        }
        servers.finish();
        assertEquals("GET /7 HT", log(RunningCase.ORIGIN_LOG));
    }

    @Test
    void unixSocketIsServedToo() throws Exception {
        begin("");
        try (SocketChannel channel = SocketChannel.open(
                UnixDomainSocketAddress.of(servers.variables().get("HTTPUNIXPATH")))) {
            channel.write(ByteBuffer.wrap(Octets.of(REQUEST)));
            assertEquals(REPLY, Octets.text(Channels.newInputStream(channel).readAllBytes()));
        }
        servers.finish();
        assertEquals(REQUEST, log(RunningCase.ORIGIN_LOG));
    }

    @Test
    void proxyTunnelsToThePortAskedFor() throws Exception {
        begin("");
        String connect = "CONNECT far.example:" + servers.variables().get("HTTPPORT") + " HTTP/1.1\r\n\r\n";
        try (Socket socket = connect("PROXYPORT")) {
            socket.getOutputStream().write(Octets.of(connect));
            String granted = "HTTP/1.1 200 tunnel\r\n\r\n";
            assertEquals(granted, Octets.text(socket.getInputStream().readNBytes(granted.length())));
            socket.getOutputStream().write(Octets.of(REQUEST));
            assertEquals(REPLY, Octets.text(socket.getInputStream().readAllBytes()));
        }
        servers.finish();
        assertEquals(connect, log(RunningCase.PROXY_LOG));
        assertEquals(REQUEST, log(RunningCase.ORIGIN_LOG));
    }

    @Test
    void clientWithoutTlsIsReset() throws Exception {
        begin("");
        assertThrows(SocketException.class, () -> exchange("HTTPSPORT", Octets.of(REQUEST)));
    }

    @Test
    void socks5ConnectsAndLogs() throws Exception {
        begin("");
        int port = Integer.parseInt(servers.variables().get("HTTPPORT"));
        try (Socket socket = connect("SOCKSPORT")) {
            send(socket, "050100", "0500");
            String tail = "7f000001" + HexFormat.of().toHexDigits((short) port);
            send(socket, "05010001" + tail, "05000001" + tail);
            socket.getOutputStream().write(Octets.of(REQUEST));
            assertEquals(REPLY, Octets.text(socket.getInputStream().readAllBytes()));
        }
        servers.finish();
        assertEquals("atyp 1 => 127.0.0.1\n", log(RunningCase.SOCKS_LOG));
    }

    @Test
    void socksDemandsPasswordAndRefuses() throws Exception {
        begin("method 2\nuser joe\npassword pw\nresponse 1");
        try (Socket socket = connect("SOCKSPORT")) {
            send(socket, "05020002", "0502");
            send(socket, "01036a6f65027077", "0100");
            send(socket, "050100030161" + "0050", "050100030161" + "0050");
            assertEquals(-1, socket.getInputStream().read());
        }
        try (Socket socket = connect("SOCKSPORT")) {
            send(socket, "0401" + "0050" + "7f000001" + "00", "005b" + "0050" + "7f000001");
            assertEquals(-1, socket.getInputStream().read());
        }
        servers.finish();
        assertEquals("atyp 3 => a\n", log(RunningCase.SOCKS_LOG));
    }

    private void begin(String commands) {
        CaseFile file = CaseFile.parse("<reply>\n<data nonewline=\"yes\">\n" + REPLY + "\n</data>\n"
                + "<connect>\nHTTP/1.1 200 tunnel\r\n\r\n</connect>\n"
                + "<servercmd>\n" + commands + "\n</servercmd>\n</reply>\n");
        servers.begin(new RunningCase(7, file, folder), CertificateFolder.DEFAULT);
    }

    private String exchange(String port, byte[] request) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(request);
            return Octets.text(socket.getInputStream().readAllBytes());
        }
    }

    private static void send(Socket socket, String hex, String expectedHex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex));
        byte[] expected = HexFormat.of().parseHex(expectedHex);
        assertArrayEquals(expected, socket.getInputStream().readNBytes(expected.length));
    }

    private Socket connect(String port) throws IOException {
        return new Socket(Loopback.v4(), Integer.parseInt(servers.variables().getOrDefault(port, "0")));
    }

    private String log(String name) {
        return Octets.read(folder.resolve(name));
    }
}
