package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.coding.ContentCodings;
import dev.hiper.internal.http1.RequestEncoder;
import dev.hiper.internal.http1.RequestKind;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.HttpDate;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.RequestHead;
import dev.hiper.internal.transfer.HttpOptions;
import dev.hiper.internal.transfer.Leg;
import dev.hiper.internal.transfer.RequestBody;
import dev.hiper.internal.transfer.RequestOptions;
import dev.hiper.internal.transfer.RequestOptions.Method;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.url.Url;
import dev.hiper.url.UrlPart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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
    private static final FieldName ALT_USED = FieldName.of("Alt-Used");

    /**
     * @param own the application's header lines, parsed
     * @param mayExpect false after the server refused an expectation
     * @param downgraded whether the server is known to speak HTTP/1.0 only
     */
    static RequestPlan of(
            TransferConfig config,
            Leg leg,
            RequestBody body,
            CustomHeaders own,
            RequestExtras extras,
            boolean mayExpect,
            boolean downgraded)
            throws TransferException {
        RequestOptions request = config.request();
        CustomHeaders custom = withProxyLines(own, config, extras);
        boolean http10 = downgraded || request.version() == RequestOptions.Version.HTTP_1_0;
        boolean chunked = chunks(leg, custom, body, http10);
        boolean expects = mayExpect && expects(custom, body, http10);
        String method = methodOf(request, leg);

        RequestHead head = new RequestHead()
                .method(method)
                .target(targetOf(config, leg, extras))
                .version(http10 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1)
                .host(hostOf(leg, custom, config));
        addPresent(head, FieldName.PROXY_AUTHORIZATION, extras.proxyAuthorization());
        addPresent(head, FieldName.AUTHORIZATION, extras.authorization());
        addSignature(head, extras.signature());
        addRange(head, custom, request, leg, body);
        addOwn(head, custom, FieldName.USER_AGENT, request.userAgent());
        addOwn(head, custom, FieldName.ACCEPT, "*/*");
        boolean asksTransferCoding = addTransferCoding(head, custom, config);
        addOwn(head, custom, FieldName.ACCEPT_ENCODING, acceptEncoding(config));
        addOwn(head, custom, FieldName.REFERER, emptyAsNull(leg.referer()));
        if (extras.forward()) {
            addOwn(head, custom, FieldName.PROXY_CONNECTION, "Keep-Alive");
        }
        if (chunked && !custom.sends(FieldName.TRANSFER_ENCODING)) {
            head.add(FieldName.TRANSFER_ENCODING, "chunked");
        }
        addPresent(head, ALT_USED, extras.altUsed());
        boolean cookiesJoined = addCookie(head, custom, request.cookie(), extras);
        addTimeCondition(head, custom, config.http());
        addCustom(head, custom, config, body, extras, asksTransferCoding, mayExpect, cookiesJoined);
        boolean expectLine = expects && !custom.sends(FieldName.EXPECT);
        addBodyFields(head, custom, leg, body, chunked);
        if (expectLine) {
            head.add(FieldName.EXPECT, "100-continue");
        }

        ByteBuffer encoded =
                new RequestEncoder().asGiven(config.http().asGiven()).encode(head);
        ByteBuffer kept = ByteBuffer.allocate(encoded.remaining());
        kept.put(encoded).flip();
        return new RequestPlan(
                kept.asReadOnlyBuffer(),
                method,
                RequestKind.of(leg.method() == Method.HEAD ? "HEAD" : method),
                chunked,
                expects,
                asksToClose(custom),
                body.size());
    }

    /** Lines for the server; a proxy that forwards the request gets its own with it. */
    private static CustomHeaders withProxyLines(CustomHeaders own, TransferConfig config, RequestExtras extras)
            throws TransferException {
        if (!extras.forward()
                || !config.http().separateHeaders()
                || config.http().proxyHeaders().isEmpty()) {
            return own;
        }
        List<String> all = new ArrayList<>(config.request().headers());
        all.addAll(config.http().proxyHeaders());
        return CustomHeaders.of(all, config.http().asGiven());
    }

    /** The method token that is sent. */
    static String methodOf(RequestOptions request, Leg leg) {
        String custom = leg.customMethod() ? request.customMethod() : null;
        return custom != null ? custom : leg.method().name();
    }

    private static String targetOf(TransferConfig config, Leg leg, RequestExtras extras) {
        String literal = config.request().target();
        if (literal != null) {
            return literal;
        }
        return extras.forward() ? urlForProxy(leg.url()) : leg.url().pathAndQuery();
    }

    /** The absolute form (RFC 9112, 3.2.2); it names a port only where the Host field does. */
    private static String urlForProxy(Url url) {
        return url.hasNonDefaultPort()
                ? url.requestUrl()
                : url.dup().set(UrlPart.PORT, null).requestUrl();
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static boolean addPresent(RequestHead head, FieldName name, @Nullable String value) {
        if (value != null) {
            head.add(name, value);
        }
        return value != null;
    }

    private static void addSignature(RequestHead head, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int colon = line.indexOf(':');
            head.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    /** A Host line of the application is for the host that it was written for. */
    static boolean ownHost(Leg leg, CustomHeaders custom, TransferConfig config) {
        return custom.mentions(FieldName.HOST)
                && (!leg.redirected()
                        || leg.host().equalsIgnoreCase(config.url().host()));
    }

    /** The value of the Host field; null for none. */
    static @Nullable String hostOf(Leg leg, CustomHeaders custom, TransferConfig config) {
        if (ownHost(leg, custom, config)) {
            return custom.value(FieldName.HOST);
        }
        Url url = leg.url();
        String host = String.valueOf(url.requestHost());
        String text = url.isIpv6() ? "[" + host + "]" : host;
        return url.hasNonDefaultPort() ? text + ":" + url.port() : text;
    }

    private static void addRange(
            RequestHead head, CustomHeaders custom, RequestOptions request, Leg leg, RequestBody body) {
        if (!hasBody(leg.method())) {
            String range = request.resumeFrom() > 0 ? request.resumeFrom() + "-" : request.range();
            addOwn(head, custom, FieldName.RANGE, range == null ? null : "bytes=" + range);
            return;
        }
        if (request.resumeFrom() < 0 && body.fullSize() > 0) {
            // To be resumed, from an offset that nobody knew: from the beginning, and saying so.
            addOwn(head, custom, FieldName.CONTENT_RANGE, "bytes 0-" + (body.fullSize() - 1) + "/" + body.fullSize());
            return;
        }
        String total = body.fullSize() < 0 ? "*" : Long.toString(body.fullSize());
        if (request.resumeFrom() > 0) {
            String last = body.fullSize() < 0 ? "" : Long.toString(body.fullSize() - 1);
            addOwn(head, custom, FieldName.CONTENT_RANGE, "bytes " + request.resumeFrom() + "-" + last + "/" + total);
        } else if (request.range() != null) {
            addOwn(head, custom, FieldName.CONTENT_RANGE, "bytes " + request.range() + "/" + total);
        }
    }

    /** TE is about this connection only, and says so (RFC 9110, 10.1.4). */
    private static boolean addTransferCoding(RequestHead head, CustomHeaders custom, TransferConfig config) {
        if (!config.http().transferCoding() || custom.mentions(FieldName.TE)) {
            return false;
        }
        String connection = custom.value(FieldName.CONNECTION);
        head.add(FieldName.TE, "gzip");
        head.add(FieldName.CONNECTION, connection == null || connection.isEmpty() ? "TE" : connection + ", TE");
        return true;
    }

    private static @Nullable String acceptEncoding(TransferConfig config) {
        String wanted = config.http().acceptEncoding();
        return wanted != null && wanted.isEmpty()
                ? ContentCodings.withInstalled().acceptEncoding()
                : wanted;
    }

    private static void addTimeCondition(RequestHead head, CustomHeaders custom, HttpOptions options) {
        FieldName name =
                switch (options.timeCondition()) {
                    case 1 -> FieldName.IF_MODIFIED_SINCE;
                    case 2 -> FieldName.IF_UNMODIFIED_SINCE;
                    case 3 -> FieldName.LAST_MODIFIED;
                    default -> null;
                };
        if (name != null) {
            addOwn(head, custom, name, HttpDate.format(options.timeValue()));
        }
    }

    private static void addCustom(
            RequestHead head,
            CustomHeaders custom,
            TransferConfig config,
            RequestBody body,
            RequestExtras extras,
            boolean connectionDone,
            boolean mayExpect,
            boolean cookiesJoined) {
        boolean bodyWithheld = body.withheld();
        boolean leftBody = !body.present() && hasBody(config.request().method());
        boolean[] connectionSeen = {!connectionDone};
        custom.addTo(head, name -> {
            if (FieldName.HOST.matches(name)) {
                return true;
            }
            if (FieldName.COOKIE.matches(name)) {
                return cookiesJoined || !extras.secrets();
            }
            if (FieldName.CONTENT_LENGTH.matches(name)) {
                return bodyWithheld || leftBody || !(config.http().asGiven() || body.size() < 0);
            }
            if (FieldName.CONTENT_TYPE.matches(name) && body.contentType() != null) {
                return true;
            }
            if (FieldName.EXPECT.matches(name) && !mayExpect) {
                return true;
            }
            if (FieldName.AUTHORIZATION.matches(name)) {
                return !extras.secrets();
            }
            if (FieldName.CONNECTION.matches(name) && !connectionSeen[0]) {
                connectionSeen[0] = true;
                return true;
            }
            return leftBody && (config.http().asGiven() ? framesBody(name) : describesBody(name));
        });
    }

    private static boolean hasBody(Method method) {
        return method == Method.PUT || method == Method.POST;
    }

    /** A redirect that leaves the body behind leaves behind what is said about it (T012). */
    private static boolean describesBody(String name) {
        return name.regionMatches(true, 0, "Content-", 0, "Content-".length()) || framesBody(name);
    }

    private static boolean framesBody(String name) {
        return FieldName.TRANSFER_ENCODING.matches(name) || FieldName.EXPECT.matches(name);
    }

    private static void addOwn(RequestHead head, CustomHeaders custom, FieldName name, @Nullable String value) {
        if (value != null && !custom.mentions(name)) {
            head.add(name, value);
        }
    }

    /**
     * Cookies of the jar, COOKIE and Cookie lines of the application are one field, in this order: two would be read
     * differently by different servers. Those of the application are secrets of the origin that they were given for. A
     * line that is alone stays where the application put it.
     *
     * @return whether the lines are said with it
     */
    private static boolean addCookie(
            RequestHead head, CustomHeaders custom, @Nullable String option, RequestExtras extras) {
        String line = extras.secrets() ? custom.values(FieldName.COOKIE, "; ") : null;
        boolean optionHolds = extras.secrets() && (line != null || !custom.mentions(FieldName.COOKIE));
        String engine = joined(extras.cookies(), optionHolds ? option : null);
        if (engine == null) {
            return custom.count(FieldName.COOKIE) > 1 && addPresent(head, FieldName.COOKIE, line);
        }
        return addPresent(head, FieldName.COOKIE, joined(engine, line));
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        return first == null ? second : second == null ? first : first + "; " + second;
    }

    private static void addBodyFields(
            RequestHead head, CustomHeaders custom, Leg leg, RequestBody body, boolean chunked) {
        if (!body.present()) {
            return;
        }
        if (!chunked && body.size() >= 0 && (body.withheld() || !head.has(FieldName.CONTENT_LENGTH))) {
            head.add(FieldName.CONTENT_LENGTH, Long.toString(body.size()));
        }
        String type = body.contentType();
        if (type != null && body.withheld()) {
            return; // There is no multipart body in this request for it to describe.
        }
        if (type != null) {
            head.add(FieldName.CONTENT_TYPE, type);
        } else if (leg.method() == Method.POST && !custom.mentions(FieldName.CONTENT_TYPE)) {
            head.add(FieldName.CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
    }

    /** Chunks if the size is unknown, or if the application says so; nothing but chunked can be said (T042). */
    private static boolean chunks(Leg leg, CustomHeaders custom, RequestBody body, boolean http10)
            throws TransferException {
        String coding = custom.value(FieldName.TRANSFER_ENCODING);
        if (coding != null && !coding.toLowerCase(Locale.ROOT).equals("chunked")) {
            throw new TransferException(
                    ResultCode.BAD_FUNCTION_ARGUMENT, "HTTPHEADER: the only Transfer-Encoding supported is chunked");
        }
        if (!body.present()) {
            if (coding != null && !leg.redirected()) {
                throw new TransferException(
                        ResultCode.BAD_FUNCTION_ARGUMENT,
                        "HTTPHEADER: Transfer-Encoding on a " + leg.method() + " request, which has no body");
            }
            return false;
        }
        if (body.withheld()) {
            return false;
        }
        boolean lengthByHand = custom.mentions(FieldName.TRANSFER_ENCODING) && custom.sends(FieldName.CONTENT_LENGTH);
        boolean chunks = coding != null || (body.size() < 0 && !lengthByHand);
        if (chunks && http10) {
            throw new TransferException(
                    ResultCode.UPLOAD_FAILED, "Chunky upload is not supported by HTTP 1.0: the size must be known");
        }
        return chunks;
    }

    private static boolean expects(CustomHeaders custom, RequestBody body, boolean http10) {
        if (!body.present() || body.withheld() || http10) {
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
