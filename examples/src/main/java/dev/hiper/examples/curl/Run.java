package dev.hiper.examples.curl;

import dev.hiper.Multi;
import dev.hiper.MultiOption;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the transfers on one multi, one by one or some at a time. */
final class Run {
    private static final long POLL_MILLIS = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Globals globals;
    private final TransferSource source;
    private final Ending ending;
    private final Messages messages;
    private final Progress progress;
    private final Multi multi = Multi.create();
    private final List<Transfer> running = new ArrayList<>();
    private final List<Transfer> waiting = new ArrayList<>();
    private final int most;
    private boolean exhausted;
    private int exitCode;
    private long nextStartNanos = System.nanoTime();

    Run(Globals globals, TransferSource source, Ending ending, Messages messages, Progress progress) {
        this.globals = globals;
        this.source = source;
        this.ending = ending;
        this.messages = messages;
        this.progress = progress;
        this.most = globals.on(Option.PARALLEL) ? globals.parallelMax : 1;
        multi.set(MultiOption.MAX_HOST_CONNECTIONS, (long) globals.parallelMaxHost);
    }

    /** Does all of them. Answers the exit code. */
    int all() {
        try {
            while (true) {
                start();
                if (running.isEmpty() && waiting.isEmpty() && exhausted) {
                    return exitCode;
                }
                if (running.isEmpty()) {
                    sleep();
                    continue;
                }
                multi.perform();
                boolean ended = false;
                for (TransferMessage message = multi.infoRead(); message != null; message = multi.infoRead()) {
                    end(message);
                    ended = true;
                }
                progress.update();
                if (!ended) {
                    multi.poll(POLL_MILLIS);
                }
            }
        } finally {
            progress.close();
            for (Transfer transfer : running) {
                multi.remove(transfer.easy);
                transfer.close();
            }
            multi.close();
        }
    }

    private void start() {
        long now = System.nanoTime();
        for (int i = 0; i < waiting.size() && running.size() < most; i++) {
            Transfer transfer = waiting.get(i);
            if (transfer.startNanos - now <= 0) {
                waiting.remove(i--);
                add(transfer);
            }
        }
        while (!exhausted && running.size() + waiting.size() < most && nextStartNanos - now <= 0) {
            Transfer transfer = next();
            if (transfer != null) {
                transfer.firstTryNanos = now;
                nextStartNanos = now + globals.millisPerTransfer * NANOS_PER_MILLI;
                add(transfer);
            }
        }
    }

    private void add(Transfer transfer) {
        running.add(transfer);
        multi.add(transfer.easy);
    }

    private @Nullable Transfer next() {
        try {
            Transfer transfer = source.next();
            exhausted = transfer == null;
            return transfer;
        } catch (SetupException refused) {
            if (!refused.text().isEmpty()) {
                messages.failure(refused.exitCode(), refused.text());
            }
            exitCode = refused.exitCode();
            exhausted = refused.exitCode() != 0;
            return null;
        }
    }

    private void end(TransferMessage message) {
        Transfer transfer = running.get(indexOf(message));
        multi.remove(transfer.easy);
        running.remove(transfer);
        int code = ending.end(transfer, message.result());
        if (code == Ending.RETRIED) {
            waiting.add(transfer);
            return;
        }
        exitCode = code;
        boolean fatal = message.result() == ResultCode.FAILED_INIT
                || message.result() == ResultCode.OUT_OF_MEMORY
                || message.result() == ResultCode.UNKNOWN_OPTION
                || message.result() == ResultCode.BAD_FUNCTION_ARGUMENT;
        if (fatal || (exitCode != 0 && globals.on(Option.FAIL_EARLY))) {
            exhausted = true;
            waiting.clear();
        }
    }

    private int indexOf(TransferMessage message) {
        for (int i = 0; i < running.size(); i++) {
            if (running.get(i).easy == message.easy()) {
                return i;
            }
        }
        throw new IllegalStateException("A message about an unknown transfer");
    }

    /** Waits for the next one to begin. */
    private void sleep() {
        long until = waiting.isEmpty() ? nextStartNanos : waiting.get(0).startNanos;
        for (Transfer transfer : waiting) {
            until = transfer.startNanos - until < 0 ? transfer.startNanos : until;
        }
        long millis = (until - System.nanoTime() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        if (millis > 0) {
            multi.poll(millis);
        }
    }
}
