package dev.hiper.examples.demo;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.MultiOption;
import dev.hiper.TransferMessage;
import dev.hiper.netty.HiperLoop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CountDownLatch;

/** Runs errands through the proxy, some at a time, on one event loop with an engine of its own. */
final class Client {
    private static final int AT_A_TIME = 32;

    private final HiperLoop loop;
    private final String proxy;
    private final String origin;
    private final Tally tally;
    private final int count;
    private final CountDownLatch finished = new CountDownLatch(1);
    private int started;
    private int ended;

    Client(EventLoop loop, String proxy, String origin, Tally tally, int count) {
        this.loop = HiperLoop.of(loop);
        this.proxy = proxy;
        this.origin = origin;
        this.tally = tally;
        this.count = count;
    }

    /** Starts all errands; the latch opens when the last one has ended. */
    CountDownLatch start() {
        loop.run(() -> {
            loop.multi().set(MultiOption.MAXCONNECTS, (long) AT_A_TIME);
            for (int i = 0; i < AT_A_TIME; i++) {
                next(Easy.create());
            }
        });
        return finished;
    }

    private void next(Easy easy) {
        if (started == count) {
            return;
        }
        Errand errand = Errand.number(started++);
        errand.prepare(easy, proxy, origin);
        loop.submit(easy, ByteBuf::release).addListener((Future<TransferMessage> done) -> ended(easy, errand, done));
    }

    private void ended(Easy easy, Errand errand, Future<TransferMessage> done) {
        long status = easy.info(EasyInfo.RESPONSE_CODE);
        long length = easy.info(EasyInfo.SIZE_DOWNLOAD_T);
        tally.fetched(errand, status, length, easy.info(EasyInfo.TOTAL_TIME_T), done.cause());
        if (++ended == count) {
            finished.countDown();
        } else {
            next(easy);
        }
    }
}
