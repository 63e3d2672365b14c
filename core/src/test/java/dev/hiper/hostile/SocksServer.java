package dev.hiper.hostile;

import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimPeer;
import dev.hiper.sim.SimServer;
import java.util.Arrays;
import java.util.List;

/** A proxy that says its lines one after the other, each when something came in. Looks around once a millisecond. */
final class SocksServer {
    private static final int TURNS = 3000;

    private final SimHarness sim;
    private final SimServer server;
    private final List<byte[]> lines;
    private boolean byteByByte;

    SocksServer(SimHarness sim, String host, byte[]... lines) {
        this.sim = sim;
        this.server = sim.server(host, 1080).raw().onAccept(peer -> later(peer, 0, 0, 0));
        this.lines = Arrays.asList(lines);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    SocksServer byteByByte() {
        byteByByte = true;
        return this;
    }

    List<SimPeer> peers() {
        return server.peers();
    }

    /** What came on the first connection. */
    byte[] received() {
        return server.peers().isEmpty() ? new byte[0] : server.peer(0).received();
    }

    private void later(SimPeer peer, int line, int seen, int turns) {
        if (line == lines.size() || turns == TURNS) {
            return;
        }
        sim.network().afterMillis(1, () -> {
            int now = peer.received().length;
            if (now == seen) {
                later(peer, line, seen, turns + 1);
                return;
            }
            say(peer, lines.get(line));
            later(peer, line + 1, now, turns + 1);
        });
    }

    private void say(SimPeer peer, byte[] text) {
        if (!byteByByte) {
            peer.send(text);
            return;
        }
        for (int i = 0; i < text.length; i++) {
            byte[] one = {text[i]};
            sim.network().afterMillis(2L * i + 1, () -> peer.send(one));
        }
    }
}
