package dev.hiper.examples.curl;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Standard input, for whoever reads it: the next one gets what the ones before have left. */
final class StandardInput extends InputStream {
    private final FileInputStream file = new FileInputStream(FileDescriptor.in);

    @Override
    public int read() throws IOException {
        return file.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return file.read(into, offset, length);
    }

    /** Where a regular file stands that was given as standard input; -1 if it is none. */
    long position() {
        try {
            return file.getChannel().position();
        } catch (IOException notSeekable) {
            return -1;
        }
    }

    /** Goes to a place in a regular file. */
    void seek(long position) throws IOException {
        file.getChannel().position(position);
    }
}
