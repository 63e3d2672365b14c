package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of the proxy. */
class DrainTest {
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(ScriptedOrigin.PATIENCE_SECONDS);

    private static CompletableFuture<Boolean> drain(RunningProxy proxy, long millis) {
        CompletableFuture<Boolean> complete = new CompletableFuture<>();
        ScriptedOrigin.daemon(() -> {
            try {
                complete.complete(proxy.server().drain(millis));
            } catch (InterruptedException e) {
                complete.completeExceptionally(e);
            }
        });
        return complete;
    }

    @Test
    void runningRequestEndsAndNothingNewBegins() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (RunningProxy proxy = RunningProxy.start();
                ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.body();
                    mayAnswer.await();
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
                RawClient running = proxy.client();
                RawClient idle = proxy.client()) {
            running.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            origin.request();
            CompletableFuture<Boolean> drained = drain(proxy, PATIENCE_MILLIS);

            assertTrue(idle.isClosed());
            assertThrows(ConnectException.class, proxy::client);
            assertFalse(drained.isDone());
            mayAnswer.countDown();
            Wire.Message response = running.response();
            assertEquals("ok", response.text());
            assertEquals("close", response.field("Connection"));
            assertTrue(running.isClosed());
            assertTrue(drained.get(ScriptedOrigin.PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatDoesNotEndInTimeIsCutOff() throws Exception {
        try (RunningProxy proxy = RunningProxy.start();
                ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.body();
                    call.awaitEnd();
                });
                RawClient running = proxy.client()) {
            running.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            origin.request();
            assertFalse(drain(proxy, 1).get(ScriptedOrigin.PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertTrue(running.isClosed());
            assertEquals("client-closed", proxy.record().result());
        }
    }
}
