package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A SOCKS 4, 4a and 5 server that always connects to this machine, on the port asked for. */
final class SocksServer implements Listener.Handler {
    private static final int MESSAGE_BYTES = 1024;
    private static final int VERSION_4 = 4;
    private static final int VERSION_5 = 5;
    private static final int GRANTED_4 = 90;
    private static final int REFUSED_4 = 91;
    private static final int LENGTH_4 = 8;
    private static final int METHOD_PASSWORD = 2;
    private static final int ADDRESS_V4 = 1;
    private static final int ADDRESS_NAME = 3;
    private static final int ADDRESS_V6 = 4;
    private static final int ADDRESS_OFFSET = 4;
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

    private final AtomicReference<Optional<RunningCase>> stage;

    SocksServer(AtomicReference<Optional<RunningCase>> stage) {
        this.stage = stage;
    }

    @Override
    public void handle(SocketChannel client) throws IOException {
        Optional<RunningCase> running = stage.get();
        byte[] first = message(client);
        if (running.isEmpty() || first.length == 0) {
            return;
        }
        if (first[0] == VERSION_4) {
            version4(client, first, running.get());
        } else if (first[0] == VERSION_5) {
            version5(client, running.get());
        }
    }

    private static void version4(SocketChannel client, byte[] request, RunningCase running) throws IOException {
        if (request.length < LENGTH_4) {
            return;
        }
        boolean refuse = running.commands().number("response") > 0;
        byte[] reply = Arrays.copyOf(request, LENGTH_4);
        reply[0] = 0;
        reply[1] = (byte) (refuse ? REFUSED_4 : GRANTED_4);
        connect(client, reply, refuse, port(request, 2), running);
    }

    private static void version5(SocketChannel client, RunningCase running) throws IOException {
        ServerCommands commands = running.commands();
        int method = commands.number("method");
        client.write(ByteBuffer.wrap(new byte[] {VERSION_5, (byte) method}));
        if (method == METHOD_PASSWORD && !authenticated(client, commands)) {
            return;
        }
        byte[] request = message(client);
        if (request.length <= ADDRESS_OFFSET) {
            return;
        }
        int type = request[ADDRESS_OFFSET - 1];
        int start = type == ADDRESS_NAME ? ADDRESS_OFFSET + 1 : ADDRESS_OFFSET;
        int length =
                switch (type) {
                    case ADDRESS_V4 -> V4_BYTES;
                    case ADDRESS_NAME -> request[ADDRESS_OFFSET] & 0xff;
                    case ADDRESS_V6 -> V6_BYTES;
                    default -> throw new IOException("SOCKS address type " + type);
                };
        int end = start + length;
        if (request.length < end + 2) {
            throw new IOException("SOCKS request in pieces");
        }
        running.log(
                RunningCase.SOCKS_LOG,
                Octets.of("atyp " + type + " => " + address(type, Arrays.copyOfRange(request, start, end)) + "\n"));
        boolean refuse = commands.number("response") > 0;
        byte[] reply = Arrays.copyOf(request, end + 2);
        reply[1] = (byte) (refuse ? 1 : 0);
        connect(client, reply, refuse, port(request, end), running);
    }

    private static boolean authenticated(SocketChannel client, ServerCommands commands) throws IOException {
        byte[] message = message(client);
        String user = commands.text("user").orElse("");
        String password = commands.text("password").orElse("");
        String expected = "\u0001" + (char) user.length() + user + (char) password.length() + password;
        boolean right = Octets.text(message).equals(expected);
        client.write(ByteBuffer.wrap(new byte[] {1, (byte) (right ? 0 : 1)}));
        return right;
    }

    private static void connect(SocketChannel client, byte[] reply, boolean refuse, int port, RunningCase running)
            throws IOException {
        if (refuse) {
            client.write(ByteBuffer.wrap(reply));
            return;
        }
        int other = running.commands().number("backendport");
        try (SocketChannel backend = SocketChannel.open(Loopback.v4(other == 0 ? port : other))) {
            client.write(ByteBuffer.wrap(reply));
            relay(client, backend);
        }
    }

    /** When one side closes, both are closed. */
    private static void relay(SocketChannel client, SocketChannel backend) throws IOException {
        Thread back = new Thread(() -> passBack(client, backend), "SOCKS answers");
        back.setDaemon(true);
        back.start();
        try {
            Relay.copy(client, backend);
        } finally {
            backend.close();
            client.close();
        }
    }

    private static void passBack(SocketChannel client, SocketChannel backend) {
        try (client;
                backend) {
            Relay.copy(backend, client);
        } catch (IOException e) {
            // The other way has closed both.
            assert !backend.isOpen() || !client.isOpen();
        }
    }

    /** A client has to send each message in one write, so one read gets it. */
    private static byte[] message(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MESSAGE_BYTES);
        int count = client.read(buffer);
        return Arrays.copyOf(buffer.array(), Math.max(0, count));
    }

    private static int port(byte[] message, int offset) {
        return ((message[offset] & 0xff) << 8) | (message[offset + 1] & 0xff);
    }

    private static String address(int type, byte[] octets) {
        if (type == ADDRESS_NAME) {
            return Octets.text(octets);
        }
        StringBuilder text = new StringBuilder();
        for (byte octet : octets) {
            String separator = text.length() == 0 ? "" : type == ADDRESS_V4 ? "." : " ";
            text.append(separator)
                    .append(
                            type == ADDRESS_V4
                                    ? String.valueOf(octet & 0xff)
                                    : String.format(Locale.ROOT, "%02x", octet & 0xff));
        }
        return text.toString();
    }
}
