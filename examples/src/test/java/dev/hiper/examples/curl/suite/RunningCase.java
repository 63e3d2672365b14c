package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The case that the servers of a worker play at the moment, and the logs that they write for it. */
final class RunningCase {
    static final String ORIGIN_LOG = "server.input";
    static final String PROXY_LOG = "proxy.input";
    static final String SOCKS_LOG = "socksd-request.log";

    private final int number;
    private final CaseFile file;
    private final ServerCommands commands;
    private final Path logs;
    private final CountDownLatch toolEnded = new CountDownLatch(1);

    RunningCase(int number, CaseFile file, Path logs) {
        this.number = number;
        this.file = file;
        this.commands = new ServerCommands(file);
        this.logs = logs;
    }

    int number() {
        return number;
    }

    CaseFile file() {
        return file;
    }

    ServerCommands commands() {
        return commands;
    }

    /** Several servers share a log, so only one writes at a time. */
    synchronized void log(String name, byte[] octets) {
        try {
            Files.write(logs.resolve(name), octets, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on no server pauses any more. */
    void endTool() {
        toolEnded.countDown();
    }

    boolean isToolEnded() {
        return toolEnded.getCount() == 0;
    }

    /** Pauses as the case demands, but not longer than the tool runs. */
    void pause(int millis) {
        try {
            boolean ended = toolEnded.await(millis, TimeUnit.MILLISECONDS);
            assert ended || millis >= 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
