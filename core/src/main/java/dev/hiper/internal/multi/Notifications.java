package dev.hiper.internal.multi;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Events that wait to be told at the end of a driving call (Q11 to Q15). */
final class Notifications {
    /** A message was put into an empty queue. */
    static final int INFO_READ = 0;
    /** A transfer ended. */
    static final int EASY_DONE = 1;

    private record Event(int kind, @Nullable Member member) {}

    private final EngineListener listener;
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();

    Notifications(EngineListener listener) {
        this.listener = listener;
    }

    void raise(int kind, @Nullable Member member) {
        if (listener.wantsNotification(kind)) {
            waiting.add(new Event(kind, member));
        }
    }

    /** Tells everything that is still true, including what is raised while telling. */
    void deliver(Engine engine) {
        for (Event event = waiting.poll(); event != null; event = waiting.poll()) {
            Member member = event.member;
            // A member that was removed and added again meanwhile is not done, whatever its earlier run was.
            boolean stillThere = member == null || (member.engine == engine && member.doneNotified);
            if (stillThere && listener.wantsNotification(event.kind)) {
                listener.onNotification(event.kind, member);
            }
        }
    }
}
