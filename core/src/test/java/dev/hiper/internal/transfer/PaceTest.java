package dev.hiper.internal.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {10 * 1024, 1_000_000, 1L << 30})
    @Tag("T219")
    void tenSecondsOfSteadyTransferKeepWithinATwentiethOfTheLimit(long bytesPerSecond) {
        RateLimit limit = RateLimit.NONE;
        limit = limit.reset(bytesPerSecond, 0);
        long passed = 0;
        long now = 0;
        while (now < 10 * SECOND) {
            long allowed = limit.available(now);
            if (allowed <= 0) {
                now += limit.waitNanos();
                continue;
            }
            limit.take(allowed);
            passed += allowed;
        }
        double expected = 10.0 * bytesPerSecond;
        assertTrue(Math.abs(passed - expected) <= expected / 20, passed + " of " + expected);
    }

    @Test
    void aWaitIsNeverShorterThanUseful() {
        RateLimit limit = RateLimit.NONE;
        limit = limit.reset(1, 0);
        limit.take(limit.available(0));
        assertEquals(SECOND, limit.waitNanos());
    }

    @Test
    @Tag("T19")
    void slownessForTheGivenTimeEndsTheTransfer() throws TransferException {
        SpeedCheck check = new SpeedCheck();
        check.reset(1000, 3);
        check.look(0, 0);
        check.look(SECOND, 100);
        check.look(2 * SECOND, 200);
        TransferException problem = assertThrows(TransferException.class, () -> check.look(3 * SECOND, 300));
        assertEquals(ResultCode.OPERATION_TIMEDOUT, problem.result());
    }

    @Test
    @Tag("T19")
    void leavingAPauseRestartsTheCheck() throws TransferException {
        SpeedCheck check = new SpeedCheck();
        check.reset(1000, 3);
        check.look(0, 0);
        check.look(2 * SECOND, 0);
        check.restart();
        check.look(3 * SECOND, 0);
        check.look(5 * SECOND, 0);
        assertThrows(TransferException.class, () -> check.look(6 * SECOND, 0));
    }

    @Test
    void fastEnoughIsNeverSlow() throws TransferException {
        SpeedCheck check = new SpeedCheck();
        check.reset(1000, 1);
        for (int second = 0; second < 60; second++) {
            check.look(second * SECOND, second * 1000L);
        }
        assertTrue(check.due(60 * SECOND));
        assertFalse(check.due(59 * SECOND + 1));
    }
}
