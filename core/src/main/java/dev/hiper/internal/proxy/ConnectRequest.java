package dev.hiper.internal.proxy;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.TunnelClient;
import dev.hiper.internal.http1.RequestEncoder;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.RequestHead;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the CONNECT requests for one target (RFC 9110, 9.3.6), with the fields and in the order of libcurl. */
final class ConnectRequest {
    private final String authority;
    private final HttpVersion version;
    private final RequestEncoder encoder = new RequestEncoder();

    ConnectRequest(String host, int port, boolean version10) {
        this.authority = (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
        this.version = version10 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
    }

    /** The target, {@code host:port}. */
    String authority() {
        return authority;
    }

    /**
     * The bytes of the next request; valid until the next call.
     *
     * @throws TransferException if a field of the application cannot be sent (T040)
     */
    ByteBuffer next(TunnelClient client) throws TransferException {
        List<String> lines = client.proxyHeaders();
        RequestHead head = new RequestHead()
                .method("CONNECT")
                .target(authority)
                .version(version)
                .host(mentions(lines, FieldName.HOST) ? null : authority);
        String credentials = client.authorization().next(authority);
        addUnlessMentioned(head, lines, FieldName.PROXY_AUTHORIZATION, credentials);
        addUnlessMentioned(head, lines, FieldName.USER_AGENT, client.userAgent());
        addUnlessMentioned(head, lines, FieldName.PROXY_CONNECTION, "Keep-Alive");
        for (String line : lines) {
            addLine(head, line);
        }
        return encoder.encode(head);
    }

    private static void addUnlessMentioned(
            RequestHead head, List<String> lines, FieldName name, @Nullable String value) {
        if (value != null && !value.isEmpty() && !mentions(lines, name)) {
            head.add(name, value);
        }
    }

    private static boolean mentions(List<String> lines, FieldName name) {
        for (String line : lines) {
            int end = nameEnd(line);
            if (end >= 0 && name.matches(line.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static void addLine(RequestHead head, String line) throws TransferException {
        int end = nameEnd(line);
        if (end < 0) {
            throw new TransferException(
                    ResultCode.BAD_FUNCTION_ARGUMENT,
                    "A header line for the proxy has neither a colon nor a semicolon");
        }
        String value = trimBlanks(line, end + 1);
        // With a colon an empty value takes the field away, with a semicolon it is meant.
        if (!value.isEmpty() || line.charAt(end) == ';') {
            head.add(line.substring(0, end), value);
        }
    }

    /** Where the name of a line ends; -1 if it is none. */
    private static int nameEnd(String line) {
        int colon = line.indexOf(':');
        if (colon >= 0) {
            return colon;
        }
        int semicolon = line.indexOf(';');
        return semicolon >= 0 && trimBlanks(line, semicolon + 1).isEmpty() ? semicolon : -1;
    }

    /** Only blanks go: a control character must be seen, and refused, by the encoder. */
    private static String trimBlanks(String text, int from) {
        int start = from;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
