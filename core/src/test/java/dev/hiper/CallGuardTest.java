package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which call may be made while what is active: the table of libcurl, written out again. */
class CallGuardTest {
    private static final Set<Activity> ALWAYS = EnumSet.of(
            Activity.ASSIGN,
            Activity.HANDLES,
            Activity.COUNT,
            Activity.INFO_READ,
            Activity.NOTIFY_ENABLE,
            Activity.NOTIFY_DISABLE);

    private static final Set<Activity> NOTIFY = EnumSet.of(
            Activity.ADD,
            Activity.REMOVE,
            Activity.SET,
            Activity.TIMEOUT,
            Activity.FDSET,
            Activity.WAIT,
            Activity.POLL,
            Activity.WAITFDS);

    private static final Set<Activity> NEVER = EnumSet.of(
            Activity.PERFORM,
            Activity.SOCKET_ACTION,
            Activity.SOCKET,
            Activity.SOCKET_ALL,
            Activity.CLOSE,
            Activity.EASY_PERFORM,
            Activity.EASY_UPKEEP,
            Activity.EASY_CLOSE,
            Activity.EASY_RESET);

    private static final Set<Activity> CALLBACKS = EnumSet.range(Activity.SOCKET_CALLBACK, Activity.HSTS_READ);

    private final CallGuard guard = new CallGuard(15);

    @Test
    void theTableIsComplete() {
        Set<Activity> all = EnumSet.of(Activity.EASY_PAUSE);
        for (Set<Activity> row : Set.of(ALWAYS, NOTIFY, NEVER, CALLBACKS)) {
            all.addAll(row);
        }
        assertEquals(EnumSet.allOf(Activity.class), all);
        assertEquals(Activity.values().length, 1 + ALWAYS.size() + NOTIFY.size() + NEVER.size() + CALLBACKS.size());
    }

    @Test
    void everythingMayBeginWhileNothingIsActive() {
        assertTrue(guard.idle());
        for (Activity call : Activity.values()) {
            assertTrue(guard.allows(call), call.name());
        }
    }

    @Test
    @Tag("H2")
    void whileAnythingIsActive() {
        for (Activity active : Activity.values()) {
            if (active == Activity.NOTIFY_CALLBACK) {
                continue;
            }
            guard.enter(active);
            for (Activity call : ALWAYS) {
                assertTrue(guard.allows(call), call + " inside " + active);
            }
            for (Activity call : NOTIFY) {
                assertFalse(guard.allows(call), call + " inside " + active);
            }
            for (Activity call : NEVER) {
                assertFalse(guard.allows(call), call + " inside " + active);
            }
            guard.leave(active);
        }
    }

    @Test
    @Tag("H3")
    void belowTheNotificationCallback() {
        guard.enter(Activity.SOCKET_ACTION);
        guard.enter(Activity.NOTIFY_CALLBACK);
        assertNotifyRow();
        guard.enter(Activity.REMOVE);
        guard.enter(Activity.CLOSE_SOCKET);
        assertNotifyRow();
    }

    private void assertNotifyRow() {
        for (Activity call : ALWAYS) {
            assertTrue(guard.allows(call), call.name());
        }
        for (Activity call : NOTIFY) {
            assertTrue(guard.allows(call), call.name());
        }
        for (Activity call : NEVER) {
            assertFalse(guard.allows(call), call.name());
        }
    }

    @Test
    @Tag("H6")
    void pausingIsRefusedBelowSocketAndTimerCallbacksOnly() {
        for (Activity callback : CALLBACKS) {
            boolean listener = callback == Activity.SOCKET_CALLBACK || callback == Activity.TIMER_CALLBACK;
            guard.enter(Activity.SOCKET_ACTION);
            guard.enter(callback);
            assertEquals(!listener, guard.allows(Activity.EASY_PAUSE), callback.name());
            guard.leave(callback);
            guard.leave(Activity.SOCKET_ACTION);
        }
        assertTrue(guard.idle());
    }

    @Test
    void theRefusalCarriesLibcurlsCodeAndSaysWhatIsActive() {
        guard.enterMulti(Activity.SOCKET_ACTION);
        guard.enter(Activity.WRITE);
        MultiException ofMulti = assertThrows(MultiException.class, () -> guard.enterMulti(Activity.ADD));
        assertEquals(MultiCode.RECURSIVE_API_CALL, ofMulti.code());
        assertEquals("ADD is not allowed inside [SOCKET_ACTION, WRITE]", ofMulti.getMessage());
        EasyException ofEasy = assertThrows(EasyException.class, () -> guard.enterEasy(Activity.EASY_PERFORM));
        assertEquals(ResultCode.RECURSIVE_API_CALL, ofEasy.code());
    }

    @Test
    @Tag("H1")
    void nestingEndsAtItsLimitEvenForCallsThatAreAlwaysAllowed() {
        guard.enterMulti(Activity.SOCKET_ACTION);
        for (int depth = 1; depth < 15; depth++) {
            guard.enterMulti(Activity.ASSIGN);
        }
        assertThrows(MultiException.class, () -> guard.enterMulti(Activity.ASSIGN));
        guard.enter(Activity.WRITE); // The callback of the deepest call still has room.
        guard.leave(Activity.WRITE);
        guard.leave(Activity.ASSIGN);
        guard.enterMulti(Activity.INFO_READ);
    }

    @Test
    void aSecondThreadIsNoticed() throws InterruptedException {
        guard.enter(Activity.SOCKET_ACTION);
        Throwable[] seen = new Throwable[1];
        Thread other = new Thread(() -> {
            try {
                guard.enter(Activity.ASSIGN);
            } catch (IllegalStateException expected) {
                seen[0] = expected;
            }
        });
        other.start();
        other.join();
        assertTrue(seen[0] instanceof IllegalStateException);
        guard.leave(Activity.SOCKET_ACTION);
        guard.enter(Activity.SOCKET_ACTION);
    }

    @Test
    void anotherThreadMayFollow() throws InterruptedException {
        guard.enter(Activity.SOCKET_ACTION);
        guard.leave(Activity.SOCKET_ACTION);
        boolean[] done = new boolean[1];
        Thread other = new Thread(() -> {
            guard.enter(Activity.SOCKET_ACTION);
            guard.leave(Activity.SOCKET_ACTION);
            done[0] = true;
        });
        other.start();
        other.join();
        assertTrue(done[0]);
    }
}
