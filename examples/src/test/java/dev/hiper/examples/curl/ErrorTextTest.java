package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.error.ResultCode;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
    @Test
    void onionNamesAreRefusedByTheirRule() {
        String said = ErrorText.worded(ResultCode.COULDNT_RESOLVE_HOST, "Could not resolve host: Red.onion", 1);
        assertEquals("Not resolving .onion address (RFC 7686)", said);
    }

    @Test
    void otherNamesAreSaid() {
        String message = "Could not resolve host: onion.example";
        assertEquals(message, ErrorText.worded(ResultCode.COULDNT_RESOLVE_HOST, message, 1));
    }

    @Test
    void aFailureToConnectTellsHowLongItTook() {
        String message = "Failed to connect to h port 80: h/1.2.3.4: Connection refused";
        assertEquals(
                "Failed to connect to h port 80 after 12 ms: Could not connect to server",
                ErrorText.worded(ResultCode.COULDNT_CONNECT, message, 12));
    }

    @Test
    void unsupportedSchemesAreNamed() {
        assertEquals(
                "Protocol \"foo\" not supported",
                ErrorText.worded(ResultCode.UNSUPPORTED_PROTOCOL, "Protocol \"foo\" is not supported", 0));
    }
}
