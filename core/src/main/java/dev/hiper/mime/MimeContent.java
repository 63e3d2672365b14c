package dev.hiper.mime;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What a {@link MimePart} holds, for whoever reads a tree. A part without content has none of these. */
public sealed interface MimeContent {
    /**
     * Bytes in memory.
     *
     * @param bytes read-only; a reader duplicates it and leaves its position alone
     */
    record Data(ByteBuffer bytes) implements MimeContent {}

    /** The content of a file, read while the transfer runs. */
    record File(Path path) implements MimeContent {}

    /**
     * Bytes from a callback, and whether any were taken: what a transfer took, the next one has to be given again. Copies
     * of a part share this, since they share what gives the bytes.
     */
    final class Source implements MimeContent {
        private final MimeSource source;
        private final long size;
        private boolean begun;

        Source(MimeSource source, long size) {
            this.source = source;
            this.size = size;
        }

        /** How many bytes there are; {@link MimePart#UNKNOWN_SIZE} if that is not known. */
        public long size() {
            return size;
        }

        /** Asks the callback; the engine's way to it. */
        public int read(ByteBuffer destination) {
            begun = true;
            return source.onRead(destination);
        }

        /** Has the callback go back to its start if it was asked for anything; false if it cannot. */
        public boolean rewind() {
            if (begun && !source.onSeek(0)) {
                return false;
            }
            begun = false;
            return true;
        }

        void free() {
            source.onFree();
        }
    }

    /** Further parts. */
    record Subparts(Mime mime) implements MimeContent {}
}
