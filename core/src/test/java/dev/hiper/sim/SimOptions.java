package dev.hiper.sim;

import dev.hiper.CallbackResult;
import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.HttpVersion;
import dev.hiper.IpResolve;
import dev.hiper.SockoptResult;
import dev.hiper.error.ResultCode;
import java.util.EnumSet;

/** Options of a scenario's transfer that change its way but not its plan, or end it in a known manner. */
final class SimOptions {
    private static final int FIRST_ERROR_STATUS = 400;

    private final SimNetwork network;
    private final SimRandom random;
    private final double nasty;

    SimOptions(SimNetwork network, SimRandom random, double nasty) {
        this.network = network;
        this.random = random;
        this.nasty = nasty;
    }

    /** Sets what does no harm. */
    void drawHarmless(Easy easy) {
        easy.set(EasyOption.FORBID_REUSE, random.chance(0.1));
        easy.set(EasyOption.FRESH_CONNECT, random.chance(0.1));
        easy.set(EasyOption.BUFFERSIZE, (long) random.skewed(1024, 100_000));
        if (random.chance(0.1)) {
            easy.set(EasyOption.UPLOAD_BUFFERSIZE, (long) random.skewed(16_384, 200_000));
        }
        if (random.chance(0.1)) {
            easy.set(EasyOption.DNS_CACHE_TIMEOUT, (long) random.between(-1, 2));
        }
        if (random.chance(0.1)) {
            easy.set(EasyOption.MAXAGE_CONN, (long) random.between(0, 2));
            easy.set(EasyOption.MAXLIFETIME_CONN, (long) random.between(0, 3));
        }
        if (random.chance(0.1)) {
            easy.set(EasyOption.HAPPY_EYEBALLS_TIMEOUT_MS, (long) random.skewed(1, 2_000));
        }
        if (random.chance(0.1)) {
            easy.set(EasyOption.EXPECT_100_TIMEOUT_MS, (long) random.skewed(1, 3_000));
        }
        if (random.chance(0.1)) {
            easy.set(EasyOption.KEEP_SENDING_ON_ERROR, true);
        }
        if (random.chance(0.1)) {
            hooks(easy);
        }
    }

    /** Socket hooks that do what the engine would do itself, and check when they are called. */
    private void hooks(Easy easy) {
        easy.set(EasyOption.OPENSOCKETFUNCTION, (from, request, factory) -> factory.open(request));
        easy.set(EasyOption.SOCKOPTFUNCTION, (from, socket) -> {
            SimSocket fresh = (SimSocket) socket;
            network.require(!fresh.isConnecting() && !fresh.isConnected(), "sockopt callback after connect");
            return SockoptResult.OK;
        });
        easy.set(EasyOption.CLOSESOCKETFUNCTION, socket -> socket.close());
    }

    /** Sets what may end the transfer early, and lets it be known. */
    void drawLimits(SimTransfer transfer) {
        Easy easy = transfer.easy();
        SimPlan plan = transfer.plan();
        if (random.chance(0.05) && plan.bodySize() > 0 && plan.method() != SimPlan.Method.HEAD) {
            long most = random.between(1, 2 * plan.bodySize());
            easy.set(EasyOption.MAXFILESIZE_LARGE, most);
            if (most < plan.bodySize()) {
                transfer.insteadOfSuccess(ResultCode.FILESIZE_EXCEEDED);
            }
        }
        if (random.chance(0.05)) {
            easy.set(EasyOption.FAILONERROR, true);
            if (plan.status() >= FIRST_ERROR_STATUS) {
                transfer.insteadOfSuccess(ResultCode.HTTP_RETURNED_ERROR);
            }
        }
        if (random.chance(0.1)) {
            boolean aborting = random.chance(nasty / 2);
            easy.set(
                    EasyOption.PREREQFUNCTION,
                    (from, remote, local) -> aborting ? CallbackResult.ABORT : CallbackResult.OK);
            if (aborting) {
                transfer.insteadOfSuccess(ResultCode.ABORTED_BY_CALLBACK);
            }
        }
        drawPace(transfer);
        drawVersion(transfer);
    }

    private void drawPace(SimTransfer transfer) {
        Easy easy = transfer.easy();
        if (random.chance(0.05)) {
            transfer.limitReceiving(random.skewed(2_000, 200_000));
        }
        if (random.chance(0.05)) {
            transfer.limitSending(random.skewed(2_000, 200_000));
        }
        if (random.chance(0.05)) {
            easy.set(EasyOption.LOW_SPEED_LIMIT, (long) random.skewed(1, 10_000));
            easy.set(EasyOption.LOW_SPEED_TIME, (long) random.between(1, 5));
            transfer.allow(EnumSet.of(ResultCode.OPERATION_TIMEDOUT));
        }
    }

    private void drawVersion(SimTransfer transfer) {
        Easy easy = transfer.easy();
        boolean needsChunks = transfer.plan().method() == SimPlan.Method.POST_CHUNKED
                || transfer.plan().method() == SimPlan.Method.PUT_CHUNKED;
        if (random.chance(0.05) && !needsChunks) {
            easy.set(EasyOption.HTTP_VERSION, HttpVersion.HTTP_1_0);
        }
        if (random.chance(0.05)) {
            easy.set(EasyOption.IPRESOLVE, IpResolve.WHATEVER);
        }
    }
}
