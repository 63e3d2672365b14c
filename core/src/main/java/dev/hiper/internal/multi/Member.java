package dev.hiper.internal.multi;

import dev.hiper.internal.coding.DecodeBuffers;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Timer;
import dev.hiper.internal.transfer.Errand;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferClient;
import dev.hiper.internal.transfer.TransferHost;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The place of one easy handle's transfer in an engine: its mid, deadlines, last told interest and message link. Lives as long
 * as the easy handle, in one engine at a time.
 */
public final class Member implements TransferHost, SocketUser, DeadlineOwner {
    private static final int NONE = 0;

    final Transfer transfer;
    final Deadlines deadlines = new Deadlines(this);

    @Nullable
    Engine engine;

    int mid = NONE;

    /** Links of the queue of unread messages. */
    @Nullable
    Member nextMessage;

    @Nullable
    Member previousMessage;

    /** What it waits for beside the loop. */
    Aside.@Nullable Job job;

    boolean messageQueued;
    boolean doneNotified;
    /** Its removal has begun. */
    boolean leaving;

    private final Object owner;
    private final @Nullable Consumer<Member> ended;
    private final PollSet told = new PollSet();

    /**
     * A place for the transfers of one easy handle.
     *
     * @param owner the easy handle, for the API to find back to it
     */
    public Member(Object owner, TransferClient client) {
        this(owner, client, null);
    }

    private Member(Object owner, TransferClient client, @Nullable Consumer<Member> ended) {
        this.owner = owner;
        this.ended = ended;
        this.transfer = new Transfer(this, client);
    }

    /**
     * A place for a transfer of the engine's own, which the application sees nothing of but its sockets.
     *
     * @param ended is told when it has its result; it is out of the engine then
     */
    static Member internal(TransferClient client, Consumer<Member> ended) {
        return new Member(client, client, ended);
    }

    boolean internal() {
        return ended != null;
    }

    /** It has its result and nobody's message queue to put it in. */
    void tellEnd() {
        Consumer<Member> listener = ended;
        if (listener != null) {
            listener.accept(this);
        }
    }

    public Object owner() {
        return owner;
    }

    public Transfer transfer() {
        return transfer;
    }

    /** The engine that this member was added to; null if to none. */
    public @Nullable Engine engine() {
        return engine;
    }

    /** Whether its removal is at work; its last callbacks may come from in there. */
    public boolean leaving() {
        return leaving;
    }

    Engine home() {
        Engine present = engine;
        if (present == null) {
            throw new IllegalStateException("not added to an engine");
        }
        return present;
    }

    @Override
    public PollSet told() {
        return told;
    }

    @Override
    public void onReady() {
        wake();
    }

    @Override
    public void onDue() {
        home().deadlinePassed(this);
    }

    @Override
    public long nowNanos() {
        return home().nowNanos();
    }

    @Override
    public long wallMillis() {
        return home().wallMillis();
    }

    @Override
    public void expireAt(Timer timer, long deadlineNanos) {
        deadlines.set(timer, deadlineNanos);
        home().timers().update(deadlines);
    }

    @Override
    public void cancel(Timer timer) {
        if (deadlines.isSet(timer)) {
            deadlines.cancel(timer);
            home().timers().update(deadlines);
        }
    }

    @Override
    public void wake() {
        Engine present = engine;
        if (present != null) {
            present.markDirty(this);
        }
    }

    @Override
    public boolean aside(Errand errand) {
        return home().aside().begin(this, errand);
    }

    @Override
    public DecodeBuffers decodeBuffers() {
        return home().buffers().decode();
    }

    @Override
    public ByteBuffer readBuffer(int size) {
        return home().buffers().read(size);
    }

    @Override
    public ByteBuffer sendBuffer(int size) {
        return home().buffers().send(size);
    }
}
