package dev.hiper.hostile;

import static dev.hiper.hostile.Answers.assertDelivered;
import static dev.hiper.hostile.Answers.assertRefused;
import static dev.hiper.hostile.Answers.head;
import static dev.hiper.hostile.Answers.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a body ends, if the server does not want us to know. */
class BodyFramingTest {
    private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";
    private static final String POISON = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";

    @ParameterizedTest
    @Tag("T049")
    @ValueSource(
            strings = {"Content-Length: 5|Transfer-Encoding: chunked", "Transfer-Encoding: chunked|Content-Length: 5"})
    void chunksWinOverALengthAndTheConnectionGoes(String fields) {
        assertDelivered("hello", false, ok(fields, CHUNKS));
        assertDelivered("hello", false, ok(fields, CHUNKS + POISON));
    }

    @Test
    @Tag("T050")
    void transferCodingInHttp10IsRefused() {
        String response = "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + CHUNKS;
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", SimReply.raw(response));
    }

    @ParameterizedTest
    @Tag("T051")
    @ValueSource(strings = {"Content-Length: 5|Content-Length: 6", "Content-Length: 5, 6"})
    void differingLengthsAreRefused(String fields) {
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", ok(fields, "helloo"));
    }

    @ParameterizedTest
    @Tag("T052")
    @ValueSource(strings = {"Content-Length: 5|Content-Length: 5", "Content-Length: 5, 5"})
    void equalLengthsAreOneHoweverTheyAreSpelled(String fields) {
        assertDelivered("hello", true, ok(fields, "hello"));
    }

    @ParameterizedTest
    @Tag("T053")
    @ValueSource(
            strings = {
                "+5",
                "-5",
                "5_0",
                "0x5",
                "5 5",
                "5;",
                "",
                "\u00b5",
                "9223372036854775808",
                "18446744073709551621",
                "1111111111222222222233333333334444444444"
            })
    void lengthsThatAreNoNumberAreRefused(String value) {
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", ok("Content-Length: " + value, "hello"));
    }

    @Test
    @Tag("T053")
    void leadingZerosAreTolerated() {
        assertDelivered("hello", true, ok("Content-Length: 0000000000000000000000005", "hello"));
    }

    @ParameterizedTest
    @Tag("T054")
    @ValueSource(
            strings = {
                "xchunked",
                "chunked, identity",
                "chunked, chunked",
                "identity, chunked",
                "chunked;q=1",
                ",chunked",
                "\u000bchunked",
                "chunked|Transfer-Encoding: chunked",
                "chunked|Transfer-Encoding: gzip"
            })
    void otherTransferCodingsAreRefusedWithoutFallingBackToALength(String value) {
        assertRefused(ResultCode.BAD_CONTENT_ENCODING, "", ok("Transfer-Encoding: " + value, CHUNKS));
        assertRefused(
                ResultCode.BAD_CONTENT_ENCODING, "", ok("Content-Length: 5|Transfer-Encoding: " + value, "hello"));
    }

    @Test
    @Tag("T054")
    void aBlankBeforeTheColonOfTheCodingIsRefused() {
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", ok("Transfer-Encoding : chunked", CHUNKS));
    }

    @ParameterizedTest
    @Tag("T055")
    @Tag("T056")
    @ValueSource(
            strings = {
                "FFFFFFFFFFFFFFFF0",
                "8000000000000000",
                "10000000000000005",
                "-1",
                "+5",
                "0x5",
                " 5",
                "5_0",
                "",
                "g",
                "\t5"
            })
    void chunkSizesThatAreNoNumberAreRefused(String size) {
        assertRefused(ResultCode.RECV_ERROR, "", ok("Transfer-Encoding: chunked", size + "\r\nhello\r\n0\r\n\r\n"));
    }

    @ParameterizedTest
    @Tag("T055")
    @ValueSource(strings = {"80000000", "7FFFFFFFFFFFFFFF", "100000005"})
    void largeChunkSizesDoNotWrap(String size) {
        SimReply answer = ok("Transfer-Encoding: chunked", size + "\r\nhello").close();
        assertRefused(ResultCode.PARTIAL_FILE, "hello", answer);
    }

    @Test
    @Tag("T056")
    void aThousandZerosAreNoSize() {
        SimReply answer = ok("Transfer-Encoding: chunked", "0".repeat(1000) + "\r\n\r\n");
        assertRefused(ResultCode.RECV_ERROR, "", answer);
    }

    @ParameterizedTest
    @Tag("T057")
    @Tag("T067")
    @CsvSource({
        "'5;ext\nhello\r\n0\r\n\r\n', ''",
        "'5\nhello\r\n0\r\n\r\n', ''",
        "'5\r\nhello\n0\r\n\r\n', hello",
        "'5\r\nhello\r\n0\n\r\n', hello"
    })
    void chunkLinesEndWithCrLfOnly(String chunks, String delivered) {
        assertRefused(ResultCode.RECV_ERROR, delivered, ok("Transfer-Encoding: chunked", chunks));
    }

    @Test
    @Tag("T058")
    void chunkExtensionsAreBoundedPerLineAndInProportion() {
        try (SimHarness sim = new SimHarness()) {
            String large = "1;" + "e".repeat(1 << 20) + "\r\nx\r\n";
            String stuffed = "1;" + "e".repeat(1000) + "\r\nx\r\n";
            SimServer server = sim.server("a.test")
                    .reply(
                            ok("Transfer-Encoding: chunked", large),
                            ok("Transfer-Encoding: chunked", stuffed.repeat(1000)),
                            SimReply.ok(Answers.NEXT));
            for (int most : List.of(0, 2 * Limits.CHUNK_OVERHEAD_BYTES / stuffed.length())) {
                SimCall call = sim.get(Answers.URL);
                sim.runUntilDone();
                assertEquals(ResultCode.TOO_LARGE, call.result());
                assertTrue(call.body().length() <= most);
            }
            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals(Answers.NEXT, next.body());
            assertEquals(3, server.peers().size());
        }
    }

