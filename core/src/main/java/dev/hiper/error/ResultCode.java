package dev.hiper.error;

/**
 * How a transfer ended: libcurl's {@code CURLcode} with its numbers, without the {@code CURLE_} prefix.
 *
 * <p>Codes that only other protocols than the HTTP family produce are left out; their numbers stay
 * unassigned, as do the numbers that libcurl retired. A command line exits with {@link #code()}.
 *
 * @see <a href="https://curl.se/libcurl/c/libcurl-errors.html">libcurl-errors</a>
 */
public enum ResultCode {
    OK(0, "No error"),
    UNSUPPORTED_PROTOCOL(1, "Unsupported protocol"),
    FAILED_INIT(2, "Failed initialization"),
    URL_MALFORMAT(3, "URL using bad/illegal format or missing URL"),
    NOT_BUILT_IN(4, "A requested feature or option is not part of this build"),
    COULDNT_RESOLVE_PROXY(5, "Could not resolve proxy name"),
    COULDNT_RESOLVE_HOST(6, "Could not resolve hostname"),
    COULDNT_CONNECT(7, "Could not connect to server"),
    WEIRD_SERVER_REPLY(8, "Weird server reply"),
    REMOTE_ACCESS_DENIED(9, "Access denied to remote resource"),
    HTTP2(16, "Error in the HTTP2 framing layer"),
    PARTIAL_FILE(18, "Transferred a partial file"),
    HTTP_RETURNED_ERROR(22, "HTTP response code said error"),
    WRITE_ERROR(23, "Failed writing received data to the application"),
    UPLOAD_FAILED(25, "Upload failed (at start)"),
    READ_ERROR(26, "Failed to read the data to upload from the application"),
    OUT_OF_MEMORY(27, "Out of memory"),
    OPERATION_TIMEDOUT(28, "Timeout was reached"),
    RANGE_ERROR(33, "Requested range was not delivered by the server"),
    SSL_CONNECT_ERROR(35, "TLS connect error"),
    BAD_DOWNLOAD_RESUME(36, "Could not resume download"),
    FILE_COULDNT_READ_FILE(37, "Could not read a file"),
    ABORTED_BY_CALLBACK(42, "Operation was aborted by an application callback"),
    BAD_FUNCTION_ARGUMENT(43, "A function was given a bad argument"),
    INTERFACE_FAILED(45, "Failed binding local connection end"),
    TOO_MANY_REDIRECTS(47, "Number of redirects hit the maximum amount"),
    UNKNOWN_OPTION(48, "An unknown option was passed in"),
    SETOPT_OPTION_SYNTAX(49, "Malformed option provided"),
    GOT_NOTHING(52, "Server returned nothing (no headers, no data)"),
    SEND_ERROR(55, "Failed sending data to the peer"),
    RECV_ERROR(56, "Failure when receiving data from the peer"),
    SSL_CERTPROBLEM(58, "Problem with the local TLS certificate"),
    SSL_CIPHER(59, "Could not use the specified TLS cipher"),
    PEER_FAILED_VERIFICATION(60, "TLS peer certificate or host name was not OK"),
    BAD_CONTENT_ENCODING(61, "Unrecognized or bad content or transfer encoding"),
    FILESIZE_EXCEEDED(63, "Maximum file size exceeded"),
    SEND_FAIL_REWIND(65, "Sending the data requires a rewind that failed"),
    LOGIN_DENIED(67, "Login denied"),
    SSL_CACERT_BADFILE(77, "Problem with the CA certificate (path? access rights?)"),
    SSL_SHUTDOWN_FAILED(80, "Failed to shut down the TLS connection"),
    AGAIN(81, "Socket not ready for send or receive"),
    SSL_CRL_BADFILE(82, "Failed to load the certificate revocation list"),
    SSL_ISSUER_ERROR(83, "Issuer check against the peer certificate failed"),
    NO_CONNECTION_AVAILABLE(89, "The maximum connection limit is reached"),
    SSL_PINNEDPUBKEYNOTMATCH(90, "TLS public key does not match the pinned public key"),
    SSL_INVALIDCERTSTATUS(91, "Server TLS certificate status verification failed"),
    HTTP2_STREAM(92, "Stream error in the HTTP/2 framing layer"),
    RECURSIVE_API_CALL(93, "API function called from within a callback"),
    AUTH_ERROR(94, "An authentication function returned an error"),
    HTTP3(95, "HTTP/3 error"),
    QUIC_CONNECT_ERROR(96, "QUIC connection error"),
    PROXY(97, "Proxy handshake error"),
    SSL_CLIENTCERT(98, "TLS client certificate required"),
    UNRECOVERABLE_POLL(99, "Unrecoverable error in select or poll"),
    TOO_LARGE(100, "A value or data field grew too large"),
    ECH_REQUIRED(101, "Encrypted ClientHello was required but was refused");

    private static final ResultCode[] BY_CODE = index();

    private final int code;
    private final String text;

    ResultCode(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** libcurl's number of this result. */
    public int code() {
        return code;
    }

    /** One fixed English sentence part, the counterpart of {@code curl_easy_strerror}. */
    public String text() {
        return text;
    }

    /**
     * The result with libcurl's number {@code code}.
     *
     * @throws IllegalArgumentException if no result of the HTTP family has this number
     */
    public static ResultCode of(int code) {
        if (code < 0 || code >= BY_CODE.length || BY_CODE[code].code != code) {
            throw new IllegalArgumentException("no result has the number " + code);
        }
        return BY_CODE[code];
    }

    private static ResultCode[] index() {
        ResultCode[] all = values();
        ResultCode[] byCode = new ResultCode[all[all.length - 1].code + 1];
        java.util.Arrays.fill(byCode, OK);
        for (ResultCode result : all) {
            byCode[result.code] = result;
        }
        return byCode;
    }
}
