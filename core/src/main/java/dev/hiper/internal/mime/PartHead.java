package dev.hiper.internal.mime;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.mime.MimeContent;
import dev.hiper.mime.MimeEncoder;
import dev.hiper.mime.MimePart;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header fields of a part: those that follow from what is set, then those that were given. */
final class PartHead {
    static final String FORM_DATA = "multipart/form-data";

    private static final String MIXED = "multipart/mixed";
    private static final String TEXT = "text/plain";
    private static final String UNKNOWN_FILE = "application/octet-stream";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String CONTENT_DISPOSITION = "Content-Disposition";
    private static final String CONTENT_TRANSFER_ENCODING = "Content-Transfer-Encoding";
    private static final String CRLF = "\r\n";

    /** Endings of file names, each in front of its type: libcurl's list, so that both guess alike. */
    private static final String[] ENDINGS = {
        ".gif", "image/gif",
        ".jpg", "image/jpeg",
        ".jpeg", "image/jpeg",
        ".png", "image/png",
        ".svg", "image/svg+xml",
        ".txt", TEXT,
        ".htm", "text/html",
        ".html", "text/html",
        ".pdf", "application/pdf",
        ".xml", "application/xml"
    };

    private final MimePart part;
    private final boolean escapeWithBackslash;

    PartHead(MimePart part, boolean escapeWithBackslash) {
        this.part = part;
        this.escapeWithBackslash = escapeWithBackslash;
    }

    /** The content type without the boundary; null for none. */
    @Nullable
    String contentType() {
        String type = part.type() != null ? part.type() : given(CONTENT_TYPE);
        if (type != null) {
            return type;
        }
        MimeContent content = part.content();
        if (content instanceof MimeContent.Subparts) {
            return MIXED;
        }
        String filename = part.filename();
        type = filename == null ? null : typeByEnding(filename);
        if (type == null && content instanceof MimeContent.File file) {
            type = typeByEnding(file.path().toString());
            if (type == null && filename != null) {
                type = UNKNOWN_FILE;
            }
        }
        // What a field holds is text anyway, RFC 7578, 4.4.
        return TEXT.equals(type) && filename == null ? null : type;
    }

    /**
     * Appends the fields and the empty line behind them.
     *
     * @param inForm whether the part lies directly in a form
     * @param boundary of the parts within this one; null if it has none
     */
    void appendTo(StringBuilder out, boolean inForm, @Nullable String boundary) throws TransferException {
        if (given(CONTENT_DISPOSITION) == null) {
            appendDisposition(out, inForm);
        }
        String type = contentType();
        if (type != null) {
            out.append(CONTENT_TYPE).append(": ").append(type);
            if (boundary != null) {
                out.append("; boundary=").append(boundary);
            }
            out.append(CRLF);
        }
        MimeEncoder encoder = part.encoder();
        if (encoder != null && given(CONTENT_TRANSFER_ENCODING) == null) {
            out.append(CONTENT_TRANSFER_ENCODING)
                    .append(": ")
                    .append(encoder.token())
                    .append(CRLF);
        }
        for (String line : part.headers()) {
            if (valueOf(line, CONTENT_TYPE) == null) {
                out.append(line).append(CRLF);
            }
        }
        out.append(CRLF);
    }

    /** Whether {@code type}, parameters aside, is {@code wanted}. */
    static boolean isType(@Nullable String type, String wanted) {
        if (type == null || !type.regionMatches(true, 0, wanted, 0, wanted.length())) {
            return false;
        }
        return type.length() == wanted.length() || " \t;".indexOf(type.charAt(wanted.length())) >= 0;
    }

    private void appendDisposition(StringBuilder out, boolean inForm) throws TransferException {
        String name = part.name();
        String filename = part.filename();
        if (!inForm && name == null && filename == null) {
            return;
        }
        out.append(CONTENT_DISPOSITION).append(": ").append(inForm ? "form-data" : "attachment");
        if (name != null) {
            appendQuoted(out.append("; name="), name);
        }
        if (filename != null) {
            appendQuoted(out.append("; filename="), filename);
        }
        out.append(CRLF);
    }

    private void appendQuoted(StringBuilder out, String text) throws TransferException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\r' || c == '\n';
            if (escapeWithBackslash) {
                if (lineEnd) {
                    throw new TransferException(
                            ResultCode.BAD_FUNCTION_ARGUMENT,
                            "A name or file name of a part holds a line end, which a backslash cannot escape");
                }
                if (c == '"' || c == '\\') {
                    out.append('\\');
                }
                out.append(c);
            } else if (c == '"') {
                out.append("%22");
            } else if (lineEnd) {
                out.append(c == '\r' ? "%0D" : "%0A");
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** The value of the first field of this name among the given ones, or null. */
    private @Nullable String given(String name) {
        for (String line : part.headers()) {
            String value = valueOf(line, name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String valueOf(String line, String name) {
        int colon = name.length();
        if (line.length() <= colon || line.charAt(colon) != ':' || !line.regionMatches(true, 0, name, 0, colon)) {
            return null;
        }
        int start = colon + 1;
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        return line.substring(start);
    }

    private static @Nullable String typeByEnding(String filename) {
        String lower = filename.toLowerCase(Locale.ROOT);
        for (int i = 0; i < ENDINGS.length; i += 2) {
            if (lower.endsWith(ENDINGS[i])) {
                return ENDINGS[i + 1];
            }
        }
        return null;
    }
}
