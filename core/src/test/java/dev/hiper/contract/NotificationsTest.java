package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiOption;
import dev.hiper.Notification;
import dev.hiper.NotifyListener;
import dev.hiper.TransferMessage;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The notification callback. */
class NotificationsTest {
    private final Application application = new Application();
    private final Multi multi = application.multi;
    private final List<String> told = new ArrayList<>();
    private final List<Easy> easies = new ArrayList<>();

    NotificationsTest() {
        new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
    }

    private void listen(Notification... kinds) {
        multi.set(MultiOption.NOTIFYFUNCTION, recorder());
        for (Notification kind : kinds) {
            multi.notifyEnable(kind);
        }
    }

    private NotifyListener recorder() {
        return (from, kind, easy) -> {
            assertSame(multi, from);
            told.add(easy == null ? kind.name() : kind.name() + " " + easy.option(EasyOption.PRIVATE));
        };
    }

    @Test
    @Tag("Q11")
    void nothingIsToldThatIsNotEnabled() {
        listen();
        fail("one");
        multi.timeoutAction();
        assertEquals(List.of(), told);
        multi.notifyEnable(Notification.EASY_DONE);
        fail("two");
        multi.timeoutAction();
        multi.notifyDisable(Notification.EASY_DONE);
        fail("three");
        multi.timeoutAction();
        assertEquals(List.of("EASY_DONE two"), told);
        application.close();
    }

    @Test
    @Tag("Q11")
    void whatHappenedWithoutCallbackIsNotRecorded() {
        multi.notifyEnable(Notification.EASY_DONE);
        fail("one");
        multi.timeoutAction();
        listen(Notification.EASY_DONE);
        multi.timeoutAction();
        assertEquals(List.of(), told);
        application.close();
    }

    @Test
    @Tag("Q12")
    void infoReadIsToldForTheFirstMessageInAnEmptyQueueOnly() {
        listen(Notification.INFO_READ);
        fail("one");
        fail("two");
        multi.timeoutAction();
        assertEquals(List.of("INFO_READ"), told);
        assertEquals(2, multi.messagesLeft());
        multi.infoRead();
        fail("three");
        multi.timeoutAction();
        assertEquals(List.of("INFO_READ"), told, "it was not emptied");
        application.drain();
        fail("four");
        multi.timeoutAction();
        assertEquals(List.of("INFO_READ", "INFO_READ"), told);
        application.close();
    }

    @Test
    @Tag("Q13")
    void easyDoneComesOncePerRunWithTheMessageQueued() {
        multi.notifyEnable(Notification.EASY_DONE);
        List<TransferMessage> messages = new ArrayList<>();
        multi.set(MultiOption.NOTIFYFUNCTION, (from, kind, easy) -> {
            told.add(kind.name());
            TransferMessage message = from.infoRead();
            if (message != null) {
                assertSame(easy, message.easy());
                messages.add(message);
            }
        });
        Easy easy = Easy.create()
                .set(EasyOption.URL, "http://10.0.0.1/")
                .set(EasyOption.WRITEFUNCTION, (from, data) -> WriteResult.ACCEPTED);
        multi.add(easy);
        application.runFor(20);
        assertEquals(List.of("EASY_DONE"), told);
        assertEquals(ResultCode.OK, messages.get(0).result());
        multi.remove(easy);
        multi.add(easy);
        application.runFor(20);
        assertEquals(List.of("EASY_DONE", "EASY_DONE"), told);
        application.close();
    }

    @Test
    @Tag("Q14")
    void deliveredInOrderAtTheEndOfPerformToo() {
        listen(Notification.EASY_DONE, Notification.INFO_READ);
        fail("one");
        fail("two");
        multi.perform();
        assertEquals(List.of("EASY_DONE one", "INFO_READ", "EASY_DONE two"), told);
        application.close();
    }

    @Test
    @Tag("Q14")
    void whatIsDisabledOrRemovedMeanwhileIsDropped() {
        multi.notifyEnable(Notification.EASY_DONE);
        multi.notifyEnable(Notification.INFO_READ);
        fail("one");
        fail("two");
        fail("three");
        multi.set(MultiOption.NOTIFYFUNCTION, (from, kind, easy) -> {
            recorder().onNotify(from, kind, easy);
            if (kind == Notification.EASY_DONE && told.size() == 1) {
                from.remove(easies.get(1));
                from.notifyDisable(Notification.INFO_READ);
            }
        });
        multi.timeoutAction();
        assertEquals(List.of("EASY_DONE one", "EASY_DONE three"), told);
        application.close();
    }

    @Test
    @Tag("Q14")
    void notDeliveredByACallThatFails() {
        listen(Notification.EASY_DONE);
        fail("one");
        multi.add(Easy.create().set(EasyOption.URL, "http://10.0.0.1/"));
        application.socketAnswers = call -> -1;
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, Refusals.refused(multi::timeoutAction));
        assertEquals(List.of(), told);
        application.close();
    }

    @Test
    @Tag("Q14")
    void whatTheListenerThrowsComesOutAndCostsNeitherTimerNorNotification() {
        IllegalStateException mine = new IllegalStateException("mine");
        listen(Notification.EASY_DONE);
        NotifyListener recorder = recorder();
        multi.set(MultiOption.NOTIFYFUNCTION, (from, kind, easy) -> {
            recorder.onNotify(from, kind, easy);
            if (told.size() == 1) {
                throw mine;
            }
        });
        fail("one");
        fail("two");
        multi.add(Easy.create().set(EasyOption.URL, "http://10.0.0.1/").set(EasyOption.CONNECTTIMEOUT_MS, 5000L));
        application.timers.clear();
        assertSame(mine, assertThrows(IllegalStateException.class, multi::timeoutAction));
        assertEquals(List.of(5000L), application.timers);
        multi.timeoutAction();
        assertEquals(List.of("EASY_DONE one", "EASY_DONE two"), told);
        application.close();
    }

    @Test
    @Tag("Q14")
    @Tag("Q15")
    void membersMayBeExchangedInsideAndRunInTheNextCall() {
        multi.notifyEnable(Notification.EASY_DONE);
        multi.set(MultiOption.NOTIFYFUNCTION, (from, kind, easy) -> {
            recorder().onNotify(from, kind, easy);
            if (told.size() < 4) {
                from.remove(easy);
                from.add(easy);
            }
        });
        fail("one");
        for (int i = 0; i < 4; i++) {
            multi.timeoutAction();
        }
        assertEquals(4, told.size());
        assertEquals(-1, multi.timeoutMillis());
        assertEquals(-1, application.timers.get(application.timers.size() - 1));
        application.close();
    }

    private void fail(String name) {
        Easy easy = Easy.create().set(EasyOption.PRIVATE, name);
        easies.add(easy);
        multi.add(easy);
    }
}
