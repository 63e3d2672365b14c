package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyException;
import dev.hiper.EasyOption;
import dev.hiper.Share;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.tls.TestCertificates;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What handles remember together, and in files. */
class SharedStoreTest {
    private static final int TRANSFERS = 150;
    private static final int VALUE_SIZE = 2000;

    @TempDir
    Path folder;

    @Test
    @Tag("T031")
    void aDuplicateReadsNoFileThatNobodyNamed() throws IOException {
        Path bait = Path.of("none");
        Files.writeString(bait, "a.test\tFALSE\t/\tFALSE\t0\tbait\t1\n");
        try (Tour tour = new Tour();
                Easy clone = tour.easy().duphandle();
                Tour second = new Tour(tour.sim(), clone)) {
            assertEquals("", second.visit("http://a.test/"));
            assertEquals("", second.visit("http://a.test/"));
        } finally {
            Files.delete(bait);
        }
    }

    @Test
    @Tag("T031")
    void aDuplicateReadsTheFilesOfItsOriginalButHasNotItsCookies() throws IOException {
        Path file = folder.resolve("cookies");
        Files.writeString(file, "a.test\tFALSE\t/\tFALSE\t0\tfiled\t1\n");
        try (Tour tour = new Tour()) {
            tour.easy().set(EasyOption.COOKIEFILE, file.toString());
            tour.easy().set(EasyOption.COOKIELIST, "Set-Cookie: listed=1; domain=a.test");
            try (Easy clone = tour.easy().duphandle();
                    Tour second = new Tour(tour.sim(), clone)) {
                assertEquals("filed=1", second.visit("http://a.test/"));
            }
        }
    }

    @Test
    @Tag("T032")
    void handlesOfOneShareHaveOneJar() {
        try (SimHarness sim = new SimHarness();
                Share share = Share.create().share(Share.Data.COOKIE)) {
            SimServer server = sim.server("a.test")
                    .reply(SimReply.status(200, new byte[0], "Set-Cookie: sid=1"), SimReply.bodyless(204));
            SimCall first = sim.add(sim.call(Answers.URL).set(EasyOption.SHARE, share));
            sim.runUntilDone();
            SimCall stranger = sim.add(sim.call(Answers.URL).set(EasyOption.COOKIEFILE, ""));
            SimCall second = sim.add(sim.call(Answers.URL).set(EasyOption.SHARE, share));
            sim.runUntilDone();
            assertNull(server.request(0).field("Cookie"));
            List<String> cookies = server.requests().stream()
                    .skip(1)
                    .map(request -> String.valueOf(request.field("Cookie")))
                    .sorted()
                    .toList();
            assertEquals(List.of("null", "sid=1"), cookies);
            assertThrows(IllegalStateException.class, share::close, "Two handles use it.");
            for (SimCall call : List.of(first, second, stranger)) {
                sim.remove(call);
                call.easy().close();
            }
        }
    }

    /** Both replace the one cookie all the time; whoever reads it sees one of the values, whole. */
    @Test
    @Tag("T032")
    void loopsOfTwoThreadsNeverSeeATornCookie() throws Exception {
        try (Share share = Share.create().share(Share.Data.COOKIE)) {
            List<String> seen = inTwoThreads(letter -> visitOften(share, letter)).stream()
                    .flatMap(List::stream)
                    .toList();
            Set<Character> writers = new HashSet<>();
            for (String cookie : seen) {
                assertTrue(cookie.startsWith("sid=") && cookie.length() == 4 + VALUE_SIZE, cookie);
                String value = cookie.substring(4);
                assertEquals(1, value.chars().distinct().count(), cookie);
                writers.add(value.charAt(0));
            }
            assertTrue(seen.size() >= 2 * TRANSFERS - 2, "Only the very first ones had none.");
            assertFalse(writers.isEmpty());
        }
    }

    /** The Cookie fields that were sent. */
    private static List<String> visitOften(Share share, char letter) {
        List<String> sent = new ArrayList<>();
        try (SimHarness sim = new SimHarness()) {
            String value = String.valueOf(letter).repeat(VALUE_SIZE);
            SimServer server = sim.server("a.test")
                    .reply(SimReply.status(200, new byte[0], "Set-Cookie: sid=" + value + "; Path=/"));
            SimCall call = sim.call(Answers.URL).set(EasyOption.SHARE, share);
            for (int i = 0; i < TRANSFERS; i++) {
                sim.add(call);
                sim.runUntilDone();
                sim.remove(call);
            }
            for (SimRequest request : server.requests()) {
                sent.addAll(request.values("Cookie"));
            }
            call.easy().close();
        }
        return sent;
    }

    @Test
    @Tag("T124")
    void aHandleRemembersFromTransferToTransfer() {
        try (Tour tour = new Tour()) {
            tour.easy().set(EasyOption.HSTS_CTRL, 1L);
            tour.visitAnswered("https://a.test/", List.of("Strict-Transport-Security: max-age=60"));
            tour.visitAnswered("https://b.test/", List.of("Strict-Transport-Security: max-age=60"));
            tour.visit("http://c.test/");
            assertTlsOnly(tour, "a.test");
            assertTlsOnly(tour, "b.test");
        }
    }

