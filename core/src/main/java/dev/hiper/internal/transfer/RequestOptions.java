package dev.hiper.internal.transfer;

import dev.hiper.mime.Mime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ask for: the frozen form of the options that shape a request.
 *
 * @param method which kind of request, deciding about bodies
 * @param customMethod method token to send instead (CUSTOMREQUEST); null for the method's own
 * @param target literal request target (REQUEST_TARGET); null for the URL's
 * @param headers HTTPHEADER lines: {@code Name: value}, {@code Name:} to remove, {@code Name;} for an empty value
 * @param userAgent User-Agent value; null for none
 * @param referer Referer value; null for none
 * @param cookie Cookie value; null for none
 * @param range Range value without the unit; null for none
 * @param resumeFrom offset to resume at; 0 for none, -1 for an upload that says where it begins all the same
 * @param body request body in memory; null if it comes from the read callback or there is none
 * @param mime multipart body, which wins over {@code body}; null for none
 * @param mimeEscape whether names in it are escaped with backslashes
 * @param bodyOwned whether nobody can change {@code body} any more
 * @param bodySize announced size of a body from the read callback; -1 if unknown
 * @param version the HTTP version to speak at most
 * @param expect100Millis how long to wait for a 100 answer
 * @param keepSendingOnError whether an upload goes on after an error status
 * @param uploadBufferSize size of the piece asked of the read callback
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared by value: a config is compared by identity.
public record RequestOptions(
        Method method,
        @Nullable String customMethod,
        @Nullable String target,
        List<String> headers,
        @Nullable String userAgent,
        @Nullable String referer,
        @Nullable String cookie,
        @Nullable String range,
        long resumeFrom,
        byte @Nullable [] body,
        @Nullable Mime mime,
        boolean mimeEscape,
        boolean bodyOwned,
        long bodySize,
        Version version,
        long expect100Millis,
        boolean keepSendingOnError,
        int uploadBufferSize) {

    /** The request kinds of libcurl: HTTPGET, NOBODY, POST, UPLOAD. */
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT
    }

    /** HTTP_VERSION, as far as this engine speaks them. */
    public enum Version {
        HTTP_1_0,
        HTTP_1_1
    }
}
