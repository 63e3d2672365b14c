package dev.hiper.internal.connect;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.internal.socket.ScriptedSocket;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A whole chain in one filter that does what its fields say. */
final class ScriptedChain extends ConnectionFilter {
    final ScriptedSocket socket = new ScriptedSocket(new SocketRequest(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
            new SocketRequest.Options(true, false, 60, 60, 9, null, 0, 1)));
    boolean alive = true;
    boolean goodbyeBlocks;
    boolean goodbyeFails;
    boolean goodbyeWakes;
    int goodbyeWants = PollSet.OUT;
    int goodbyes;
    int probes;
    int closes;

    ScriptedChain() {
        super(null);
    }

    @Override
    public Step shutdown(ConnectContext context) throws TransferException {
        goodbyes++;
        if (goodbyeFails) {
            throw new TransferException(ResultCode.SEND_ERROR, "reset");
        }
        if (goodbyeWakes) {
            context.wake();
        }
        return goodbyeBlocks ? Step.BLOCKED : Step.DONE;
    }

    @Override
    public void adjust(PollSet polls) {
        if (goodbyes > 0) {
            polls.set(socket, goodbyeWants);
        }
    }

    @Override
    public boolean isAlive() {
        probes++;
        return alive;
    }

    @Override
    public void close() {
        closes++;
    }

    @Override
    public TransportSocket socket() {
        return socket;
    }
}
