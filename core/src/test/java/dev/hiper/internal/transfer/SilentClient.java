package dev.hiper.internal.transfer;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** An application that accepts everything and has nothing to send; tests override what they look at. */
class SilentClient implements TransferClient {
    @Override
    public Verdict body(ByteBuffer data) {
        return Verdict.ACCEPTED;
    }

    @Override
    public Verdict header(ByteBuffer line) {
        return Verdict.ACCEPTED;
    }

    @Override
    public boolean wantsHeaders() {
        return true;
    }

    @Override
    public int read(ByteBuffer destination) {
        return 0;
    }

    @Override
    public Seek seek(long offset) {
        return Seek.NONE;
    }

    @Override
    public boolean wantsProgress() {
        return false;
    }

    @Override
    public boolean progress(long downloadTotal, long downloaded, long uploadTotal, long uploaded) {
        return true;
    }

    @Override
    public boolean prereq(SocketAddress remote, SocketAddress local) {
        return true;
    }

    @Override
    public boolean wantsTrailers() {
        return false;
    }

    @Override
    public List<String> trailers() {
        return List.of();
    }

    @Override
    public boolean tracing() {
        return false;
    }

    @Override
    public void debug(Info kind, ByteBuffer data) {}

    @Override
    public void trace(String text) {}

    @Override
    public Throwable thrown() {
        return null;
    }
}
