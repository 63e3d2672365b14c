package dev.hiper.internal.multi;

import dev.hiper.internal.transfer.TransferState;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may be run: the process set, and the pending set of those that wait for a connection slot. One trigger
 * lets one waiter try again, round robin by mid (L19); who finds no slot waits again.
 */
final class RunSets {
    private final MidTable members;
    private final MidSet process = new MidSet();
    private final MidSet pending = new MidSet();
    private int lastMoved;

    RunSets(MidTable members) {
        this.members = members;
    }

    MidSet process() {
        return process;
    }

    int pendingCount() {
        return pending.size();
    }

    boolean isPending(Member member) {
        return pending.contains(member.mid);
    }

    void enter(Member member) {
        process.add(member.mid);
    }

    void leave(Member member) {
        process.remove(member.mid);
        pending.remove(member.mid);
    }

    /** The member found no connection slot. */
    void park(Member member) {
        process.remove(member.mid);
        pending.add(member.mid);
    }

    /**
     * Lets one waiter try: the next in turn that {@code mayProceed}. Those that wait for something else are passed over, so that a
     * busy host does not hold up the waiters of a free one. Null if there is none.
     */
    @Nullable
    Member moveOne(Predicate<Member> mayProceed) {
        Member chosen = firstWaiter(lastMoved + 1, members.bound(), mayProceed);
        if (chosen == null) {
            chosen = firstWaiter(0, lastMoved + 1, mayProceed);
        }
        if (chosen != null) {
            move(chosen, "a connection may be free");
        }
        return chosen;
    }

    /** Lets any waiter run, whatever it waits for; null if nobody waits. */
    @Nullable
    Member moveAny() {
        int mid = pending.next(0);
        Member member = mid < 0 ? null : members.at(mid);
        if (member != null) {
            move(member, "all may try");
        }
        return member;
    }

    private @Nullable Member firstWaiter(int from, int to, Predicate<Member> mayProceed) {
        for (int mid = pending.next(from); mid >= 0 && mid < to; mid = pending.next(mid + 1)) {
            Member member = members.at(mid);
            if (member != null && mayProceed.test(member)) {
                return member;
            }
        }
        return null;
    }

    /** Lets this waiter run. */
    void move(Member member, String reason) {
        lastMoved = member.mid;
        pending.remove(member.mid);
        process.add(member.mid);
        member.transfer.transition(TransferState.CONNECT, reason);
        member.wake();
    }
}
