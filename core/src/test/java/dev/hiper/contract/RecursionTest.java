package dev.hiper.contract;

import static dev.hiper.contract.Refusals.codeOf;
import static dev.hiper.contract.Refusals.easyCodeOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.CallbackResult;
import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.Notification;
import dev.hiper.Pause;
import dev.hiper.SeekResult;
import dev.hiper.SockoptResult;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callbacks may call. */
class RecursionTest {
    private static final Set<String> ALWAYS =
            Set.of("assign", "handles", "count", "infoRead", "notifyEnable", "notifyDisable", "wakeup", "strerror");
    private static final Set<String> NOTIFY =
            Set.of("add", "remove", "set", "timeoutMillis", "fdset", "waitMillis", "poll", "waitfds");
    private static final Set<String> NEVER =
            Set.of("perform", "socketAction", "timeoutAction", "socket", "socketAll", "close");

    private final Application application = new Application();
    private final SimServer server =
            new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
    /** Callbacks by name, and what was refused there. */
    private final Map<String, Set<String>> refused = new LinkedHashMap<>();

    private final Map<String, ResultCode> pauses = new LinkedHashMap<>();

    /** Tries everything, once per kind of callback. */
    @SuppressWarnings("deprecation") // The deprecated calls have their rows in the table.
    private void probe(String callback, Easy easy) {
        if (refused.containsKey(callback)) {
            return;
        }
        Multi multi = application.multi;
        Set<String> codes = new TreeSet<>();
        refused.put(callback, codes);
        Easy stranger = Easy.create();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("add", () -> multi.add(stranger));
        calls.put("remove", () -> multi.remove(stranger));
        calls.put("set", () -> multi.set(MultiOption.MAXCONNECTS, 10));
        calls.put("timeoutMillis", multi::timeoutMillis);
        calls.put("fdset", () -> multi.fdset(new ArrayList<>(), new ArrayList<>()));
        calls.put("waitfds", multi::waitfds);
        calls.put("waitMillis", () -> multi.waitMillis(List.of(), 0));
        calls.put("poll", () -> multi.poll(0));
        calls.put("perform", multi::perform);
        calls.put("socketAction", () -> multi.socketAction(Multi.SOCKET_TIMEOUT, 0));
        calls.put("timeoutAction", multi::timeoutAction);
        calls.put("socket", () -> multi.socket(Multi.SOCKET_TIMEOUT));
        calls.put("socketAll", multi::socketAll);
        calls.put("close", multi::close);
        calls.put("notifyEnable", () -> multi.notifyEnable(Notification.INFO_READ));
        calls.put("notifyDisable", () -> multi.notifyDisable(Notification.INFO_READ));
        calls.put("count", () -> multi.count(MultiCount.XFERS_CURRENT));
        calls.put("wakeup", multi::wakeup);
        calls.put("strerror", () -> Multi.strerror(MultiCode.OK));
        calls.put("assign", () -> {
            if (!application.network.sockets().isEmpty()
                    && codeOf(() -> multi.assign(application.network.socket(1), null))
                            == MultiCode.RECURSIVE_API_CALL) {
                codes.add("assign");
            }
        });
        calls.forEach((name, call) -> {
            if (codeOf(call) == MultiCode.RECURSIVE_API_CALL) {
                codes.add(name);
            }
        });
        if (multi.handles().isEmpty()) {
            codes.add("handles");
        }
        probeEasy(callback, easy, codes);
    }

    private void probeEasy(String callback, Easy easy, Set<String> codes) {
        if (easyCodeOf(easy::perform) == ResultCode.RECURSIVE_API_CALL) {
            codes.add("easy.perform");
        }
        if (easyCodeOf(easy::upkeep) == ResultCode.RECURSIVE_API_CALL) {
            codes.add("easy.upkeep");
        }
        easy.reset();
        easy.close();
        assertEquals("http://10.0.0.1/", easy.option(EasyOption.URL), "reset did something in " + callback);
        assertEquals(0, easyCodeOf(() -> easy.set(EasyOption.PRIVATE, callback)).code(), "set in " + callback);
        assertEquals("http://10.0.0.1/", easy.duphandle().option(EasyOption.URL));
        assertEquals(callback, easy.info(EasyInfo.PRIVATE));
        pauses.put(callback, easyCodeOf(() -> easy.pause(Pause.CONT)));
    }

