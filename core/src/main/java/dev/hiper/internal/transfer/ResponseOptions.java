package dev.hiper.internal.transfer;

/**
 * How to take the answer: the frozen form of the options about responses.
 *
 * @param headersToBody whether header lines go to the write callback, too (HEADER)
 * @param failOnError whether a status of 400 and above is a failure
 * @param maxFileSize largest body accepted; 0 for no limit
 * @param ignoreContentLength whether Content-Length is not looked at
 * @param transferDecoding false hands over chunked framing as it is
 * @param http09Allowed whether a response without status line is accepted
 * @param lenient whether what threatens only servers is accepted (LENIENT)
 * @param bufferSize size of one read
 */
public record ResponseOptions(
        boolean headersToBody,
        boolean failOnError,
        long maxFileSize,
        boolean ignoreContentLength,
        boolean transferDecoding,
        boolean http09Allowed,
        boolean lenient,
        int bufferSize) {}
