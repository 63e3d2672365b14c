package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.Readiness;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Driving without events. */
class PerformTest {
    private final Application application = new Application();
    private final SimServer server =
            new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));

    @Test
    @Tag("A17")
    void runsEveryTransferOnceInTheOrderOfAdding() {
        List<Object> order = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
            application.multi.add(quiet().set(EasyOption.PRIVATE, name)
                    .set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> {
                        order.add(name);
                        return factory.open(request);
                    }));
        }
        assertEquals(3, application.multi.perform());
        assertEquals(List.of("first", "second", "third"), order);
        application.close();
    }

    @Test
    @Tag("A17")
    void transfersCompleteByPerformAlone() {
        application.multi.add(quiet());
        application.multi.add(quiet().set(EasyOption.URL, null));
        int running = 2;
        for (int i = 0; i < 20 && running > 0; i++) {
            running = application.multi.perform();
            application.network.runFor(1);
        }
        application.drain();
        assertEquals(2, application.messages.size());
        assertEquals(ResultCode.URL_MALFORMAT, application.messages.get(0).result(), "no exception for it");
        assertEquals(ResultCode.OK, application.messages.get(1).result());
        application.close();
    }

    @Test
    @Tag("A17")
    void runsAlsoWhoHasNothingToDo() {
        server.reply(SimReply.nothing().stall());
        application.multi.add(quiet());
        application.runFor(10);
        long reads = application.network.socket(1).reads();
        application.multi.perform();
        assertEquals(reads + 1, application.network.socket(1).reads());
        application.close();
    }

    @Test
    @Tag("A17")
    void timersThatWereDueAreDroppedAndTheNextOneIsTold() {
        server.reply(SimReply.nothing().stall());
        application.multi.add(quiet().set(EasyOption.TIMEOUT_MS, 5000L)
                .set(EasyOption.LOW_SPEED_LIMIT, 1L)
                .set(EasyOption.LOW_SPEED_TIME, 60L));
        application.runFor(10);
        long next = application.multi.timeoutMillis();
        assertTrue(next > 0 && next <= 1000, "the speed check, in " + next);
        application.network.runFor(1500);
        assertEquals(0, application.multi.timeoutMillis());
        application.multi.perform();
        assertTrue(application.multi.timeoutMillis() > 0, "nobody is dirty after it");
        application.network.runFor(4000);
        application.multi.perform();
        application.drain();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, application.result());
        application.close();
    }

    @Test
    @Tag("A17")
    void waitingTransferPastItsDeadlineFails() {
        server.reply(SimReply.nothing().stall());
        application.multi.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
        application.multi.add(quiet());
        application.multi.add(quiet().set(EasyOption.TIMEOUT_MS, 50L));
        application.multi.perform();
        assertEquals(1, application.multi.count(MultiCount.XFERS_PENDING));
        application.network.runFor(60);
        application.multi.perform();
        application.multi.perform();
        application.drain();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, application.result());
        application.close();
    }

    @Test
    @Tag("A17")
    void oneWaitingTransferIsLetInWhenAConnectionEnds() {
        server.reply(SimReply.ok("x").close());
        application.multi.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
        for (int i = 0; i < 3; i++) {
            application.multi.add(quiet());
        }
        int running = 3;
        for (int i = 0; i < 40 && running > 0; i++) {
            running = application.multi.perform();
            application.network.runFor(1);
        }
        assertEquals(0, running);
        assertEquals(3, application.network.sockets().size());
        application.close();
    }

    @Test
    @Tag("A18")
    void doesNotTellInterestButMayBeMixedWithEvents() {
        application.multi.add(quiet());
        application.multi.perform();
        application.network.runFor(5);
        application.multi.perform();
        assertEquals(List.of(), application.texts());
        application.multi.socketAction(application.network.socket(1), Readiness.IN);
        application.multi.timeoutAction();
        application.network.runFor(5);
        application.multi.perform();
        application.drain();
        assertEquals(ResultCode.OK, application.result());
        application.close();
    }

    private static Easy quiet() {
        return Easy.create()
                .set(EasyOption.URL, "http://10.0.0.1/")
                .set(EasyOption.WRITEFUNCTION, (easy, data) -> WriteResult.ACCEPTED);
    }
}
