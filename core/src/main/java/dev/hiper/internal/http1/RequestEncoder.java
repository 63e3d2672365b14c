package dev.hiper.internal.http1;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the head of a request (RFC 9112, 3), and is the last to see it: every part is validated here, whatever was
 * checked before, and a head that is refused leaves no byte.
 *
 * <p>Values are sent as ISO-8859-1, one byte per character; a character that does not fit is refused, never cut.
 * Characters above ASCII in the target are sent as percent-encoded UTF-8. There is at most one Host, at most one
 * Content-Length, and never Content-Length with Transfer-Encoding.
 */
public final class RequestEncoder {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final String HOST_PUNCTUATION = "-._~%!$&'()*+,;=[]:";

    private final FieldWriter out = new FieldWriter(Limits.REQUEST_HEAD_BYTES);
    private boolean asGiven;

    /**
     * Whether whoever asks answers for the fields: lengths and coding of the body may both be sent, Host may be empty, and blanks
     * may stand before a colon. For programs in which a person types the fields, not for servers (T041, T042).
     */
    public RequestEncoder asGiven(boolean trusted) {
        asGiven = trusted;
        return this;
    }

    /**
     * The bytes of {@code head}, empty line included. The caller takes from the buffer; it is valid until the next
     * call.
     *
     * @throws TransferException URL_MALFORMAT for the method and the target, BAD_FUNCTION_ARGUMENT for fields,
     *     TOO_LARGE above {@link Limits#REQUEST_HEAD_BYTES}
     */
    public ByteBuffer encode(RequestHead head) throws TransferException {
        out.reset();
        requestLine(head);
        String host = head.host();
        if (host != null) {
            if (!asGiven || !host.isEmpty()) {
                checkHost(host);
            }
            out.field(FieldName.HOST.text(), host);
        }
        checkSingletons(head, host);
        for (int field = 0; field < head.fieldCount(); field++) {
            String verbatim = head.verbatim(field);
            if (asGiven && verbatim != null) {
                out.line(head.name(field), verbatim);
            } else {
                out.field(head.name(field), head.value(field));
            }
        }
        out.lineEnd();
        return out.view();
    }

    private void requestLine(RequestHead head) throws TransferException {
        if (!Ascii.isToken(head.method())) {
            throw malformed("the request method is not a token");
        }
        HttpVersion version = head.version();
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            throw FieldWriter.refused(version.text() + " in HTTP/1 framing");
        }
        out.checked(head.method());
        out.put((byte) ' ');
        target(head.target());
        out.put((byte) ' ');
        out.checked(version.text());
        out.lineEnd();
    }

    private void target(String target) throws TransferException {
        if (target.isEmpty()) {
            throw malformed("the request target is empty");
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (Ascii.isControl(c) || c == ' ') {
                throw malformed("a space or a control character in the request target");
            }
            if (c < 0x80) {
                out.put((byte) c);
            } else {
                int codePoint = target.codePointAt(i);
                if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                    throw malformed("half a character in the request target");
                }
                percentEncode(codePoint);
                i += Character.charCount(codePoint) - 1;
            }
        }
    }

    private void percentEncode(int codePoint) throws TransferException {
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            out.put((byte) '%');
            out.put(HEX[(b >> 4) & 0xF]);
            out.put(HEX[b & 0xF]);
        }
    }

    /** The characters of a host with port, RFC 3986, 3.2: no user information, no path, no blank. */
    private static void checkHost(String host) throws TransferException {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letterOrDigit = c < 0x80 && (Ascii.isDigit((byte) c) || isLetter((byte) c));
            if (!letterOrDigit && HOST_PUNCTUATION.indexOf(c) < 0) {
                throw FieldWriter.refused("a character in Host that no host has");
            }
        }
        if (host.isEmpty()) {
            throw FieldWriter.refused("an empty Host");
        }
    }

    private static boolean isLetter(byte b) {
        byte lower = Ascii.toLower(b);
        return lower >= 'a' && lower <= 'z';
    }

    private void checkSingletons(RequestHead head, @Nullable String host) throws TransferException {
        int hosts = host == null ? 0 : 1;
        int lengths = 0;
        int codings = 0;
        for (int field = 0; field < head.fieldCount(); field++) {
            String name = head.name(field);
            if (FieldName.HOST.matches(name)) {
                checkHost(head.value(field));
                hosts++;
            } else if (FieldName.CONTENT_LENGTH.matches(name)) {
                checkLength(head.value(field));
                lengths++;
            } else if (FieldName.TRANSFER_ENCODING.matches(name)) {
                codings++;
            }
        }
        if (hosts > 1) {
            throw FieldWriter.refused("more than one Host");
        }
        if (lengths + codings > 1 && !asGiven) {
            throw FieldWriter.refused("more than one length of the body");
        }
    }

    private static void checkLength(String value) throws TransferException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80 || !Ascii.isDigit((byte) c)) {
                throw FieldWriter.refused("a Content-Length that is no number");
            }
        }
        if (value.isEmpty()) {
            throw FieldWriter.refused("an empty Content-Length");
        }
    }

    private static TransferException malformed(String what) {
        return new TransferException(ResultCode.URL_MALFORMAT, "refused to send: " + what);
    }
}
