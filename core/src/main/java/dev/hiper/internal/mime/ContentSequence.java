package dev.hiper.internal.mime;

import dev.hiper.error.TransferException;
import java.nio.ByteBuffer;
import java.util.List;

/** Contents one after the other. */
final class ContentSequence implements Content {
    private final List<Content> contents;
    private int index;

    ContentSequence(List<Content> contents) {
        this.contents = List.copyOf(contents);
    }

    /** The sum; unknown if one is unknown, or if no number can hold it. */
    @Override
    public long size() {
        long sum = 0;
        for (int i = 0; i < contents.size(); i++) {
            long size = contents.get(i).size();
            sum += size;
            if (size < 0 || sum < 0) {
                return UNKNOWN;
            }
        }
        return sum;
    }

    @Override
    public int read(ByteBuffer destination) throws TransferException {
        int total = 0;
        while (index < contents.size() && destination.hasRemaining()) {
            Content content = contents.get(index);
            int count = content.read(destination);
            if (count == PAUSED) {
                return total == 0 ? PAUSED : total;
            }
            if (count == END) {
                content.close();
                index++;
            } else {
                total += count;
            }
        }
        return total == 0 ? END : total;
    }

    @Override
    public void rewind() throws TransferException {
        // What lies behind was not touched yet.
        for (int i = Math.min(index, contents.size() - 1); i >= 0; i--) {
            contents.get(i).rewind();
        }
        index = 0;
    }

    @Override
    public void close() {
        for (int i = 0; i < contents.size(); i++) {
            contents.get(i).close();
        }
    }
}
