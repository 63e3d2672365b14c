package dev.hiper;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where libcurl writes when no callback is set: bodies to standard output, traces to standard
 * error.
 */
final class StandardStreams {
    private StandardStreams() {}

    static WriteResult write(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        System.out.write(bytes, 0, bytes.length);
        return System.out.checkError() ? WriteResult.ABORT : WriteResult.ACCEPTED;
    }

    /** Shows text and head lines; bodies are nothing to look at. */
    static void show(InfoType kind, ByteBuffer data) {
        switch (kind) {
            case TEXT -> show(System.err, "* ", data);
            case HEADER_IN -> show(System.err, "< ", data);
            case HEADER_OUT -> show(System.err, "> ", data);
            case DATA_IN, DATA_OUT, SSL_DATA_IN, SSL_DATA_OUT -> {}
        }
    }

    private static void show(PrintStream out, String mark, ByteBuffer data) {
        out.print(mark + StandardCharsets.UTF_8.decode(data.duplicate()));
        out.flush();
    }
}
