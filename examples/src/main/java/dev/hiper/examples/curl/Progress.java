package dev.hiper.examples.curl;

import dev.hiper.EasyOption;
import dev.hiper.examples.curl.report.ParallelMeter;
import dev.hiper.examples.curl.report.ProgressBar;
import dev.hiper.examples.curl.report.ProgressMeter;
import dev.hiper.spi.NanoClock;
import org.jspecify.annotations.Nullable;

/** Decides which meter a transfer gets: none where output goes to the terminal, or where none is wanted. */
final class Progress {
    private final Globals globals;
    private final Messages messages;
    private final @Nullable ParallelMeter all;

    Progress(Globals globals, Messages messages) {
        this.globals = globals;
        this.messages = messages;
        boolean together = globals.on(Option.PARALLEL) && wanted();
        this.all = together ? new ParallelMeter(messages.stream(), NanoClock.system()) : null;
    }

    void attach(Transfer transfer, boolean upload, long resumedFrom) {
        boolean onTerminal = !upload && !transfer.target.isFile() && Terminal.is(Terminal.STDOUT);
        if (!wanted() || onTerminal) {
            return;
        }
        transfer.easy.set(EasyOption.NOPROGRESS, false);
        if (all != null) {
            transfer.share = all.add();
            transfer.easy.set(EasyOption.XFERINFOFUNCTION, transfer.share);
        } else if (globals.on(Option.PROGRESS_BAR)) {
            transfer.bar =
                    new ProgressBar(messages.stream(), NanoClock.system(), System.getenv("COLUMNS"), resumedFrom);
            transfer.easy.set(EasyOption.XFERINFOFUNCTION, transfer.bar);
        } else {
            transfer.meter = new ProgressMeter(messages.stream(), NanoClock.system(), resumedFrom);
            transfer.easy.set(EasyOption.XFERINFOFUNCTION, transfer.meter);
        }
    }

    /** A moment has passed. */
    void update() {
        if (all != null) {
            all.update();
        }
    }

    /** A transfer has ended. */
    void finish(Transfer transfer) {
        if (transfer.share != null) {
            transfer.share.finish();
        }
        if (transfer.bar != null) {
            transfer.bar.finish();
        }
        if (transfer.meter != null) {
            transfer.meter.finish(transfer.easy);
        }
    }

    /** All have ended. */
    void close() {
        if (all != null) {
            all.finish();
        }
    }

    private boolean wanted() {
        return !globals.on(Option.SILENT) && globals.on(Option.PROGRESS_METER, true);
    }
}
