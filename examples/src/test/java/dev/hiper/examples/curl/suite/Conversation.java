package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of an {@link OriginServer}: requests come in, are logged, and are answered one by one. */
final class Conversation {
    private static final int READ_BYTES = 1 << 16;
    private static final int WRITE_BYTES = 20;
    private static final int PAUSE_BEFORE_CLOSE_MILLIS = 50;
    private static final int UPGRADED_SILENCE_MILLIS = 1000;
    private static final String CLOSE_WORD = "swsclose";
    private static final byte[] DISCONNECT = Octets.of("[DISCONNECT]\n");
    private static final byte[] STREAMED = Octets.of("a string to stream 01234567890\n");
    private static final Pattern CONNECT_PORT = Pattern.compile("CONNECT \\S+:(\\d+) .*");

    private final OriginServer server;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer input = ByteBuffer.allocate(READ_BYTES);
    private RequestBuffer request = new RequestBuffer();

    Conversation(OriginServer server, SocketChannel channel, SelectionKey key) throws IOException {
        this.server = server;
        this.channel = channel;
        this.key = key;
        if (channel.getLocalAddress() instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    SelectionKey key() {
        return key;
    }

    /** Reads what there is; answers when the request is complete. */
    void readable() {
        Optional<ReplyScript> script = server.script();
        if (script.isEmpty()) {
            close();
            return;
        }
        RunningCase running = script.get().running();
        try {
            boolean complete = false;
            while (!complete) {
                int count = read(running);
                if (count == 0) {
                    return;
                }
                if (count < 0) {
                    ended(running);
                    return;
                }
                request.append(input.array(), count, running.commands());
                complete = request.isComplete(running.commands());
            }
            answer(script.get(), running);
        } catch (IOException e) {
            // The client went away, which is its right at any time.
            ended(running);
        }
    }

    void close() {
        key.cancel();
        server.forget(this);
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int read(RunningCase running) throws IOException {
        input.clear();
        if (running.commands().number("skip") > 0) {
            input.limit(request.missing(input.capacity()));
        }
        return channel.read(input);
    }

    private void answer(ReplyScript script, RunningCase running) throws IOException {
        RequestBuffer answered = request;
        request = new RequestBuffer();
        running.log(server.logName(), answered.octets());
        ServerCommands commands = running.commands();
        if (commands.has("idle")) {
            return;
        }
        if (commands.has("stream")) {
            while (!running.isToolEnded()) {
                write(STREAMED, running);
            }
        }
        Optional<byte[]> found = script.reply(answered);
        byte[] reply = found.orElse(new byte[0]);
        write(reply, running);
        running.pause(commands.waitMillisAfterReply());
        if (reply.length == 0 || commands.has(CLOSE_WORD) || Octets.text(reply).contains(CLOSE_WORD)) {
            closing(running);
        } else if (commands.has("upgrade") && answered.asksForUpgrade()) {
            logUpgraded(running);
        } else if (server.isProxy() && answered.requestLine().startsWith("CONNECT ")) {
            tunnel(answered.requestLine(), running);
        }
    }

    /** Small writes, so that clients have to cope with fragments. */
    private void write(byte[] octets, RunningCase running) throws IOException {
        int delayMillis = running.commands().number("writedelay");
        ByteBuffer out = ByteBuffer.allocateDirect(octets.length);
        out.put(octets).flip();
        while (out.position() < octets.length) {
            out.limit(Math.min(octets.length, out.position() + WRITE_BYTES));
            if (channel.write(out) == 0) {
                if (running.isToolEnded()) {
                    throw new IOException("nobody reads any more");
                }
                running.pause(1);
            } else if (delayMillis > 0 && out.position() < octets.length) {
                running.pause(delayMillis);
            }
        }
    }

    private void closing(RunningCase running) {
        logEnd(running);
        running.pause(PAUSE_BEFORE_CLOSE_MILLIS);
        close();
    }

    private void ended(RunningCase running) {
        if (!request.isEmpty()) {
            running.log(server.logName(), request.octets());
        }
        logEnd(running);
        close();
    }

    private void logEnd(RunningCase running) {
        if (running.commands().has("connection-monitor")) {
            running.log(server.logName(), DISCONNECT);
        }
    }

    private void logUpgraded(RunningCase running) throws IOException {
        int silentMillis = 0;
        int count = 0;
        while (count >= 0 && silentMillis < UPGRADED_SILENCE_MILLIS && !running.isToolEnded()) {
            input.clear();
            count = channel.read(input);
            if (count > 0) {
                running.log(server.logName(), java.util.Arrays.copyOf(input.array(), count));
                silentMillis = 0;
            } else if (count == 0) {
                running.pause(10);
                silentMillis += 10;
            }
        }
        closing(running);
    }

    private void tunnel(String requestLine, RunningCase running) throws IOException {
        Matcher target = CONNECT_PORT.matcher(requestLine);
        if (!target.matches()) {
            closing(running);
            return;
        }
        key.cancel();
        server.relay(channel, Integer.parseInt(target.group(1)));
        server.forget(this);
    }
}
