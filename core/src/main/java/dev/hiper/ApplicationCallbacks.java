package dev.hiper;

import dev.hiper.internal.multi.EngineListener;
import dev.hiper.internal.multi.Member;
import dev.hiper.spi.TransportSocket;
import org.jspecify.annotations.Nullable;

/**
 * The multi's callbacks as the engine calls them: keeps the recursion guard, turns numbers into {@link PollAction}s, and remembers
 * what a callback threw that ended the multi.
 */
final class ApplicationCallbacks implements EngineListener {
    private final Multi multi;
    private final CallGuard guard;
    private final PollWait polling;
    private @Nullable SocketListener socketListener;
    private @Nullable TimerListener timerListener;
    private @Nullable NotifyListener notifyListener;
    /** Read by resolver threads. */
    private volatile @Nullable WakeupListener wakeupListener;

    private int enabledNotifications;
    private @Nullable Throwable thrown;

    ApplicationCallbacks(Multi multi, CallGuard guard, PollWait polling) {
        this.multi = multi;
        this.guard = guard;
        this.polling = polling;
    }

    void use(
            @Nullable SocketListener socket,
            @Nullable TimerListener timer,
            @Nullable NotifyListener notify,
            @Nullable WakeupListener wakeup) {
        socketListener = socket;
        timerListener = timer;
        notifyListener = notify;
        wakeupListener = wakeup;
    }

    void enable(Notification kind, boolean on) {
        int bit = 1 << kind.code();
        enabledNotifications = on ? enabledNotifications | bit : enabledNotifications & ~bit;
    }

    /** The exception for the call in which a callback ended the multi. */
    MultiException died() {
        Throwable cause = thrown;
        thrown = null;
        return new MultiException(
                MultiCode.ABORTED_BY_CALLBACK,
                cause == null ? "a socket or timer callback answered -1" : "a socket or timer callback threw",
                cause);
    }

    @Override
    public boolean watchesSockets() {
        return socketListener != null;
    }

    @Override
    public int onSocket(@Nullable Member member, TransportSocket socket, int what, @Nullable Object attachment) {
        SocketListener listener = socketListener;
        if (listener == null) {
            return 0;
        }
        guard.enter(Activity.SOCKET_CALLBACK);
        try {
            return listener.onSocket(easyOf(member), socket, PollAction.of(what), attachment);
        } catch (RuntimeException | Error failure) {
            thrown = failure;
            return DEAD;
        } finally {
            guard.leave(Activity.SOCKET_CALLBACK);
        }
    }

    @Override
    public boolean watchesTimer() {
        return timerListener != null;
    }

    @Override
    public int onTimer(long timeoutMillis) {
        TimerListener listener = timerListener;
        if (listener == null) {
            return 0;
        }
        guard.enter(Activity.TIMER_CALLBACK);
        try {
            return listener.onTimer(multi, timeoutMillis);
        } catch (RuntimeException | Error failure) {
            thrown = failure;
            return DEAD;
        } finally {
            guard.leave(Activity.TIMER_CALLBACK);
        }
    }

    @Override
    public boolean wakeable() {
        return wakeupListener != null || polling.used();
    }

    @Override
    public void wake() {
        WakeupListener listener = wakeupListener;
        if (listener != null) {
            listener.onWakeup();
        }
        polling.wakeupIfUsed();
    }

    @Override
    public boolean wantsNotification(int kind) {
        return notifyListener != null && (enabledNotifications & 1 << kind) != 0;
    }

    @Override
    public void onNotification(int kind, @Nullable Member member) {
        NotifyListener listener = notifyListener;
        if (listener == null) {
            return;
        }
        Notification notification =
                kind == Notification.INFO_READ.code() ? Notification.INFO_READ : Notification.EASY_DONE;
        guard.enter(Activity.NOTIFY_CALLBACK);
        try {
            listener.onNotify(multi, notification, easyOf(member));
        } finally {
            guard.leave(Activity.NOTIFY_CALLBACK);
        }
    }

    private static @Nullable Easy easyOf(@Nullable Member member) {
        return member == null ? null : (Easy) member.owner();
    }
}
