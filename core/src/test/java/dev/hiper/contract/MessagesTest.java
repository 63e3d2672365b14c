package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.TransferMessage;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the end of a transfer is told. */
class MessagesTest {
    private final Application application = new Application();
    private final SimServer server =
            new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));

    @Test
    @Tag("Q1")
    void messagesComeInTheOrderOfCompletion() {
        server.answer(request ->
                SimReply.ok("x").delayedMillis(Long.parseLong(request.target().substring(1))));
        Easy slow = added("30");
        Easy fast = added("10");
        Easy middle = added("20");
        for (int i = 0; i < 60 && application.multi.messagesLeft() < 3; i++) {
            application.network.runFor(1);
            application.multi.perform();
        }
        assertEquals(3, application.multi.messagesLeft());
        assertSame(fast, read().easy());
        assertEquals(2, application.multi.messagesLeft());
        assertSame(middle, read().easy());
        assertSame(slow, read().easy());
        assertNull(application.multi.infoRead());
        assertEquals(0, application.multi.messagesLeft());
        application.close();
    }

    @Test
    @Tag("Q2")
    @Tag("A15")
    void messageSaysWhoAndHow() {
        Easy good = added("");
        Easy bad = Easy.create().set(EasyOption.URL, "nonsense://10.0.0.1/");
        application.multi.add(bad);
        application.runUntilMessages(2);
        TransferMessage first = application.messages.get(0);
        assertSame(bad, first.easy());
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, first.result());
        assertNotNull(first.failure());
        TransferMessage second = application.messages.get(1);
        assertSame(good, second.easy());
        assertEquals(ResultCode.OK, second.result());
        assertNull(second.failure());
        application.close();
    }

    @Test
    @Tag("Q3")
    void readingOneLeavesTheEasyInTheMultiWithItsInfos() {
        Easy easy = added("");
        application.runUntilMessages(1);
        assertEquals(List.of(easy), application.multi.handles());
        assertEquals(200, easy.info(EasyInfo.RESPONSE_CODE));
        application.runFor(50);
        assertEquals(1, application.messages.size(), "one per run");
        application.multi.remove(easy);
        assertEquals(200, easy.info(EasyInfo.RESPONSE_CODE), "and after the removal, too");
        application.multi.add(easy);
        application.runUntilMessages(2);
        assertEquals(ResultCode.OK, application.messages.get(1).result());
        application.close();
    }

    @Test
    @Tag("Q4")
    void messageStaysTrueWhateverHappensToItsEasy() {
        server.reply(SimReply.nothing().close(), SimReply.ok("x"));
        Easy easy = added("");
        application.runUntilMessages(1);
        application.multi.remove(easy);
        application.multi.add(easy);
        application.runUntilMessages(2);
        application.multi.remove(easy);
        easy.close();
        application.close();
        TransferMessage first = application.messages.get(0);
        assertEquals(ResultCode.GOT_NOTHING, first.result());
        assertSame(easy, first.easy());
        assertEquals(ResultCode.OK, application.messages.get(1).result());
    }

    @Test
    @Tag("Q7")
    void oneCallMayBringSeveralAndAMessageMayComeWhileTheCountStays() {
        application.multi.add(Easy.create());
        application.multi.add(Easy.create());
        assertEquals(0, application.multi.timeoutAction());
        assertEquals(2, application.multi.messagesLeft());
        application.drain();

        server.reply(SimReply.nothing().stall());
        Easy first = added("");
        assertEquals(1, application.multi.timeoutAction());
        application.multi.remove(first);
        application.multi.add(Easy.create());
        added("");
        int before = 1;
        assertEquals(before, application.multi.timeoutAction());
        assertEquals(1, application.multi.messagesLeft());
        application.close();
    }

    @Test
    @Tag("Q8")
    void callableFromCallbacksWhereTheOwnMessageIsNotThereYet() {
        List<Object> seen = new ArrayList<>();
        Easy failed = Easy.create();
        application.multi.add(failed);
        application.multi.timeoutAction();
        Easy easy = quiet("").set(EasyOption.WRITEFUNCTION, (from, data) -> {
            TransferMessage message = application.multi.infoRead();
            seen.add(message == null ? "nothing" : message.easy());
            message = application.multi.infoRead();
            seen.add(message == null ? "nothing" : message.easy());
            return WriteResult.ACCEPTED;
        });
        application.multi.add(easy);
        for (int i = 0; i < 20 && application.multi.running() > 0; i++) {
            application.network.runFor(1);
            application.multi.perform();
        }
        assertEquals(List.of(failed, "nothing"), seen);
        assertSame(easy, read().easy());
        application.close();
    }

    @Test
    @Tag("Q10")
    void noRunningTransferDoesNotMeanQuiet() {
        try (SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(1024, 64 * 1024))) {
            ShutdownTest.leaveInShutdown(sim);
            assertEquals(0, sim.multi().running());
            assertEquals(1, sim.loop().watched());
            assertTrue(sim.loop().timerMillis() > 0);
        }
        application.close();
    }

    private TransferMessage read() {
        TransferMessage message = application.multi.infoRead();
        assertNotNull(message);
        return message;
    }

    private Easy added(String path) {
        Easy easy = quiet(path);
        application.multi.add(easy);
        return easy;
    }

    private static Easy quiet(String path) {
        return Easy.create()
                .set(EasyOption.URL, "http://10.0.0.1/" + path)
                .set(EasyOption.WRITEFUNCTION, (easy, data) -> WriteResult.ACCEPTED);
    }
}
