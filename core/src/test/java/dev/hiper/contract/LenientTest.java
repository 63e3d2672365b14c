package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which responses are taken for what, as options tell. */
class LenientTest {
    private static final String URL = "http://a.test/";
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final SimHarness sim = new SimHarness();

    @AfterEach
    void close() {
        sim.close();
    }

    private SimCall answered(SimReply reply) {
        sim.server("a.test").reply(reply);
        return sim.call(URL);
    }

    private SimCall run(SimCall call) {
        sim.add(call);
        sim.runUntilDone();
        return call;
    }

    @Test
    @Tag("T057")
    void sloppyChunksNeedTheOption() {
        String response = OK + "Transfer-Encoding: chunked\r\n\r\n5\nhello\n0\n\n";
        assertEquals(
                ResultCode.RECV_ERROR, run(answered(SimReply.raw(response))).result());
        SimCall lenient = run(sim.call(URL).set(EasyOption.LENIENT, true));
        assertEquals(ResultCode.OK, lenient.result());
        assertEquals("hello", lenient.body());
    }

    @Test
    void aliasedStatusLineIsAnHttp10Success() {
        SimCall call =
                run(answered(SimReply.raw("ICY 404 fine\r\nA: b\r\n\r\nmusic").close())
                        .set(EasyOption.HTTP200ALIASES, List.of("yucko", "ICY ")));
        assertEquals(ResultCode.OK, call.result());
        assertEquals("music", call.body());
        assertEquals(200L, call.easy().info(EasyInfo.RESPONSE_CODE));
        SimCall plain = run(sim.call(URL));
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, plain.result());
    }

    @Test
    @Tag("T054")
    void compressingTransferCodingIsUndoneWhereItWasAskedFor() throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write("hello".getBytes(StandardCharsets.US_ASCII));
        }
        SimReply reply = SimReply.raw(
                        OK + "Transfer-Encoding: gzip, chunked\r\n\r\n" + Integer.toHexString(coded.size()) + "\r\n")
                .then(coded.toByteArray())
                .then("\r\n0\r\n\r\n");
        SimCall asked = run(answered(reply).set(EasyOption.TRANSFER_ENCODING, true));
        assertEquals(ResultCode.OK, asked.result());
        assertEquals("hello", asked.body());
        assertEquals(ResultCode.BAD_CONTENT_ENCODING, run(sim.call(URL)).result());
    }

    @Test
    @Tag("T071")
    void answerToHeadNeedsAHead() {
        SimCall call = run(answered(SimReply.raw("no head at all").close())
                .set(EasyOption.NOBODY, true)
                .set(EasyOption.HTTP09_ALLOWED, true));
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, call.result());
        assertEquals("", call.body());
    }

    @Test
    void lastLineOfATruncatedHeadIsToldAllTheSame() {
        SimCall call = run(answered(SimReply.raw(OK + "A: b\r\nC: d\r\n").close()));
        assertEquals(ResultCode.PARTIAL_FILE, call.result());
        assertEquals(List.of("HTTP/1.1 200 OK", "A: b", "C: d"), call.headerLines());
    }

    @Test
    void bodyIsDeliveredUpToItsLargestSize() {
        SimCall call = run(answered(SimReply.raw(OK + "Transfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n0\r\n\r\n"))
                .set(EasyOption.MAXFILESIZE_LARGE, 5L));
        assertEquals(ResultCode.FILESIZE_EXCEEDED, call.result());
        assertEquals("12345", call.body());
    }
}
