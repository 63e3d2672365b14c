package dev.hiper.examples.fetcher;

import dev.hiper.MultiOption;
import dev.hiper.netty.Fetch;
import dev.hiper.netty.HiperLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what a source of URLs gives, on one event loop, a bounded number at a time. A thread of its own reads the
 * source. Before it hands over a line it waits for a slot; so further lines stay in the pipe, and who writes
 * them has to wait in turn.
 */
final class Fetcher {
    /** How long transfers may go on after {@link #stop}. Someone at a keyboard waits for it. */
    static final long GRACE_MILLIS = 2000;

    private static final long DRAW_MILLIS = 250;

    private final FetcherOptions options;
    private final Report report;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final HiperLoop hiper;
    private final Semaphore slots;
    private final Promise<Void> ended;
    private boolean inputEnded;
    private volatile boolean stopping;

    private Fetcher(FetcherOptions options, Report report) {
        this.options = options;
        this.report = report;
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(1, io);
        this.loop = group.next();
        this.hiper = HiperLoop.of(loop);
        this.slots = new Semaphore(options.parallel());
        this.ended = loop.newPromise();
    }

    static Fetcher create(FetcherOptions options, Report report) throws IOException {
        String output = options.output();
        if (output != null) {
            Files.createDirectories(Path.of(output));
        }
        return new Fetcher(options, report);
    }

    /**
     * Fetches all URLs of {@code source}; returns when it has ended and they have, too, or after {@link #stop}.
     *
     * @return whether all went well
     */
    boolean fetchAll(UrlSource source) {
        hiper.run(() -> hiper.multi().set(MultiOption.MAX_HOST_CONNECTIONS, options.maxHost()));
        if (report.progress()) {
            Future<?> drawing = loop.scheduleAtFixedRate(report::draw, DRAW_MILLIS, DRAW_MILLIS, TimeUnit.MILLISECONDS);
            ended.addListener(end -> drawing.cancel(false));
        }
        Thread reader = new Thread(() -> read(source), "url-reader");
        reader.setDaemon(true);
        reader.start();
        ended.awaitUninterruptibly();
        group.shutdownGracefully(0, GRACE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        return report.allWell();
    }

    /** Takes no more URLs; transfers that are running may end within a short time, then they are cancelled. Any thread. */
    void stop() {
        stopping = true;
        try {
            loop.execute(() -> {
                if (!ended.isDone()) {
                    sayStopping();
                    finish(GRACE_MILLIS);
                }
            });
        } catch (RejectedExecutionException e) {
            // It has stopped already.
        }
    }

    private void sayStopping() {
        if (report.running() > 0) {
            report.say("Stopping. Transfers that still run: " + report.running() + "; they are cancelled in "
                    + TimeUnit.MILLISECONDS.toSeconds(GRACE_MILLIS) + " s.");
        }
    }

    /** The reader thread. */
    private void read(UrlSource source) {
        try {
            String problem = handOver(source);
            loop.execute(() -> inputEnded(problem));
        } catch (RejectedExecutionException e) {
            // The loop was stopped meanwhile.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What ended the reading before its time; null for nothing. */
    private @Nullable String handOver(UrlSource source) throws InterruptedException {
        try {
            for (Line line = source.next(); line != null && !stopping; line = source.next()) {
                Line next = line;
                slots.acquire();
                loop.execute(() -> begin(next));
            }
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void inputEnded(@Nullable String problem) {
        if (problem != null) {
            report.inputFailed(problem);
        }
        inputEnded = true;
        finishIfIdle();
    }

    private void begin(Line line) {
        String problem = line.problem();
        if (stopping) {
            slots.release();
        } else if (problem != null) {
            refuse(line, problem);
        } else {
            fetch(line);
        }
    }

    private void fetch(Line line) {
        Download download;
        try {
            download = new Download(line, options, report);
        } catch (IllegalArgumentException e) {
            refuse(line, String.valueOf(e.getMessage()));
            return;
        }
        report.started();
        Fetch fetch = hiper.submit(download.easy());
        fetch.addListener(end -> ended(download, fetch));
    }

    private void refuse(Line line, String problem) {
        report.refused(line, problem);
        slots.release();
    }

    private void ended(Download download, Fetch fetch) {
        download.ended(fetch.cause());
        slots.release();
        finishIfIdle();
    }

    private void finishIfIdle() {
        if (inputEnded && report.running() == 0) {
            finish(0);
        }
    }

    /** Closes connections in an orderly way; what still runs after {@code withinMillis} fails. */
    private void finish(long withinMillis) {
        hiper.drain(withinMillis).addListener(end -> {
            if (ended.trySuccess(null)) {
                report.summary();
            }
        });
    }
}
