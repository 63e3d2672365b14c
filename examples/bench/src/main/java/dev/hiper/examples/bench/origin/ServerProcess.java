package dev.hiper.examples.bench.origin;

import dev.hiper.examples.bench.load.ProcessCpu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process of a server, with its children. Ends with this JVM at the latest. */
final class ServerProcess implements AutoCloseable {
    private static final long END_SECONDS = 10;

    private final Process process;
    private final Thread atExit;

    private ServerProcess(Process process) {
        this.process = process;
        this.atExit = new Thread(process::destroy, "end of process " + process.pid());
    }

    /** Starts it with pipes for its input and its output; its errors go where ours go. */
    static ServerProcess start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ServerProcess server = new ServerProcess(process);
        Runtime.getRuntime().addShutdownHook(server.atExit);
        return server;
    }

    Process process() {
        return process;
    }

    ProcessCpu cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> ProcessCpu.of(handle.pid()))
                .reduce(new ProcessCpu(0, 0), ProcessCpu::plus);
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        try {
            // Tells the origin to end; nginx does not listen to that.
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("Process " + process.pid() + " cannot be told to end", e);
        } finally {
            process.destroy();
            awaitEnd();
            children.forEach(ProcessHandle::destroyForcibly);
        }
        removeHook();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs, and has nothing left to do.
            return;
        }
    }
}
