package dev.hiper.cost;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiOption;
import dev.hiper.MultiServices;
import dev.hiper.PollAction;
import dev.hiper.Readiness;
import dev.hiper.TransferMessage;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.spi.NanoClock;
import dev.hiper.spi.TransportSocket;
import java.util.ArrayList;
import java.util.List;

/** The smallest application around a multi, over sockets that answer at once; what it costs is the engine's. */
final class CannedLoop implements AutoCloseable {
    private static final byte[] RESPONSE =
            "HTTP/1.1 200 OK\r\nServer: canned\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, World!"
                    .getBytes(US_ASCII);

    final Multi multi;
    final List<CannedSocket> sockets = new ArrayList<>();
    final long[] told = new long[PollAction.values().length];
    long bytes;
    int clockReads;
    private boolean timerIsDue;

    CannedLoop(boolean watchIdle) {
        multi = Multi.create(MultiServices.standard().clock(new CountedClock()).sockets(request -> {
                    CannedSocket socket = new CannedSocket(request.remote(), RESPONSE);
                    sockets.add(socket);
                    return socket;
                }))
                .set(MultiOption.WATCH_IDLE, watchIdle)
                .set(MultiOption.MAXCONNECTS, 1_000_000)
                .set(MultiOption.SOCKETFUNCTION, (easy, socket, what, attachment) -> {
                    told[what.code()]++;
                    return 0;
                })
                .set(MultiOption.TIMERFUNCTION, (engine, millis) -> {
                    timerIsDue = millis == 0;
                    return 0;
                });
    }

    Easy easy(String url) {
        return Easy.create().set(EasyOption.URL, url).set(EasyOption.WRITEFUNCTION, (handle, data) -> {
            bytes += data.remaining();
            return WriteResult.ACCEPTED;
        });
    }

    /** One request from adding the handle to removing it. */
    void fetch(Easy easy) {
        multi.add(easy);
        for (TransferMessage message = turn(); ; message = turn()) {
            if (message != null) {
                if (message.result() != ResultCode.OK) {
                    throw new AssertionError(message);
                }
                multi.remove(easy);
                return;
            }
        }
    }

    /** Adds all and drives them until each has ended, so that each has a connection of its own. */
    void fetchAtOnce(List<Easy> easies) {
        easies.forEach(multi::add);
        for (int left = easies.size(); left > 0; ) {
            serveTimer();
            for (int i = 0; i < sockets.size(); i++) {
                serve(sockets.get(i));
            }
            for (TransferMessage message = multi.infoRead(); message != null; message = multi.infoRead()) {
                multi.remove(message.easy());
                left--;
            }
        }
    }

    @Override
    public void close() {
        multi.close();
    }

    private TransferMessage turn() {
        serveTimer();
        serve(sockets.get(sockets.size() - 1));
        return multi.infoRead();
    }

    private void serveTimer() {
        if (timerIsDue) {
            timerIsDue = false;
            multi.timeoutAction();
        }
    }

    private void serve(TransportSocket socket) {
        if (((CannedSocket) socket).readable()) {
            multi.socketAction(socket, Readiness.IN);
        }
    }

    private final class CountedClock implements NanoClock {
        @Override
        public long nanoTime() {
            clockReads++;
            return System.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
            return System.currentTimeMillis();
        }
    }
}
