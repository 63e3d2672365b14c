package dev.hiper.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.PollAction;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What a warm keep-alive GET costs, counted and not timed: system calls, interest changes, looks at the clock, bytes. */
class SteadyStateCostTest {
    private static final int WARM_UP = 20_000;
    private static final int REQUESTS = 10_000;
    private static final String URL = "http://127.0.0.1:8080/tiny";

    @Test
    void aWatchedKeepAliveRequestIsOneWriteAndOneReadAndNoInterestChange() {
        try (CannedLoop loop = new CannedLoop(true)) {
            Easy easy = loop.easy(URL);
            loop.fetch(easy);
            CannedSocket socket = loop.sockets.get(0);
            int reads = socket.reads;
            int writes = socket.writes;
            long in = loop.told[PollAction.IN.code()];
            for (int i = 0; i < 100; i++) {
                loop.fetch(easy);
            }
            assertEquals(1, loop.sockets.size());
            assertEquals(100, socket.writes - writes);
            assertEquals(100, socket.reads - reads);
            assertEquals(in, loop.told[PollAction.IN.code()]);
            assertEquals(0, loop.told[PollAction.REMOVE.code()]);
        }
    }

    @Test
    void aKeepAliveRequestReadsTheClockOnceToSendAndOnceToReceive() {
        try (CannedLoop loop = new CannedLoop(true)) {
            Easy easy = loop.easy(URL);
            loop.fetch(easy);
            int before = loop.clockReads;
            for (int i = 0; i < 100; i++) {
                loop.fetch(easy);
            }
            assertEquals(200, loop.clockReads - before);
        }
    }

    @Test
    void aBodyThatFitsTheBufferGoesOutWithItsHeadInOneWrite() {
        try (CannedLoop loop = new CannedLoop(true)) {
            Easy easy = loop.easy(URL).set(EasyOption.POSTFIELDS, new byte[64 * 1024]);
            loop.fetch(easy);
            int before = loop.sockets.get(0).writes;
            loop.fetch(easy);
            assertEquals(1, loop.sockets.get(0).writes - before);
        }
    }

    /** Only a copied body can be kept as the socket takes it; the first time nobody knows yet that there will be others. */
    @Test
    void aCopiedBodyThatIsSentAgainIsNotCopiedIntoTheSendingBuffer() {
        try (CannedLoop loop = new CannedLoop(true)) {
            byte[] body = new byte[1000];
            Easy copied = loop.easy(URL).set(EasyOption.COPYPOSTFIELDS, body);
            loop.fetch(copied);
            ByteBuffer sendingBuffer = loop.sockets.get(0).lastSource();
            loop.fetch(copied);
            ByteBuffer kept = loop.sockets.get(0).lastSource();
            assertNotSame(sendingBuffer, kept);
            assertTrue(kept.isDirect());
            loop.fetch(copied);
            assertSame(kept, loop.sockets.get(0).lastSource());

            Easy referred = loop.easy(URL).set(EasyOption.POSTFIELDS, body);
            loop.fetch(referred);
            loop.fetch(referred);
            assertSame(sendingBuffer, loop.sockets.get(0).lastSource());
        }
    }

    @Test
    void anUnwatchedOneIsAskedForItsHealthOnceMore() {
        try (CannedLoop loop = new CannedLoop(false)) {
            Easy easy = loop.easy(URL);
            loop.fetch(easy);
            CannedSocket socket = loop.sockets.get(0);
            int reads = socket.reads;
            for (int i = 0; i < 100; i++) {
                loop.fetch(easy);
            }
            assertEquals(200, socket.reads - reads);
            assertEquals(100, socket.emptyReads);
        }
    }

    @Test
    void aWarmKeepAliveRequestAllocatesNothing() {
        try (CannedLoop loop = new CannedLoop(true)) {
            Easy easy = loop.easy(URL);
            for (int i = 0; i < WARM_UP; i++) {
                loop.fetch(easy);
            }
            long before = allocated();
            for (int i = 0; i < REQUESTS; i++) {
                loop.fetch(easy);
            }
            double perRequest = (allocated() - before) / (double) REQUESTS;
            System.out.printf("bytes allocated per keep-alive GET in core: %.2f%n", perRequest);
            assertTrue(perRequest < 1, perRequest + " bytes per request");
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
