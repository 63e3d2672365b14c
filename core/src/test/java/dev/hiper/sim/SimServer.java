package dev.hiper.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scripted HTTP/1 server at one or more addresses. It refuses nothing silently: a malformed request, or a second
 * one before the first was answered, is a {@link SimViolation}. Everything that came is kept for the test.
 */
public final class SimServer {
    private final SimNetwork network;
    private final SimRandom random;
    private final List<SimPeer> peers = new ArrayList<>();
    private final List<SimRequest> requests = new ArrayList<>();
    private Function<SimRequest, SimReply> answer = request -> SimReply.status(404, new byte[0]);
    private Consumer<SimRequest> onRequest = request -> {};
    private Consumer<SimPeer> onAccept = peer -> {};
    private boolean parsing = true;

    public SimServer(SimNetwork network, InetSocketAddress... addresses) {
        this.network = network;
        this.random = network.random().split();
        for (InetSocketAddress address : addresses) {
            network.listen(address, this);
        }
    }

    /** An address from its literal; never looks anything up. */
    public static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(literal(literal), port);
    }

    static InetAddress literal(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is no address literal", e);
        }
    }

    /** Answers requests in their order, over all connections; the last reply stands for all that follow. */
    public SimServer reply(SimReply... replies) {
        List<SimReply> queue = new ArrayList<>(Arrays.asList(replies));
        answer = request -> queue.size() > 1 ? queue.remove(0) : queue.get(0);
        return this;
    }

    /** Chooses the reply by the head of the request. */
    public SimServer answer(Function<SimRequest, SimReply> chosen) {
        answer = chosen;
        return this;
    }

    /** Is shown each complete request before it is answered. */
    public SimServer onRequest(Consumer<SimRequest> observer) {
        onRequest = observer;
        return this;
    }

    /** Is given each new connection, to send something at once or to read slowly. */
    public SimServer onAccept(Consumer<SimPeer> observer) {
        onAccept = observer;
        return this;
    }

    /** Does not read requests: bytes are only collected, the test sends by hand through {@link #peer}. */
    public SimServer raw() {
        parsing = false;
        return this;
    }

    /** Connections in the order of acceptance. */
    public List<SimPeer> peers() {
        return peers;
    }

    public SimPeer peer(int index) {
        return peers.get(index);
    }

    /** Requests in the order in which their heads came. */
    public List<SimRequest> requests() {
        return requests;
    }

    public SimRequest request(int index) {
        return requests.get(index);
    }

    SimPeer accept(SimSocket socket) {
        Conversation conversation = new Conversation();
        SimPeer peer = new SimPeer(network, socket, peers.size(), conversation::feed, conversation::clientEnded);
        conversation.begin(peer);
        peers.add(peer);
        network.trace().line("accept #" + socket.id());
        onAccept.accept(peer);
        return peer;
    }

    /** One connection: reads requests, plays replies. */
    private final class Conversation implements SimRequestParser.Sink {
        private @Nullable SimPeer peer;
        private @Nullable SimRequestParser parser;
        private @Nullable SimReply reply;
        private boolean replying;
        private boolean playing;
        private boolean requestDone;

        void begin(SimPeer accepted) {
            peer = accepted;
            parser = new SimRequestParser(accepted, this, text -> {
                throw network.violation("request on #" + accepted.socket().id() + ": " + text);
            });
        }

        void feed(byte[] bytes) {
            if (parsing && parser != null) {
                parser.feed(bytes);
            }
        }

        void clientEnded() {
            if (parsing && peer != null) {
                peer.close();
            }
        }

        @Override
        public void onHead(SimRequest request) {
            int id = request.peer().socket().id();
            if (reply != null) {
                throw network.violation("request " + request + " on #" + id + " before the last one was answered");
            }
            network.trace().line("request #" + id + " " + request);
            requests.add(request);
            boolean first = request.peer().lastRequest() == null;
            request.peer().lastRequest(request);
            request.first(first);
            requestDone = false;
            SimReply chosen = answer.apply(request);
            reply = chosen;
            if (chosen.isInviting() && request.expectsContinue()) {
                request.peer().send("HTTP/1.1 100 Continue\r\n\r\n");
            }
            if (chosen.isEarly()) {
                play(request.peer(), chosen);
            }
        }

        @Override
        public void onComplete(SimRequest request) {
            network.trace().line("request complete " + request);
            requestDone = true;
            onRequest.accept(request);
            SimReply chosen = reply;
            if (chosen != null && !replying) {
                play(request.peer(), chosen);
            } else if (!playing) {
                forgetIfComplete();
            }
        }

        private void play(SimPeer to, SimReply chosen) {
            replying = true;
            playing = true;
            step(to, chosen, 0);
        }

        private void step(SimPeer to, SimReply chosen, int index) {
            if (index == chosen.steps().size()) {
                finish(to, chosen);
                return;
            }
            SimReply.Step step = chosen.steps().get(index);
            Runnable send = () -> pieces(to, chosen, step.bytes(), 0, () -> step(to, chosen, index + 1));
            if (step.pauseNanos() > 0) {
                network.after(step.pauseNanos(), send);
            } else {
                send.run();
            }
        }

        private void pieces(SimPeer to, SimReply chosen, byte[] bytes, int from, Runnable next) {
            int size =
                    switch (chosen.cut()) {
                        case WHOLE -> bytes.length - from;
                        case BYTES -> Math.min(1, bytes.length - from);
                        case SEEDED -> Math.min(random.skewed(1, Math.max(2, bytes.length)), bytes.length - from);
                    };
            if (size > 0) {
                to.send(Arrays.copyOfRange(bytes, from, from + size));
            }
            if (from + size == bytes.length) {
                next.run();
                return;
            }
            long pause =
                    switch (chosen.cut()) {
                        case WHOLE -> 0L;
                        case BYTES -> 1_000_000L;
                        case SEEDED -> random.chance(0.5) ? 0L : random.between(1L, 20_000_000L);
                    };
            network.after(pause, () -> pieces(to, chosen, bytes, from + size, next));
        }

        private void finish(SimPeer to, SimReply chosen) {
            playing = false;
            switch (chosen.after()) {
                case KEEP -> forgetIfComplete();
                case CLOSE_IDLE -> {
                    forgetIfComplete();
                    SimRequest last = to.lastRequest();
                    network.after(chosen.idleNanos(), () -> {
                        if (to.lastRequest() == last) {
                            to.close();
                        }
                    });
                }
                case CLOSE -> to.close();
                case HALF_CLOSE -> to.halfClose();
                case RESET -> to.reset();
                case STALL -> {}
            }
        }

        private void forgetIfComplete() {
            if (requestDone) {
                reply = null;
                replying = false;
            }
        }
    }
}
