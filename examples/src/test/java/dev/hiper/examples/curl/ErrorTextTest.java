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
    void failuresAreToldInWordsThatScriptsKnow() {
        assertEquals(
                "Operation timed out after 7 milliseconds with 3 out of 9 bytes received",
                ErrorText.worded(
                        ResultCode.OPERATION_TIMEDOUT,
                        "Operation timed out after 7 ms with 3 out of 9 bytes received",
                        7));
        assertEquals(
                "Empty reply from server",
                ErrorText.worded(ResultCode.GOT_NOTHING, "the connection was closed before an answer came", 0));
        assertEquals(
                "URL rejected: No host part in the URL",
                ErrorText.worded(ResultCode.URL_MALFORMAT, "The URL has no host", 0));
        assertEquals("Anything else", ErrorText.worded(ResultCode.URL_MALFORMAT, "Anything else", 0));
    }

    @Test
    void refusedUrlsAreSaidInUsualWords() {
        assertSaid("URL rejected: Bad hostname", "The host is not a valid name or address: it has U+0020 at index 3");
        assertSaid("URL rejected: Bad hostname", "The host consists of numbers but is not an IPv4 address");
        assertSaid("URL rejected: Bad IPv6 address", "The IPv6 address or its zone is not valid");
        assertSaid("URL rejected: Malformed input to a URL function", "The URL is empty");
        assertSaid(
                "URL rejected: Unsupported number of slashes following scheme",
                "One to three slashes have to follow the scheme");
        assertSaid(
                "The redirect target URL could not be parsed: Port number was not a decimal number between 0 and 65535",
                "The redirect target URL could not be parsed: The port is not a decimal number from 1 to 65535");
    }

    @Test
    void refusedCertificatesAreSaidInUsualWords() {
        assertSaid(
                "SSL: no alternative certificate subject name matches target host name 'a.test'",
                "The certificate of a.test:443 is refused: it is not for a.test but for b.test.");
        assertSaid(
                "SSL: public key does not match pinned public key",
                "The public key of a.test:443 is not the pinned one.");
    }

    @Test
    void malformedThingsAreSaidInUsualWords() {
        assertSaid(
                "Illegal or missing hexadecimal sequence in chunked-encoding",
                "malformed chunked body: a chunk without a size");
        assertSaid("Could not parse CURLOPT_RESOLVE entry 'a:b'", "Could not parse the RESOLVE entry 'a:b'");
    }

    private static void assertSaid(String expected, String message) {
        assertEquals(expected, ErrorText.worded(ResultCode.OK, message, 0));
    }

    @Test
    void unsupportedSchemesAreNamed() {
        assertEquals(
                "Protocol \"foo\" not supported",
                ErrorText.worded(ResultCode.UNSUPPORTED_PROTOCOL, "Protocol \"foo\" is not supported", 0));
    }
}
