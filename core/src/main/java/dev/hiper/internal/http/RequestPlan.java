package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.http1.RequestEncoder;
import dev.hiper.internal.http1.RequestKind;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.RequestHead;
import dev.hiper.internal.transfer.RequestBody;
import dev.hiper.internal.transfer.RequestOptions;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.url.Url;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request worked out: its encoded head and how its body goes. Made once per frozen config and used again for as long
 * as the same request is made.
 *
 * @param head the encoded head with its final empty line, read-only; readers use a duplicate
 * @param method the method token that is sent
 * @param kind what the method means for the framing of the response
 * @param chunked whether the body is sent in chunks
 * @param expects whether the body waits for a 100 answer
 * @param closes whether the request asks for the connection to be closed
 * @param bodySize bytes of the body; -1 if unknown, 0 if there is none
 */
record RequestPlan(
        ByteBuffer head,
        String method,
        RequestKind kind,
        boolean chunked,
        boolean expects,
        boolean closes,
        long bodySize) {

    /** @param mayExpect false after the server refused an expectation */
    static RequestPlan of(TransferConfig config, RequestBody body, boolean mayExpect) throws TransferException {
        RequestOptions request = config.request();
        CustomHeaders custom = CustomHeaders.of(request.headers());
        boolean http10 = request.version() == RequestOptions.Version.HTTP_1_0;
        boolean chunked = chunks(request, custom, body, http10);
        boolean expects = mayExpect && expects(custom, body, http10);
        String method = methodOf(request);

        RequestHead head = new RequestHead()
                .method(method)
                .target(targetOf(config))
                .version(http10 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1)
                .host(hostOf(config.url(), custom));
        addOwn(head, custom, FieldName.RANGE, rangeOf(request));
        addOwn(head, custom, FieldName.USER_AGENT, request.userAgent());
        addOwn(head, custom, FieldName.ACCEPT, "*/*");
        addOwn(head, custom, FieldName.REFERER, request.referer());
        addCookie(head, custom, request.cookie());
        custom.addTo(
                head,
                FieldName.HOST,
                FieldName.COOKIE,
                FieldName.CONTENT_LENGTH,
                FieldName.TRANSFER_ENCODING,
                FieldName.EXPECT);
        addBodyFields(head, custom, request, body, chunked);
        if (expects) {
            head.add(FieldName.EXPECT, "100-continue");
        }

        ByteBuffer encoded = new RequestEncoder().encode(head);
        ByteBuffer kept = ByteBuffer.allocate(encoded.remaining());
        kept.put(encoded).flip();
        return new RequestPlan(
                kept.asReadOnlyBuffer(),
                method,
                RequestKind.of(request.method() == RequestOptions.Method.HEAD ? "HEAD" : method),
                chunked,
                expects,
                asksToClose(custom),
                body.size());
    }

    private static String methodOf(RequestOptions request) {
        String custom = request.customMethod();
        return custom != null ? custom : request.method().name();
    }

    private static String targetOf(TransferConfig config) {
        String literal = config.request().target();
        return literal != null ? literal : config.url().pathAndQuery();
    }

    private static @Nullable String hostOf(Url url, CustomHeaders custom) {
        if (custom.mentions(FieldName.HOST)) {
            return custom.value(FieldName.HOST);
        }
        String host = url.host();
        String text = url.isIpv6() ? "[" + host + "]" : String.valueOf(host);
        return url.hasNonDefaultPort() ? text + ":" + url.port() : text;
    }

    private static @Nullable String rangeOf(RequestOptions request) {
        if (request.method() == RequestOptions.Method.PUT || request.method() == RequestOptions.Method.POST) {
            return null;
        }
        if (request.resumeFrom() > 0) {
            return "bytes=" + request.resumeFrom() + "-";
        }
        return request.range() == null ? null : "bytes=" + request.range();
    }

    private static void addOwn(RequestHead head, CustomHeaders custom, FieldName name, @Nullable String value) {
        if (value != null && !custom.mentions(name)) {
            head.add(name, value);
        }
    }

    /** COOKIE and Cookie lines of the application are one field: two would be read differently by different servers. */
    private static void addCookie(RequestHead head, CustomHeaders custom, @Nullable String option) {
        String line = custom.values(FieldName.COOKIE, "; ");
        if (option != null && line != null) {
            head.add(FieldName.COOKIE, option + "; " + line);
        } else if (line != null) {
            head.add(FieldName.COOKIE, line);
        } else if (option != null && !custom.mentions(FieldName.COOKIE)) {
            head.add(FieldName.COOKIE, option);
        }
    }

    private static void addBodyFields(
            RequestHead head, CustomHeaders custom, RequestOptions request, RequestBody body, boolean chunked) {
        if (!body.present()) {
            return;
        }
        if (chunked) {
            head.add(FieldName.TRANSFER_ENCODING, "chunked");
        } else {
            head.add(FieldName.CONTENT_LENGTH, Long.toString(body.size()));
        }
        if (request.method() == RequestOptions.Method.POST && !custom.mentions(FieldName.CONTENT_TYPE)) {
            head.add(FieldName.CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
    }

    /** Chunks if the size is unknown, or if the application says so; nothing but chunked can be said (T042). */
    private static boolean chunks(RequestOptions request, CustomHeaders custom, RequestBody body, boolean http10)
            throws TransferException {
        String coding = custom.value(FieldName.TRANSFER_ENCODING);
        if (coding != null && !coding.toLowerCase(Locale.ROOT).equals("chunked")) {
            throw new TransferException(
                    ResultCode.BAD_FUNCTION_ARGUMENT, "HTTPHEADER: the only Transfer-Encoding supported is chunked");
        }
        if (!body.present()) {
            if (coding != null) {
                throw new TransferException(
                        ResultCode.BAD_FUNCTION_ARGUMENT,
                        "HTTPHEADER: Transfer-Encoding on a " + request.method() + " request, which has no body");
            }
            return false;
        }
        boolean chunks = coding != null || body.size() < 0;
        if (chunks && http10) {
            throw new TransferException(
                    ResultCode.UPLOAD_FAILED, "Chunked upload is impossible with HTTP/1.0: the size must be known");
        }
        return chunks;
    }

    private static boolean expects(CustomHeaders custom, RequestBody body, boolean http10) {
        if (!body.present() || http10) {
            return false;
        }
        if (custom.mentions(FieldName.EXPECT)) {
            String value = custom.value(FieldName.EXPECT);
            return value != null && value.toLowerCase(Locale.ROOT).equals("100-continue");
        }
        return body.size() < 0 || body.size() > Limits.EXPECT_100_BYTES;
    }

    private static boolean asksToClose(CustomHeaders custom) {
        String value = custom.value(FieldName.CONNECTION);
        if (value == null) {
            return false;
        }
        for (String member : value.split(",", -1)) {
            if (member.trim().equalsIgnoreCase("close")) {
                return true;
            }
        }
        return false;
    }
}
