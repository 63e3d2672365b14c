package dev.hiper.internal.multi;

import dev.hiper.internal.transfer.TransferState;
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

    /** Lets one waiter try; null if nobody waits. */
    @Nullable
    Member moveOne() {
        int mid = pending.next(lastMoved + 1);
        if (mid < 0) {
            mid = pending.next(0);
        }
        Member member = mid < 0 ? null : members.at(mid);
        if (member != null) {
            move(member, "a connection may be free");
        }
        return member;
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
