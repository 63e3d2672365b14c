package dev.hiper.examples.curl;

import dev.hiper.Easy;
import dev.hiper.HeaderCallback;
import dev.hiper.WriteResult;
import dev.hiper.examples.curl.os.Octets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes the header lines of a response: for the dump, for the output, for the entity tag, for the name of the file. A
 * line is looked at as octets.
 */
final class HeaderSink implements HeaderCallback {
    private static final String STATUS = "HTTP/";

    private final OutputTarget target;
    private final Messages messages;
    private final boolean shown;
    private final boolean bold;

    /** Where {@code --dump-header} wants them. */
    private final @Nullable OutputStream dump;

    private final @Nullable OutputStream etagFile;

    /** What a name from a header is put behind; null if none is wanted. */
    private final @Nullable String namePrefix;

    private long count;

    HeaderSink(
            OutputTarget target,
            Messages messages,
            boolean shown,
            boolean bold,
            @Nullable OutputStream dump,
            @Nullable OutputStream etagFile,
            @Nullable String namePrefix) {
        this.target = target;
        this.messages = messages;
        this.shown = shown;
        this.bold = bold;
        this.dump = dump;
        this.etagFile = etagFile;
        this.namePrefix = namePrefix;
    }

    /** Fields of the latest response, trailers included. */
    long count() {
        return count;
    }

    @Override
    public WriteResult onHeader(Easy easy, ByteBuffer line) {
        byte[] bytes = new byte[line.remaining()];
        line.get(line.position(), bytes);
        String text = Octets.of(bytes);
        count(text);
        try {
            if (dump != null) {
                dump.write(bytes);
                dump.flush();
            }
            saveEtag(text);
        } catch (IOException full) {
            return WriteResult.ABORT;
        }
        if (!nameFromHeader(text)) {
            return WriteResult.ABORT;
        }
        return !shown || show(text) ? WriteResult.ACCEPTED : WriteResult.ABORT;
    }

    private void count(String text) {
        if (text.startsWith(STATUS)) {
            count = 0;
        } else if (!text.isBlank()) {
            count++;
        }
    }

    private boolean show(String text) {
        int colon = text.indexOf(':');
        if (!bold || colon < 0 || text.startsWith(STATUS)) {
            return target.write(ByteBuffer.wrap(Octets.bytes(text)));
        }
        String styled = "\u001b[1m" + text.substring(0, colon) + "\u001b[0m" + text.substring(colon);
        return target.write(ByteBuffer.wrap(Octets.bytes(styled)));
    }

    private void saveEtag(String text) throws IOException {
        if (etagFile == null || !named(text, "etag:")) {
            return;
        }
        String value = text.substring("etag:".length()).trim();
        if (!value.isEmpty()) {
            etagFile.write(Octets.bytes(value + "\n"));
        }
    }

    private boolean nameFromHeader(String text) {
        if (namePrefix == null || target.isOpen() || !named(text, "content-disposition:")) {
            return true;
        }
        String name = fileName(text);
        if (name == null) {
            return true;
        }
        target.to(namePrefix + name);
        target.mustBeNew();
        if (!target.create()) {
            messages.error("--remote-header-name failed");
            return false;
        }
        return true;
    }

    private static boolean named(String line, String name) {
        return line.regionMatches(true, 0, name, 0, name.length());
    }

    /** The name in a Content-Disposition line, without any path; null for none. */
    static @Nullable String fileName(String line) {
        int start = line.toLowerCase(Locale.ROOT).indexOf("filename=");
        if (start < 0) {
            return null;
        }
        String value = line.substring(start + "filename=".length());
        String name = value.startsWith("\"") || value.startsWith("'") ? quoted(value) : bare(value);
        int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        String last = name.substring(slash + 1);
        return last.isEmpty() || last.equals(".") || last.equals("..") ? null : last;
    }

    private static String quoted(String value) {
        StringBuilder name = new StringBuilder();
        for (int i = 1; i < value.length() && value.charAt(i) != value.charAt(0); i++) {
            if (value.charAt(i) == '\\' && i + 1 < value.length()) {
                i++;
            }
            name.append(value.charAt(i));
        }
        return name.toString().trim();
    }

    private static String bare(String value) {
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).trim();
    }
}
