package dev.hiper.internal.auth;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as Amazon's services want it, version 4; providers with their own names for it do the same.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4</a>
 */
public final class SigV4 {
    /**
     * What is signed.
     *
     * @param method as sent
     * @param host value of the Host field as sent; null if the application's own is among the headers
     * @param path as sent
     * @param query without question mark, as sent; null for none
     * @param headers of the application, as given: {@code Name: value}, {@code Name;} or {@code Name:}
     * @param hasBody whether a body follows
     * @param body what is between position and limit, if the body is in memory; null if not
     */
    public record Request(
            String method,
            @Nullable String host,
            String path,
            @Nullable String query,
            List<String> headers,
            boolean hasBody,
            @Nullable ByteBuffer body) {}

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int TIMESTAMP_CHARS = 16;
    private static final int DATE_CHARS = 8;

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final String provider;
    private final String headerProvider;
    private final String region;
    private final String service;

    private SigV4(String provider, String headerProvider, String region, String service) {
        this.provider = provider;
        this.headerProvider = headerProvider;
        this.region = region;
        this.service = service;
    }

    /**
     * Reads the option: {@code provider[:provider for headers[:region[:service]]]}. What is missing comes from the host, {@code
     * service.region.anything}.
     *
     * @param option empty for {@code aws:amz}
     */
    public static SigV4 of(String option, String hostname) throws TransferException {
        String[] parts = (option.isEmpty() ? "aws:amz" : option).split(":", -1);
        String provider = part(parts, 0);
        if (provider.isEmpty()) {
            throw new TransferException(ResultCode.BAD_FUNCTION_ARGUMENT, "AWS_SIGV4 names no provider");
        }
        String headerProvider = part(parts, 1);
        boolean complete = !headerProvider.isEmpty();
        String region = complete ? part(parts, 2) : "";
        String service = region.isEmpty() ? "" : part(parts, 3);
        if (service.isEmpty()) {
            String[] labels = hostname.split("\\.", -1);
            service = label(labels, 0, "service");
            region = region.isEmpty() ? label(labels, 1, "region") : region;
        }
        return new SigV4(provider, complete ? headerProvider : provider, region, service);
    }

    private static String part(String[] parts, int index) {
        return index < parts.length && parts[index].length() <= Limits.SIGV4_PART ? parts[index] : "";
    }

    private static String label(String[] labels, int index, String what) throws TransferException {
        if (index + 1 < labels.length && !labels[index].isEmpty() && labels[index].length() <= Limits.SIGV4_PART) {
            return labels[index];
        }
        throw new TransferException(
                ResultCode.URL_MALFORMAT, "AWS_SIGV4 names no " + what + ", and the host does not, either");
    }

    /**
     * The header lines to add, without line ends: Authorization first.
     *
     * @param credentials user is the id of the key, password the key
     * @param epochSeconds seconds since 1970
     */
    public List<String> sign(Credentials credentials, Request request, long epochSeconds) throws TransferException {
        String shaName = "x-" + headerProvider + "-content-sha256";
        String dateName = "X-" + capitalized(headerProvider) + "-Date";
        SigV4Headers headers = new SigV4Headers(request.headers());
        List<String> added = new ArrayList<>();

        String payload = headers.value(shaName);
        if (payload == null) {
            payload = payloadHash(request);
            if (isS3()) {
                added.add(shaName + ": " + payload);
                headers.add(shaName, payload);
            }
        }
        String date = headers.value(dateName);
        date = date == null ? headers.value("Date") : date;
        String timestamp = date == null ? TIMESTAMP.format(Instant.ofEpochSecond(epochSeconds)) : timestampOf(date);
        if (date == null) {
            added.add(0, dateName + ": " + timestamp);
            headers.add(dateName, timestamp);
        }
        if (request.host() != null && headers.value("Host") == null) {
            headers.add("Host", request.host());
        }
        String canonical = request.method()
                + '\n'
                + SigV4Text.path(request.path(), !isOneOfS3())
                + '\n'
                + SigV4Text.query(request.query())
                + '\n'
                + headers.canonical()
                + '\n'
                + headers.names()
                + '\n'
                + payload;
        added.add(0, authorization(credentials, headers.names(), canonical, timestamp));
        return added;
    }

    private String authorization(Credentials credentials, String names, String canonical, String timestamp)
            throws TransferException {
        String day = timestamp.substring(0, Math.min(DATE_CHARS, timestamp.length()));
        String upper = provider.toUpperCase(Locale.ROOT);
        String type = provider.toLowerCase(Locale.ROOT) + "4_request";
        String algorithm = upper + "4-HMAC-SHA256";
        String scope = day + '/' + region + '/' + service + '/' + type;
        String toSign = algorithm + '\n' + timestamp + '\n' + scope + '\n' + sha256(ByteBuffer.wrap(utf8(canonical)));

        byte[] key = utf8(upper + '4' + credentials.passwordText());
        for (String part : List.of(day, region, service, type)) {
            key = hmac(key, part);
        }
        return "Authorization: " + algorithm + " Credential=" + SigV4Text.encoded(credentials.userText()) + '/' + scope
                + ", SignedHeaders=" + names + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign));
    }

    private String payloadHash(Request request) throws TransferException {
        ByteBuffer body = request.body();
        if (isS3() && request.hasBody() && body == null) {
            return UNSIGNED;
        }
        return sha256(body == null ? ByteBuffer.allocate(0) : body.duplicate());
    }

    private boolean isS3() {
        return provider.equalsIgnoreCase("aws") && service.equalsIgnoreCase("s3");
    }

    /** These services sign the path as it is; the others encode it once more. */
    private boolean isOneOfS3() {
        return service.equals("s3") || service.equals("s3-express") || service.equals("s3-outposts");
    }

    /** The application's timestamp, if it is one; else an empty one, and the server will say what it thinks of it. */
    private static String timestampOf(String date) {
        int end = 0;
        while (end < date.length() && Character.isLetterOrDigit(date.charAt(end))) {
            end++;
        }
        return end == TIMESTAMP_CHARS ? date.substring(0, end) : "";
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String sha256(ByteBuffer bytes) throws TransferException {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(bytes);
            return HexFormat.of().formatHex(hash.digest());
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) throws TransferException {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static TransferException unavailable(GeneralSecurityException cause) {
        return new TransferException(ResultCode.AUTH_ERROR, "AWS_SIGV4 needs SHA-256, which is not here", cause);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
