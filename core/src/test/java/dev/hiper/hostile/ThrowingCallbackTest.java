package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.Notification;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a callback throws ends its transfer with that as the cause, and nothing else. */
@Tag("T213")
class ThrowingCallbackTest {
    enum Callback {
        WRITE,
        HEADER,
        READ,
        SEEK,
        PROGRESS,
        TRAILER,
        PREREQ,
        RESOLVER_START,
        SOCKOPT,
        OPEN_SOCKET
    }

    static Stream<Arguments> callbacksAndThrown() {
        List<Throwable> thrown = List.of(
                new IllegalStateException("from the application"),
                new AssertionError("from the application"),
                new StackOverflowError("from the application"),
                new OutOfMemoryError("from the application"));
        return Stream.of(Callback.values()).flatMap(where -> thrown.stream().map(what -> Arguments.of(where, what)));
    }

    @ParameterizedTest
    @MethodSource("callbacksAndThrown")
    void whatIsThrownIsTheCauseAndTheOthersGoOn(Callback where, Throwable what) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .answer(request -> request.isFirst()
                            ? SimReply.ok("x").delayedMillis(2)
                            : where == Callback.SEEK ? SimReply.nothing().close() : SimReply.ok("x"));
            if (where == Callback.SEEK) {
                sim.get(Answers.URL);
                sim.runUntilDone();
            }
            sim.server("b.test").reply(SimReply.ok("other"));
            SimCall other = sim.get("http://b.test/");
            SimCall call = sim.call(Answers.URL);
            set(call, where, what);
            sim.add(call);
            sim.runUntilDone();
            assertNotEquals(ResultCode.OK, call.result());
            assertSame(what, root(call.message().failure().cause()), () -> call.message()
                    .toString());
            assertEquals("other", other.body());
            sim.remove(call);
            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("x", next.body());
            server.requests().stream()
                    .filter(request -> request.method().equals("PUT"))
                    .forEach(request -> assertFalse(request.peer().socket().isOpen(), "never used again"));
        }
    }

    @Test
    void aDebugCallbackAndOneThatClosesChangeNothing() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.call(Answers.URL)
                    .set(EasyOption.VERBOSE, true)
                    .set(EasyOption.FORBID_REUSE, true)
                    .set(EasyOption.DEBUGFUNCTION, (easy, kind, data) -> {
                        throw new AssertionError("debug");
                    })
                    .set(EasyOption.CLOSESOCKETFUNCTION, socket -> {
                        throw new AssertionError("close");
                    });
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals(0, sim.network().openSockets());
        }
    }

    @Test
    void whatANotificationThrowsComesOutOfTheDrivingCallAndNoDeadlineIsLost() {
        try (SimHarness sim = new SimHarness()) {
            sim.resolver().lookup("silent.test", SimLookup.silent());
            RuntimeException thrown = new IllegalStateException("from the application");
            boolean[] done = new boolean[1];
            sim.multi().notifyEnable(Notification.EASY_DONE);
            sim.multi().set(MultiOption.NOTIFYFUNCTION, (multi, kind, easy) -> {
                if (!done[0]) {
                    done[0] = true;
                    throw thrown;
                }
            });
            // One ends in the very call in which the deadline of the other begins to count.
            SimCall first = sim.get("nonsense://a.test/");
            SimCall second = sim.add(sim.call("http://silent.test/").set(EasyOption.TIMEOUT_MS, 100L));
            assertSame(thrown, assertThrows(IllegalStateException.class, sim::runUntilDone));
            sim.runUntilDone();
            assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, first.result());
            assertEquals(ResultCode.OPERATION_TIMEDOUT, second.result());
            Answers.assertNear(100, sim.clock().elapsedMillis(), 5);
        }
    }

    private static void set(SimCall call, Callback where, Throwable what) {
        boolean upload = where == Callback.READ || where == Callback.SEEK || where == Callback.TRAILER;
        if (upload) {
            boolean[] given = new boolean[1];
            call.set(EasyOption.UPLOAD, true)
                    .set(EasyOption.HTTPHEADER, List.of("Expect:"))
                    .set(EasyOption.READFUNCTION, (easy, destination) -> {
                        if (given[0]) {
                            return 0;
                        }
                        given[0] = true;
                        destination.put((byte) 'u');
                        return 1;
                    });
        }
        switch (where) {
            case WRITE ->
                call.writer((easy, data) -> {
                    throw errorOrThrow(what);
                });
            case HEADER ->
                call.headerReader((easy, line) -> {
                    throw errorOrThrow(what);
                });
            case READ ->
                call.set(EasyOption.READFUNCTION, (easy, destination) -> {
                    throw errorOrThrow(what);
                });
            case SEEK ->
                call.set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                    throw errorOrThrow(what);
                });
            case PROGRESS ->
                call.set(EasyOption.NOPROGRESS, false).set(EasyOption.XFERINFOFUNCTION, (easy, a, b, c, d) -> {
                    throw errorOrThrow(what);
                });
            case TRAILER ->
                call.set(EasyOption.TRAILERFUNCTION, (easy, trailers) -> {
                    throw errorOrThrow(what);
                });
            case PREREQ ->
                call.set(EasyOption.PREREQFUNCTION, (easy, remote, local) -> {
                    throw errorOrThrow(what);
                });
            case RESOLVER_START ->
                call.set(EasyOption.RESOLVER_START_FUNCTION, (easy, host) -> {
                    throw errorOrThrow(what);
                });
            case SOCKOPT ->
                call.set(EasyOption.SOCKOPTFUNCTION, (easy, socket) -> {
                    throw errorOrThrow(what);
                });
            case OPEN_SOCKET ->
                call.set(EasyOption.OPENSOCKETFUNCTION, (easy, request, sockets) -> {
                    throw errorOrThrow(what);
                });
        }
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Throws what is no error; so that callers end with it either way. */
    private static Error errorOrThrow(Throwable what) {
        if (what instanceof RuntimeException exception) {
            throw exception;
        }
        return (Error) what;
    }
}
