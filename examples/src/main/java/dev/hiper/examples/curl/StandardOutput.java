package dev.hiper.examples.curl;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/** Standard output: one buffer for all who write to it, so that their pieces stay in order. */
final class StandardOutput {
    private static final OutputStream STREAM = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));

    private StandardOutput() {}

    static OutputStream stream() {
        return STREAM;
    }
}
