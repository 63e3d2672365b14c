package dev.hiper.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One direction of a connection: what was written arrives later, in order, and what is neither read nor lost counts
 * against the capacity, so a reader that stops stops the writer.
 */
final class SimPipe {
    private static final int FIRST_SIZE = 1024;

    private final SimNetwork network;
    private final int capacity;
    private final Runnable onArrival;
    private byte[] arrived = new byte[FIRST_SIZE];
    private int head;
    private int tail;
    private int inFlight;
    private long lastArrivalNanos;
    private boolean endSent;
    private boolean endArrived;
    private boolean cut;

    SimPipe(SimNetwork network, int capacity, Runnable onArrival) {
        this.network = network;
        this.capacity = capacity;
        this.onArrival = onArrival;
    }

    int room() {
        return capacity - inFlight - readable();
    }

    int readable() {
        return tail - head;
    }

    /** Whether everything including the end was read. */
    boolean atEnd() {
        return endArrived && head == tail;
    }

    boolean endArrived() {
        return endArrived;
    }

    /** Takes up to {@code max} bytes as one segment. */
    int write(ByteBuffer source, int max) {
        int size = Math.min(Math.min(source.remaining(), room()), max);
        if (size <= 0) {
            return 0;
        }
        byte[] segment = new byte[size];
        source.get(segment);
        inFlight += size;
        arrive(() -> {
            inFlight -= size;
            append(segment);
        });
        return size;
    }

    void writeEnd() {
        if (!endSent) {
            endSent = true;
            arrive(() -> endArrived = true);
        }
    }

    int read(ByteBuffer destination, int max) {
        int size = Math.min(Math.min(destination.remaining(), readable()), max);
        destination.put(arrived, head, size);
        head += size;
        return size;
    }

    /** All that arrived. */
    byte[] readAll(int max) {
        int size = Math.min(max, readable());
        byte[] bytes = Arrays.copyOfRange(arrived, head, head + size);
        head += size;
        return bytes;
    }

    /** Loses what is on its way, and what was not read if {@code discard}. */
    void cut(boolean discard) {
        cut = true;
        if (discard) {
            head = tail;
        }
    }

    private void arrive(Runnable effect) {
        lastArrivalNanos = Math.max(lastArrivalNanos, network.clock().elapsedNanos() + network.drawLatencyNanos());
        network.at(lastArrivalNanos, () -> {
            if (!cut) {
                effect.run();
                onArrival.run();
            }
        });
    }

    private void append(byte[] segment) {
        if (arrived.length - tail < segment.length) {
            int size = readable();
            byte[] larger = size + segment.length > arrived.length
                    ? new byte[Math.max(2 * arrived.length, size + segment.length)]
                    : arrived;
            System.arraycopy(arrived, head, larger, 0, size);
            arrived = larger;
            head = 0;
            tail = size;
        }
        System.arraycopy(segment, 0, arrived, tail, segment.length);
        tail += segment.length;
    }
}
