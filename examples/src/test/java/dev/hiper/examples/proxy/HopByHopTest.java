package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("T227")
class HopByHopTest {
    private static HttpHeaders headers() {
        return DefaultHttpHeadersFactory.headersFactory().newHeaders();
    }

    @Test
    void nominationsMayBeSpreadAndOfAnyCase() {
        HopByHop hopByHop =
                HopByHop.of(headers().add("Connection", "close, x-A").add("connection", "X-b ,,"));
        assertTrue(hopByHop.contains("X-A"));
        assertTrue(hopByHop.contains("x-B"));
        assertFalse(hopByHop.contains("X-C"));
    }

    @Test
    void protectedFieldsCannotBeNominated() {
        HopByHop hopByHop =
                HopByHop.of(headers().add("Connection", "Host, Content-Length, Cookie, Via, X-Forwarded-For"));
        assertFalse(hopByHop.contains("Host"));
        assertFalse(hopByHop.contains("Content-Length"));
        assertFalse(hopByHop.contains("Cookie"));
        assertFalse(hopByHop.contains("Via"));
        assertFalse(hopByHop.contains("X-Forwarded-For"));
    }

    @Test
    void strippingTakesTheFixedAndTheNominatedOnes() {
        HttpHeaders headers = headers()
                .add("Connection", "X-Hop, Set-Cookie")
                .add("X-Hop", "1")
                .add("Keep-Alive", "1")
                .add("Upgrade", "h2c")
                .add("Set-Cookie", "a")
                .add("X-End", "1");
        HopByHop.strip(headers);
        assertEquals(2, headers.size());
        assertTrue(headers.contains("Set-Cookie") && headers.contains("X-End"));
    }

    @Test
    void fieldsThatDecideHowABodyIsReadDoNotTrail() {
        assertFalse(HopByHop.mayTrail("Content-Length"));
        assertFalse(HopByHop.mayTrail("transfer-encoding"));
        assertFalse(HopByHop.mayTrail("Set-Cookie"));
        assertTrue(HopByHop.mayTrail("X-Checksum"));
    }
}
