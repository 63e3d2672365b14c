package dev.hiper.internal.multi;

import org.jspecify.annotations.Nullable;

/** The completed members whose message was not read yet, oldest first (Q1). A list linked through the members. */
final class MessageQueue {
    private @Nullable Member first;
    private @Nullable Member last;
    private int size;

    int size() {
        return size;
    }

    void add(Member member) {
        Member tail = last;
        member.previousMessage = tail;
        member.nextMessage = null;
        member.messageQueued = true;
        if (tail == null) {
            first = member;
        } else {
            tail.nextMessage = member;
        }
        last = member;
        size++;
    }

    @Nullable
    Member poll() {
        Member head = first;
        if (head != null) {
            remove(head);
        }
        return head;
    }

    /** Takes out an unread message, which will then never be delivered (Q5). */
    void remove(Member member) {
        if (!member.messageQueued) {
            return;
        }
        Member before = member.previousMessage;
        Member after = member.nextMessage;
        if (before == null) {
            first = after;
        } else {
            before.nextMessage = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previousMessage = before;
        }
        member.previousMessage = null;
        member.nextMessage = null;
        member.messageQueued = false;
        size--;
    }
}
