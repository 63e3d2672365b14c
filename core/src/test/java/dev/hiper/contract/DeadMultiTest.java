package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.MultiOption;
import dev.hiper.Pause;
import dev.hiper.PollAction;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a socket callback that answers -1 brings about. */
class DeadMultiTest {
    private final Application application = new Application();
    private final SimServer server =
            new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("hello"));

    @Test
    @Tag("S22")
    void minusOneFailsTheCallInWhichItWasAnswered() {
        Easy easy = added();
        application.socketAnswers = call -> -1;
        assertDies(application.multi::timeoutAction);
        application.multi.remove(easy);
        application.close();
    }

    @Test
    @Tag("S22")
    void otherAnswersCountAsZero() {
        application.socketAnswers = call -> 7;
        added();
        application.runUntilMessages(1);
        assertEquals(ResultCode.OK, application.result());
        application.close();
    }

    @Test
    @Tag("S22")
    @Tag("C28")
    void whatTheCallbackThrowsIsTheCause() {
        IllegalStateException mine = new IllegalStateException("mine");
        application.socketAnswers = call -> {
            throw mine;
        };
        added();
        MultiException died = assertThrows(MultiException.class, application.multi::timeoutAction);
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, died.code());
        assertSame(mine, died.getCause());
        application.close();
    }

    @Test
    @Tag("S22")
    @Tag("P2")
    void dyingInsidePauseIsItsResult() {
        server.reply(SimReply.nothing().stall());
        Easy easy = added();
        application.runFor(10);
        application.socketAnswers = call -> -1;
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, easy.pause(Pause.RECV));
        application.multi.timeoutAction();
        application.drain();
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, application.result());
        application.close();
    }

    @Test
    @Tag("S22")
    void dyingInsideCloseIsSilent() {
        server.reply(SimReply.nothing().stall());
        added();
        application.runFor(10);
        application.socketAnswers = call -> -1;
        application.close();
        assertEquals("REMOVE#1", application.last().toString());
    }

    @Test
    @Tag("S23")
    void afterDeathTheTimerCallbackIsSilentAndTimeoutIsZero() {
        server.reply(SimReply.nothing().stall());
        Easy easy = added();
        application.runFor(10);
        application.socketAnswers = call -> -1;
        application.multi.socketAction(application.network.socket(1), 0);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, easy.pause(Pause.RECV));
        application.timers.clear();
        assertEquals(0, application.multi.timeoutMillis());
        application.multi.timeoutAction();
        assertEquals(List.of(), application.timers);
        assertRefused(quiet());
        application.drain();
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, application.result());
        assertRefused(quiet());
        application.multi.remove(easy);
        assertEquals(List.of(), application.timers);

        application.socketAnswers = call -> 0;
        server.reply(SimReply.ok("hello"));
        added();
        assertEquals(List.of(0L), application.timers);
        application.runUntilMessages(2);
        assertEquals(ResultCode.OK, application.messages.get(1).result());
        application.close();
    }

    /** Not only those that happen to be run, but all end in the next driving call (deviation 4). */
    @Test
    @Tag("S24")
    void theNextDrivingCallEndsAllTransfers() {
        server.reply(SimReply.nothing().stall());
        application.multi.set(MultiOption.MAX_TOTAL_CONNECTIONS, 2L);
        added();
        added();
        added();
        application.runFor(10);
        application.socketAnswers = call -> call.what() == PollAction.REMOVE ? -1 : 0;
        Easy running = application.multi.handles().get(0);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, running.pause(Pause.RECV));
        assertEquals(0, application.multi.timeoutAction());
        application.drain();
        assertEquals(3, application.messages.size(), "one that waited for a connection, too");
        assertTrue(
                application.messages.stream().allMatch(message -> message.result() == ResultCode.ABORTED_BY_CALLBACK));
        application.close();
    }

    @Test
    @Tag("S23")
    void everyCallbackInTurnMayEndTheMulti() {
        for (int failing = 1; failing <= 3; failing++) {
            try (Application turn = new Application()) {
                new SimServer(turn.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("hello"));
                int number = failing;
                turn.socketAnswers = call -> turn.told.size() == number ? -1 : 0;
                Easy easy = quiet();
                turn.multi.add(easy);
                assertEquals(
                        MultiCode.ABORTED_BY_CALLBACK,
                        assertThrows(MultiException.class, () -> turn.runUntilMessages(1))
                                .code());
                turn.multi.timeoutAction();
                turn.drain();
                assertEquals(1, turn.messages.size());
                assertEquals(number < 3 ? ResultCode.ABORTED_BY_CALLBACK : ResultCode.OK, turn.result());
                turn.multi.remove(easy);
            }
        }
    }

    private void assertRefused(Easy easy) {
        MultiException refused = assertThrows(MultiException.class, () -> application.multi.add(easy));
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, refused.code());
    }

    private void assertDies(Runnable call) {
        assertEquals(
                MultiCode.ABORTED_BY_CALLBACK,
                assertThrows(MultiException.class, call::run).code());
    }

    private Easy added() {
        Easy easy = quiet();
        application.multi.add(easy);
        return easy;
    }

    private static Easy quiet() {
        return Easy.create()
                .set(EasyOption.URL, "http://10.0.0.1/")
                .set(EasyOption.WRITEFUNCTION, (easy, data) -> WriteResult.ACCEPTED);
    }
}
