package dev.hiper.examples.proxy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes one line per request:
 *
 * <pre>
 * 127.0.0.1 "GET http://origin/thing" 200 5120 1830/0/412/0/1702 conn=3 new OK
 * </pre>
 *
 * client, method and target, status, body bytes, microseconds (total, then until the name was looked up, the socket
 * connected, TLS established, the first byte there), upstream connection, how it ended.
 *
 * <p>Files block and event loops must not: the lines are written by a thread of their own. If it cannot follow, lines are
 * dropped and counted.
 */
final class AccessLog implements RequestListener {
    /** Lines that wait for the disk; more than a second's worth of a busy proxy. */
    private static final int QUEUE_LINES = 65_536;

    private static final long CLOSE_SECONDS = 5;
    private static final String END = "";

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(QUEUE_LINES);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private final Writer writer;
    private final PrintStream errors;

    private AccessLog(Writer writer, PrintStream errors) {
        this.writer = writer;
        this.errors = errors;
        this.thread = new Thread(this::write, "access-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param where a file, which is appended to, or {@code -} for the standard output */
    static AccessLog open(String where, PrintStream errors) throws IOException {
        Writer writer = where.equals("-")
                ? new OutputStreamWriter(System.out, StandardCharsets.UTF_8)
                : Files.newBufferedWriter(Path.of(where), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new AccessLog(new BufferedWriter(writer), errors);
    }

    @Override
    public void onRequest(RequestRecord request) {
        if (!lines.offer(line(request))) {
            dropped.incrementAndGet();
        }
    }

    static String line(RequestRecord request) {
        RequestRecord.Times times = request.times();
        return request.client() + " \"" + quoted(request.method()) + " " + quoted(request.target()) + "\" "
                + (request.status() == 0 ? "-" : String.valueOf(request.status()))
                + " " + request.bytes() + " " + times.totalMicros() + "/" + times.nameLookupMicros() + "/"
                + times.connectMicros() + "/" + times.appConnectMicros() + "/" + times.startTransferMicros()
                + (request.connection() < 0
                        ? " -"
                        : " conn=" + request.connection() + (request.reused() ? " reused" : " new"))
                + " " + request.result();
    }

    /** A target of strangers must not look like a line of its own. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c > '~') {
                out.append(String.format("\\x%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Writes what is waiting, and ends. */
    void close() throws InterruptedException {
        if (lines.offer(END, CLOSE_SECONDS, TimeUnit.SECONDS)) {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        }
    }

    private void write() {
        try {
            String line = lines.take();
            while (!line.equals(END)) {
                writer.write(line);
                writer.write('\n');
                long lost = dropped.getAndSet(0);
                if (lost > 0) {
                    writer.write("# " + lost + " lines lost\n");
                }
                if (lines.isEmpty()) {
                    writer.flush();
                }
                line = lines.take();
            }
            writer.flush();
        } catch (IOException e) {
            errors.println("proxy: the access log ends here: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