    @ParameterizedTest
    @Tag("T059")
    @ValueSource(strings = {"5\r\nhello", "5\r\nhello\r\n", "5\r\nhello\r\n0\r\n", "5\r\nhello\r\n0\r\nX: y\r\n"})
    void truncatedChunksArePartial(String body) {
        assertRefused(
                ResultCode.PARTIAL_FILE,
                "hello",
                ok("Transfer-Encoding: chunked", body).close());
        assertRefused(
                ResultCode.PARTIAL_FILE,
                "hello",
                ok("Transfer-Encoding: chunked", body).halfClose());
    }

    @Test
    @Tag("T060")
    void aTruncatedBodyIsPartialAndTheMissingBytesAreCounted() {
        String most = "x".repeat(99);
        assertRefused(
                ResultCode.PARTIAL_FILE, most, ok("Content-Length: 100", most).close());
        assertRefused(
                ResultCode.RECV_ERROR, most, ok("Content-Length: 100", most).reset());
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(ok("Content-Length: 100", most).close());
            SimCall call = sim.get(Answers.URL);
            sim.runUntilDone();
            assertTrue(call.message().failure().message().contains("with 1 bytes"));
        }
    }

    @Test
    @Tag("T060")
    void anEmptyReadIsNoEnd() {
        assertDelivered(
                "hello", true, ok("Content-Length: 5", "hel").pauseMillis(5000).then("lo"));
    }

    @Test
    @Tag("T062")
    void bytesBehindTheBodyNeverAnswerALaterRequest() {
        assertDelivered("hello", false, ok("Content-Length: 5", "hello" + POISON));
        assertDelivered("hello", false, ok("Transfer-Encoding: chunked", CHUNKS + POISON));
        assertDelivered("", false, ok("Content-Length: 0", POISON));
    }

    @Test
    @Tag("T062")
    void bytesThatComeBetweenTwoRequestsNeverAnswerTheSecond() {
        assertDelivered(
                "hello", false, ok("Content-Length: 5", "hello").pauseMillis(20).then(POISON));
    }

    @Test
    @Tag("T062")
    void aConnectionThatWasFineAMomentAgoIsStillAskedBeforeItIsUsedAgain() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(SimReply.ok("1"), SimReply.ok("2").pauseMillis(3).then(POISON), SimReply.ok("3"));
            for (String expected : List.of("1", "2", "3")) {
                SimCall call = sim.get(Answers.URL);
                sim.runUntilDone();
                assertEquals(expected, call.body());
                sim.runFor(10);
            }
            assertEquals(2, server.peers().size());
        }
    }

    @ParameterizedTest
    @Tag("T064")
    @CsvSource({
        "true, 200, Content-Length: 10",
        "true, 200, Transfer-Encoding: chunked",
        "false, 204, Content-Length: 10",
        "false, 204, Transfer-Encoding: chunked",
        "false, 304, Content-Length: 10",
        "false, 304, Transfer-Encoding: chunked"
    })
    void someResponsesNeverHaveABody(boolean nobody, int status, String field) {
        assertDelivered("", true, head(status + " x", field, ""), call -> call.set(EasyOption.NOBODY, nobody));
        SimReply withBody = head(status + " x", field, "0123456789");
        assertDelivered("", false, withBody, call -> call.set(EasyOption.NOBODY, nobody));
    }

    @Test
    @Tag("T065")
    void resetContentFollowsTheOrdinaryRulesAndInterimBodiesAreRefused() {
        assertDelivered("hello", true, head("205 Reset", "Content-Length: 5", "hello"));
        String rest = "12345" + POISON;
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", head("100 Continue", "Content-Length: 5", rest));
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", head("103 Hints", "Transfer-Encoding: chunked", rest));
    }

    @ParameterizedTest
    @Tag("T101")
    @Tag("T075")
    @ValueSource(
            strings = {
                "Connection: close",
                "connection: Close",
                "Connection: x, close",
                "Connection: close, keep-alive",
                "Connection: keep-alive|Connection: close",
                "Keep-Alive: timeout=0",
                "Keep-Alive: max=1"
            })
    void aServerThatWantsToCloseIsNotAskedAgain(String field) {
        assertDelivered("hello", false, ok(field + "|Content-Length: 5", "hello"));
    }

    @Test
    @Tag("T101")
    void http10IsReusedOnlyWhereItSaysSo() {
        String start = "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n";
        assertDelivered("hello", false, SimReply.raw(start + "\r\nhello"));
        assertDelivered("hello", true, SimReply.raw(start + "Connection: keep-alive\r\n\r\nhello"));
    }

    @Test
    @Tag("T075")
    void twoDifferentLocationsAreRefusedAndOtherRepeatedFieldsAreAllTold() {
        assertRefused(
                ResultCode.WEIRD_SERVER_REPLY, "", head("302 x", "Location: /a|Location: /b|Content-Length: 0", ""));
        assertDelivered(
                "hello", true, ok("ETag: a|ETag: b|Content-Type: c|Content-Type: d|Content-Length: 5", "hello"));
    }
}
