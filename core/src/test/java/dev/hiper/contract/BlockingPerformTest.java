package dev.hiper.contract;

import static dev.hiper.contract.Refusals.easyCodeOf;
import static dev.hiper.contract.Refusals.refusedEasy;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The blocking convenience, which runs on real sockets. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class BlockingPerformTest {
    /** Serves one connection until the client ends it; counts requests. */
    private static CompletableFuture<Integer> serve(ServerSocket listener) {
        return CompletableFuture.supplyAsync(() -> {
            int requests = 0;
            try (Socket socket = listener.accept();
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.isEmpty()) {
                        requests++;
                        socket.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
                    }
                }
                return requests;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    @Test
    @Tag("A32")
    @Tag("A4")
    void connectionsAreKeptUntilTheEasyJoinsARealMulti() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Multi multi = Multi.create();
                Easy easy = easyFor(listener)) {
            CompletableFuture<Integer> requests = serve(listener);
            assertEquals(ResultCode.OK, easy.perform());
            assertEquals(1, easy.info(EasyInfo.NUM_CONNECTS));
            assertEquals(ResultCode.OK, easy.perform());
            assertEquals(0, easy.info(EasyInfo.NUM_CONNECTS));
            multi.add(easy);
            assertEquals(2, requests.join(), "joining closed the kept connection");
        }
    }

    @Test
    @Tag("A32")
    void connectionsAreKeptUntilTheEasyIsClosed() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> requests = serve(listener);
            Easy easy = easyFor(listener);
            assertEquals(ResultCode.OK, easy.perform());
            easy.close();
            assertEquals(1, requests.join());
        }
    }

    @Test
    @Tag("A32")
    void failureIsTheAnswer() {
        try (Easy easy = Easy.create()) {
            assertEquals(ResultCode.URL_MALFORMAT, easy.perform());
            assertEquals(ResultCode.URL_MALFORMAT, easy.perform(), "and can be repeated");
        }
    }

    @Test
    @Tag("H9")
    void itsCallbacksAreRefusedAnotherPerform() {
        try (Easy easy = Easy.create()) {
            List<ResultCode> codes = new ArrayList<>();
            easy.set(EasyOption.VERBOSE, true);
            easy.set(EasyOption.DEBUGFUNCTION, (from, kind, data) -> {
                codes.add(easyCodeOf(from::perform));
                codes.add(easyCodeOf(from::upkeep));
            });
            assertEquals(ResultCode.URL_MALFORMAT, easy.perform());
            assertEquals(
                    List.of(ResultCode.RECURSIVE_API_CALL),
                    codes.stream().distinct().toList());
        }
    }

    @Test
    @Tag("H9")
    void memberOfAMultiCannotPerform() {
        try (Multi multi = Multi.create();
                Easy easy = Easy.create()) {
            multi.add(easy);
            assertEquals(ResultCode.FAILED_INIT, refusedEasy(easy::perform));
            multi.remove(easy);
            assertEquals(ResultCode.URL_MALFORMAT, easy.perform());
        }
    }

    private static Easy easyFor(ServerSocket listener) {
        return Easy.create()
                .set(EasyOption.URL, "http://127.0.0.1:" + listener.getLocalPort() + "/")
                .set(EasyOption.WRITEFUNCTION, (easy, data) -> WriteResult.ACCEPTED);
    }
}
