package dev.hiper.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The signatures are those of the public test suite of AWS. */
class SigV4Test {
    private static final Credentials EXAMPLE =
            Credentials.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static final String HOST = "example.amazonaws.com";

    /** 2015-08-30, 12:36:00. */
    private static final long THEN = 1_440_938_160L;

    @Test
    @Tag("T156")
    void plainRequestIsSigned() throws TransferException {
        assertEquals(
                List.of(
                        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                                + "SignedHeaders=host;x-amz-date, "
                                + "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                        "X-Amz-Date: 20150830T123600Z"),
                sign("GET", null, List.of(), null));
    }

    @Test
    @Tag("T156")
    void queryIsSorted() throws TransferException {
        assertSignature(
                "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
                sign("GET", "Param2=value2&Param1=value1", List.of(), null));
    }

    @Test
    @Tag("T156")
    void headersAreTrimmedAndSorted() throws TransferException {
        List<String> signed = sign("GET", null, List.of("My-Header1: value1", "My-Header2:  \"a   b   c\" "), null);
        assertSignature("acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736", signed);
        assertTrue(signed.get(0).contains("SignedHeaders=host;my-header1;my-header2;x-amz-date,"));
    }

    @Test
    @Tag("T156")
    void headersOfOneNameAreJoined() throws TransferException {
        assertSignature(
                "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
                sign("GET", null, List.of("My-Header1: value2", "My-Header1:value2", "My-Header1:value1"), null));
    }

    @Test
    @Tag("T156")
    void bodyIsPartOfTheSignature() throws TransferException {
        assertSignature(
                "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
                sign("POST", null, List.of("Content-Type: application/x-www-form-urlencoded"), "Param1=value1"));
    }

    @Test
    void dateOfTheApplicationIsUsed() throws TransferException {
        List<String> signed = sign("GET", null, List.of("X-Amz-Date: 20150830T123600Z"), null);
        assertEquals(1, signed.size());
        assertSignature("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", signed);
    }

    @Test
    void storageServiceIsToldTheHashOfTheBody() throws TransferException {
        SigV4 storage = SigV4.of("aws:amz:us-east-1:s3", "h");
        List<String> empty = storage.sign(EXAMPLE, request("GET", null, List.of(), false, null), THEN);
        assertEquals(
                "x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", empty.get(2));
        assertTrue(empty.get(0).contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date,"));
        List<String> unknown = storage.sign(EXAMPLE, request("PUT", null, List.of(), true, null), THEN);
        assertEquals("x-amz-content-sha256: UNSIGNED-PAYLOAD", unknown.get(2));
        List<String> given = storage.sign(
                EXAMPLE, request("PUT", null, List.of("x-amz-content-sha256: UNSIGNED-PAYLOAD"), true, null), THEN);
        assertEquals(unknown.get(0), given.get(0));
        assertEquals(2, given.size());
    }

    @Test
    void missingPartsComeFromTheHost() throws TransferException {
        assertScope("xxx", "yyy", "20150830/us/foo/xxx4_request", SigV4.of("xxx:yyy", "foo.us.example.com"));
        assertScope("xxx", "yyy", "20150830/rg/foo/xxx4_request", SigV4.of("xxx:yyy:rg", "foo.us.example.com"));
        assertScope("xxx", "xxx", "20150830/us/foo/xxx4_request", SigV4.of("xxx", "foo.us.example.com"));
        assertScope("aws", "amz", "20150830/us/foo/aws4_request", SigV4.of("", "foo.us.example.com"));
    }

    @Test
    void partsThatAreNowhereAreErrors() {
        assertEquals(ResultCode.URL_MALFORMAT, failure("xxx:yyy", "localhost"));
        assertEquals(ResultCode.URL_MALFORMAT, failure("xxx:yyy", "foo.us"));
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, failure(":yyy", "foo.us.example.com"));
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, failure("x".repeat(65), "foo.us.example.com"));
    }

    @Test
    @Tag("T156")
    void queriesHaveOneForm() throws TransferException {
        assertEquals("", SigV4Text.query(null));
        assertEquals("a=&a=1&a=2&b=", SigV4Text.query("b&a=2&a&&a=1"));
        assertEquals("a=%20%2B%2F~%C3%A9", SigV4Text.query("a=+%2b%2f%7E\u00e9"));
        assertEquals("a=%25zz%25", SigV4Text.query("a=%zz%"));
        assertThrows(TransferException.class, () -> SigV4Text.query("a&".repeat(128)));
    }

    @Test
    @Tag("T156")
    void pathsAreEncodedOnceMore() {
        assertEquals("/", SigV4Text.path("", true));
        assertEquals("/a%2520b/~", SigV4Text.path("/a%20b/~", true));
        assertEquals("/a%20b", SigV4Text.path("/a%20b", false));
    }

    private static ResultCode failure(String option, String host) {
        return assertThrows(TransferException.class, () -> SigV4.of(option, host))
                .result();
    }

    private static void assertScope(String provider, String headers, String scope, SigV4 signer)
            throws TransferException {
        List<String> signed = signer.sign(EXAMPLE, request("GET", null, List.of(), false, null), THEN);
        String upper = provider.equals("aws") ? "AWS" : "XXX";
        assertTrue(
                signed.get(0).startsWith("Authorization: " + upper + "4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + scope),
                signed.get(0));
        assertTrue(signed.get(1).equalsIgnoreCase("x-" + headers + "-date: 20150830T123600Z"));
    }

    private static void assertSignature(String expected, List<String> signed) {
        assertTrue(signed.get(0).endsWith("Signature=" + expected), signed.get(0));
    }

    private static List<String> sign(String method, @Nullable String query, List<String> headers, @Nullable String body)
            throws TransferException {
        ByteBuffer bytes = body == null ? null : StandardCharsets.US_ASCII.encode(body);
        return SigV4.of("aws:amz:us-east-1:service", HOST)
                .sign(EXAMPLE, request(method, query, headers, bytes != null, bytes), THEN);
    }

    private static SigV4.Request request(
            String method, @Nullable String query, List<String> headers, boolean hasBody, @Nullable ByteBuffer body) {
        return new SigV4.Request(method, HOST, "/", query, headers, hasBody, body);
    }
}
