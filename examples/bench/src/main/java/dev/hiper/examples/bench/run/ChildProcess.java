package dev.hiper.examples.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that was started here, and what it says. Two threads block in reading its outputs; nothing polls. Closing
 * kills it with all its children.
 */
final class ChildProcess implements AutoCloseable {
    /** Of its standard error: enough for a stack trace, and an error of the tool above it. */
    private static final int KEPT_LINES = 30;

    private static final long END_SECONDS = 10;

    /** What {@link #next} gives. */
    record Event(Kind kind, String line) {
        enum Kind {
            /** A line of the standard output. */
            LINE,
            /** Nothing came in the time given. */
            TIMEOUT,
            /** The standard output ended, which is when the process does. */
            END
        }
    }

    private static final Event TIMEOUT = new Event(Event.Kind.TIMEOUT, "");
    private static final Event END = new Event(Event.Kind.END, "");

    private final Process process;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Deque<String> lastErrors = new ArrayDeque<>();
    private final Thread errorReader;

    private ChildProcess(Process process) {
        this.process = process;
        reader(process.getInputStream(), line -> events.add(new Event(Event.Kind.LINE, line)), () -> events.add(END));
        this.errorReader = reader(process.getErrorStream(), this::keep, () -> {});
    }

    static ChildProcess start(List<String> command) throws IOException {
        return new ChildProcess(new ProcessBuilder(command).start());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The next thing that happens, within {@code nanos}. */
    Event next(long nanos) throws InterruptedException {
        Event event = events.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        return event == null ? TIMEOUT : event;
    }

    /** How it ended and the last that it said on its standard error, for a message. Kills it if it still runs. */
    String end() throws InterruptedException {
        boolean ended = process.waitFor(1, TimeUnit.SECONDS);
        String how = ended ? "ended with status " + process.exitValue() : "was killed";
        if (ended) {
            // Before the close, which closes its pipes and loses what was not read yet.
            errorReader.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        }
        close();
        errorReader.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        synchronized (lastErrors) {
            return lastErrors.isEmpty() ? how : how + ": " + String.join("\n", lastErrors);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        // The parent first: nginx would start another child.
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(String line) {
        synchronized (lastErrors) {
            if (lastErrors.size() == KEPT_LINES) {
                lastErrors.removeFirst();
            }
            lastErrors.addLast(line);
        }
    }

    private Thread reader(InputStream stream, Consumer<String> eachLine, Runnable atEnd) {
        Thread thread = new Thread(() -> read(stream, eachLine, atEnd), "reader of process " + process.pid());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void read(InputStream stream, Consumer<String> eachLine, Runnable atEnd) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(eachLine);
        } catch (IOException | UncheckedIOException e) {
            // The pipe of a process that was killed may break in the middle of a line: that is an end, too.
            eachLine.accept("(its output broke off: " + e.getMessage() + ")");
        } finally {
            atEnd.run();
        }
    }
}
