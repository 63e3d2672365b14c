package dev.hiper.examples.curl;

import dev.hiper.Easy;
import dev.hiper.WriteCallback;
import dev.hiper.WriteResult;
import java.nio.ByteBuffer;

/** Takes the body of a response. Keeps binary data away from terminals. */
final class BodySink implements WriteCallback {
    private final OutputTarget target;
    private final Messages messages;
    private final boolean guardTerminal;
    private final boolean unbuffered;
    private boolean binaryRefused;

    BodySink(OutputTarget target, Messages messages, boolean guardTerminal, boolean unbuffered) {
        this.target = target;
        this.messages = messages;
        this.guardTerminal = guardTerminal;
        this.unbuffered = unbuffered || guardTerminal;
    }

    /** Whether the transfer was ended because it was not fit for a terminal; that needs no other message. */
    boolean binaryRefused() {
        return binaryRefused;
    }

    @Override
    public WriteResult onWrite(Easy easy, ByteBuffer data) {
        if (guardTerminal && target.written() < 2000 && hasNul(data)) {
            messages.warn("Binary output can mess up your terminal. Use \"--output -\" to tell curl to output it to"
                    + " your terminal anyway, or consider \"--output <FILE>\" to save to a file.");
            binaryRefused = true;
            return WriteResult.ABORT;
        }
        boolean taken = target.write(data) && (!unbuffered || target.flush());
        return taken ? WriteResult.ACCEPTED : WriteResult.ABORT;
    }

    private static boolean hasNul(ByteBuffer data) {
        for (int i = data.position(); i < data.limit(); i++) {
            if (data.get(i) == 0) {
                return true;
            }
        }
        return false;
    }
}