    private Easy prepared() {
        Easy easy = Easy.create();
        return easy.set(EasyOption.URL, "http://10.0.0.1/")
                .set(EasyOption.FORBID_REUSE, true)
                .set(EasyOption.VERBOSE, true)
                .set(EasyOption.DEBUGFUNCTION, (from, kind, data) -> {
                    // Text may be told inside add and pause; only driving calls count here.
                    if (application.network.sockets().size() > 0) {
                        probe("debug", from);
                    }
                })
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.XFERINFOFUNCTION, (from, dlTotal, dlNow, ulTotal, ulNow) -> {
                    probe("progress", from);
                    return 0;
                })
                .set(EasyOption.WRITEFUNCTION, (from, data) -> {
                    probe("write", from);
                    return WriteResult.ACCEPTED;
                })
                .set(EasyOption.HEADERFUNCTION, (from, line) -> {
                    probe("header", from);
                    return WriteResult.ACCEPTED;
                })
                .set(EasyOption.OPENSOCKETFUNCTION, (from, request, factory) -> {
                    probe("opensocket", from);
                    return factory.open(request);
                })
                .set(EasyOption.SOCKOPTFUNCTION, (from, socket) -> {
                    probe("sockopt", from);
                    return SockoptResult.OK;
                })
                .set(EasyOption.CLOSESOCKETFUNCTION, socket -> {
                    probe("closesocket", easy);
                    socket.close();
                })
                .set(EasyOption.PREREQFUNCTION, (from, remote, local) -> {
                    probe("prereq", from);
                    return CallbackResult.OK;
                });
    }

    private void runAll(Easy... easies) {
        application.socketAnswers = told -> {
            Easy easy = told.easy();
            if (easy != null) {
                probe("socket", easy);
            }
            return 0;
        };
        for (Easy easy : easies) {
            application.multi.add(easy);
        }
        application.runUntilMessages(easies.length);
    }

    @Test
    @Tag("H2")
    @Tag("H4")
    @Tag("H5")
    @Tag("H8")
    void everyCallbackOfATransferBlocksTheSameCalls() {
        server.answer(request -> SimReply.ok("x"));
        Easy download = prepared();
        Easy upload = prepared()
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.RESUME_FROM, 2L)
                .set(EasyOption.SEEKFUNCTION, (from, offset) -> {
                    probe("seek", from);
                    return SeekResult.OK;
                })
                .set(EasyOption.READFUNCTION, (from, destination) -> {
                    probe("read", from);
                    return 0;
                })
                .set(EasyOption.HTTPHEADER, List.of("Expect:"))
                .set(EasyOption.TRAILERFUNCTION, (from, trailers) -> {
                    probe("trailer", from);
                    return CallbackResult.OK;
                });
        application.resolver.host("named.test", "10.0.0.1");
        runAll(download, upload);
        assertEquals(
                Set.of(
                        "socket",
                        "debug",
                        "progress",
                        "write",
                        "header",
                        "opensocket",
                        "sockopt",
                        "closesocket",
                        "prereq",
                        "seek",
                        "read",
                        "trailer"),
                refused.keySet());
        Set<String> expected = new TreeSet<>(NOTIFY);
        expected.addAll(NEVER);
        expected.add("easy.perform");
        expected.add("easy.upkeep");
        refused.forEach((callback, codes) -> assertEquals(expected, codes, "in " + callback));
        application.messages.forEach(message -> assertEquals(ResultCode.OK, message.result()));
        assertEquals(2, application.multi.handles().size(), "nobody was closed");
        application.close();
    }

    @Test
    @Tag("H6")
    void pauseIsRefusedInSocketAndTimerCallbacksOnly() {
        application.multi.set(MultiOption.TIMERFUNCTION, (multi, millis) -> {
            List<Easy> handles = multi.handles();
            if (!handles.isEmpty()) {
                pauses.put("timer", easyCodeOf(() -> handles.get(0).pause(Pause.CONT)));
            }
            return 0;
        });
        application.multi.add(prepared());
        application.socketAnswers = told -> {
            Easy easy = told.easy();
            assertNotNull(easy);
            pauses.put("socket", easyCodeOf(() -> easy.pause(Pause.CONT)));
            return 0;
        };
        application.multi.timeoutAction();
        application.network.runFor(5);
        application.multi.socketAction(application.network.socket(1), 0);
        application.network.runFor(5);
        application.multi.socketAction(application.network.socket(1), 0);
        assertEquals(ResultCode.RECURSIVE_API_CALL, pauses.remove("socket"));
        assertEquals(ResultCode.RECURSIVE_API_CALL, pauses.remove("timer"));
        assertTrue(pauses.keySet().containsAll(Set.of("write", "header", "progress", "prereq")), pauses::toString);
        assertEquals(Set.of(ResultCode.OK), new LinkedHashSet<>(pauses.values()));
        application.close();
    }

    @Test
    @Tag("H8")
    void resolverStartIsACallback() {
        application.resolver.host("named.test", "10.0.0.1");
        List<MultiCode> codes = new ArrayList<>();
        Easy easy = Easy.create()
                .set(EasyOption.URL, "http://named.test/")
                .set(EasyOption.WRITEFUNCTION, (from, data) -> WriteResult.ACCEPTED)
                .set(EasyOption.RESOLVER_START_FUNCTION, (from, host) -> {
                    codes.add(codeOf(() -> application.multi.add(Easy.create())));
                    codes.add(codeOf(application.multi::perform));
                    return CallbackResult.OK;
                });
        application.multi.add(easy);
        application.runUntilMessages(1);
        assertEquals(List.of(MultiCode.RECURSIVE_API_CALL, MultiCode.RECURSIVE_API_CALL), codes);
        application.close();
    }

    @Test
    @Tag("H2")
    @Tag("H8")
    void timerCallbackIsOne() {
        application.multi.set(MultiOption.TIMERFUNCTION, (multi, millis) -> {
            if (!multi.handles().isEmpty()) {
                probe("timer", multi.handles().get(0));
            }
            return 0;
        });
        application.multi.add(Easy.create().set(EasyOption.URL, "http://10.0.0.1/"));
        Set<String> expected = new TreeSet<>(NOTIFY);
        expected.addAll(NEVER);
        expected.add("easy.perform");
        expected.add("easy.upkeep");
        assertEquals(expected, refused.get("timer"));
        application.close();
    }

    @Test
    @Tag("H3")
    @Tag("Q15")
    void insideTheNotificationCallbackMembersMayComeAndGo() {
        application.multi.set(MultiOption.NOTIFYFUNCTION, (multi, kind, easy) -> {
            assertNotNull(easy);
            probe("notify", easy);
        });
        application.multi.notifyEnable(Notification.EASY_DONE);
        Easy easy = Easy.create()
                .set(EasyOption.URL, "http://10.0.0.1/")
                .set(EasyOption.WRITEFUNCTION, (from, data) -> WriteResult.ACCEPTED);
        application.multi.add(easy);
        application.runUntilMessages(1);
        Set<String> expected = new TreeSet<>(NEVER);
        expected.add("easy.perform");
        expected.add("easy.upkeep");
        assertEquals(expected, refused.get("notify"));
        assertFalse(expected.stream().anyMatch(ALWAYS::contains));
        application.close();
    }

    /** While the notification callback is anywhere on the stack, members may come, but only down to a depth. */
    @Test
    @Tag("H1")
    @Tag("H3")
    @Tag("H7")
    void nestingEndsAtFifteen() {
        List<MultiCode> codes = new ArrayList<>();
        List<Integer> handles = new ArrayList<>();
        boolean[] notifying = new boolean[1];
        application.multi.set(MultiOption.TIMERFUNCTION, (multi, millis) -> {
            if (notifying[0]) {
                codes.add(codeOf(() -> multi.add(Easy.create())));
                handles.add(multi.handles().size());
            }
            return 0;
        });
        application.multi.set(MultiOption.NOTIFYFUNCTION, (multi, kind, easy) -> {
            notifying[0] = true;
            multi.add(Easy.create());
            notifying[0] = false;
        });
        application.multi.notifyEnable(Notification.EASY_DONE);
        application.multi.add(Easy.create());
        application.multi.timeoutAction();
        // Beside the action and its notification there is room for seven calls, each with a callback inside.
        assertEquals(MultiCode.RECURSIVE_API_CALL, codes.remove(0), "the deepest one ends first");
        assertEquals(Collections.nCopies(6, MultiCode.OK), codes);
        assertEquals(0, handles.remove(0), "not even a getter fits in there");
        assertEquals(Collections.nCopies(6, 8), handles);
        application.multi.set(MultiOption.NOTIFYFUNCTION, null);
        application.close();
    }

    @Test
    @Tag("H1")
    void livenessThenNestingThenArguments() {
        List<MultiCode> codes = new ArrayList<>();
        Easy easy = Easy.create()
                .set(EasyOption.URL, "http://10.0.0.1/")
                .set(EasyOption.WRITEFUNCTION, (from, data) -> {
                    codes.add(codeOf(() -> application.multi.set(MultiOption.MAX_HOST_CONNECTIONS, -5)));
                    codes.add(codeOf(() -> application.multi.poll(-1)));
                    return WriteResult.ACCEPTED;
                });
        application.multi.add(easy);
        application.runUntilMessages(1);
        assertEquals(List.of(MultiCode.RECURSIVE_API_CALL, MultiCode.RECURSIVE_API_CALL), codes);
        assertEquals(MultiCode.BAD_FUNCTION_ARGUMENT, codeOf(() -> application.multi.poll(-1)));
        application.close();
        assertEquals(MultiCode.BAD_HANDLE, codeOf(() -> application.multi.poll(-1)));
    }

    @Test
    @Tag("H7")
    void gettersReturnNothingWhenRefused() {
        application.multi.add(Easy.create());
        application.multi.timeoutAction();
        application.close();
        assertNull(application.multi.infoRead());
        assertEquals(List.of(), application.multi.handles());
    }
}
