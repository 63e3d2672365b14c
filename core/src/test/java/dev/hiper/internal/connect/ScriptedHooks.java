package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.internal.socket.ScriptedSocket;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens scripted sockets; what becomes of them is said by address before, or by socket later. */
final class ScriptedHooks implements SocketHooks {
    final List<ScriptedSocket> sockets = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    final List<String> lookups = new ArrayList<>();
    final Set<String> denied = new HashSet<>();
    final Set<String> reachable = new HashSet<>();
    final Map<String, IOException> broken = new HashMap<>();

    @Nullable
    TransferException veto;

    /** The addresses tried so far, in order. */
    List<String> tried() {
        return sockets.stream().map(ScriptedHooks::text).toList();
    }

    List<String> open() {
        return sockets.stream()
                .filter(ScriptedSocket::isOpen)
                .map(ScriptedHooks::text)
                .toList();
    }

    ScriptedSocket at(String address) {
        return sockets.stream()
                .filter(socket -> text(socket).equals(address))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public @Nullable TransportSocket open(SocketRequest request) {
        ScriptedSocket socket = new ScriptedSocket(request);
        String address = text(socket);
        if (denied.contains(address)) {
            return null;
        }
        socket.reachable = reachable.contains(address);
        socket.connectFailure = broken.get(address);
        sockets.add(socket);
        return socket;
    }

    @Override
    public Prepared prepare(TransportSocket socket) {
        return Prepared.CONNECT;
    }

    @Override
    public void beforeLookup(String host) throws TransferException {
        lookups.add(host);
        if (veto != null) {
            throw veto;
        }
    }

    @Override
    public SocketCloser closer() {
        return socket -> {
            closed.add(text((ScriptedSocket) socket));
            socket.close();
        };
    }

    static String text(ScriptedSocket socket) {
        return socket.request.remote() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : socket.request.remote().toString();
    }
}