    @Test
    @Tag("T124")
    void whatTransfersAtOnceLearnIsCommonKnowledge() {
        int hosts = 10;
        try (SimHarness sim = new SimHarness();
                Share share = Share.create().share(Share.Data.HSTS)) {
            List<TlsServer> servers = new ArrayList<>();
            List<SimCall> calls = new ArrayList<>();
            for (int i = 0; i < hosts; i++) {
                String host = "h" + i + ".example.test";
                servers.add(TlsServer.at(sim, host).answer(TlsServer.ok("", "Strict-Transport-Security: max-age=600")));
                calls.add(sim.add(trusting(sim.call("https://" + host + "/"), share)));
            }
            sim.runUntilDone();
            for (int i = 0; i < hosts; i++) {
                calls.add(sim.add(trusting(sim.call("http://h" + i + ".example.test/"), share)));
            }
            sim.runUntilDone();
            for (SimCall call : calls) {
                assertEquals(ResultCode.OK, call.result(), () -> call.message().toString());
            }
            servers.forEach(server -> assertEquals(2, server.heads.size()));
            closeAll(sim, calls);
        }
    }

    @Test
    @Tag("T124")
    void twoLoopsThatLearnAtOnceLoseNothing() throws Exception {
        Path file = folder.resolve("hsts");
        try (Share share = Share.create().share(Share.Data.HSTS)) {
            inTwoThreads(letter -> learnMany(share, letter));
            try (Easy easy = Easy.create()) {
                easy.set(EasyOption.SHARE, share).set(EasyOption.HSTS, file.toString());
            }
        }
        try (Stream<String> lines = Files.lines(file)) {
            assertEquals(
                    2 * 20,
                    lines.filter(line -> line.contains(".example.test \"")).count());
        }
    }

    private static List<String> learnMany(Share share, char letter) {
        try (SimHarness sim = new SimHarness()) {
            List<SimCall> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String host = letter + "" + i + ".example.test";
                // The clock of the simulation is behind that of the machine, which is asked when the file is written.
                TlsServer.at(sim, host).answer(TlsServer.ok("", "Strict-Transport-Security: max-age=999999999999"));
                calls.add(sim.add(trusting(sim.call("https://" + host + "/"), share)));
            }
            sim.runUntilDone();
            closeAll(sim, calls);
        }
        return List.of();
    }

    /** What stands there is no file that could be replaced, or there can be no file of that name. */
    @ParameterizedTest
    @Tag("T125")
    @CsvSource({"hsts, occupied", "cookies, occupied", "hsts, long", "cookies, long"})
    void aFileThatCannotBeWrittenHarmsNothing(String kind, String reason) throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path file = home.resolve(reason.equals("long") ? "x".repeat(300) : "occupied");
        if (reason.equals("occupied")) {
            Files.createDirectory(file);
            Files.writeString(file.resolve("old"), "old");
        }
        Easy easy = Easy.create().set(EasyOption.COOKIEFILE, "");
        try (SimHarness sim = new SimHarness()) {
            Tour tour = new Tour(sim, easy);
            easy.set(kind.equals("hsts") ? EasyOption.HSTS : EasyOption.COOKIEJAR, file.toString());
            tour.visitAnswered(
                    "https://a.test/", List.of("Strict-Transport-Security: max-age=99999999", "Set-Cookie: a=1"));
            tour.leave();
            assertEquals(ResultCode.WRITE_ERROR, failureOfClosing(easy));
        }
        try (Stream<Path> left = Files.walk(home)) {
            List<String> names =
                    left.map(path -> String.valueOf(path.getFileName())).toList();
            assertEquals(reason.equals("long") ? List.of("home") : List.of("home", "occupied", "old"), names);
        }
    }

    @ParameterizedTest
    @Tag("T125")
    @ValueSource(strings = {"hsts", "cookies"})
    void aFolderThatIsNotThereIsReported(String kind) {
        String file = folder.resolve("missing").resolve("file").toString();
        try (Tour tour = new Tour()) {
            tour.easy().set(kind.equals("hsts") ? EasyOption.HSTS : EasyOption.COOKIEJAR, file);
            tour.visit("http://a.test/", "a=1");
            tour.leave();
            assertEquals(ResultCode.WRITE_ERROR, failureOfClosing(tour.easy()));
        }
    }

    private static @Nullable ResultCode failureOfClosing(Easy easy) {
        try {
            easy.close();
            return null;
        } catch (EasyException failed) {
            return failed.code();
        }
    }

    private static void assertTlsOnly(Tour tour, String host) {
        String head = tour.request("http://" + host + "/", List.of());
        assertTrue(head.contains("Host: " + host), head);
        assertEquals(0, tour.plainRequests(host), "Nothing went in clear.");
    }

    private static SimCall trusting(SimCall call, Share share) {
        return call.set(EasyOption.CAINFO, TestCertificates.caFile().toString()).set(EasyOption.SHARE, share);
    }

    private static void closeAll(SimHarness sim, List<SimCall> calls) {
        for (SimCall call : calls) {
            sim.remove(call);
            call.easy().close();
        }
    }

    private interface Work {
        List<String> run(char letter);
    }

    private static List<List<String>> inTwoThreads(Work work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<List<String>>> both = List.of(() -> work.run('a'), () -> work.run('b'));
            List<List<String>> results = new ArrayList<>();
            for (Future<List<String>> result : threads.invokeAll(both)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
