package dev.hiper.examples.curl.suite;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** The octets of one request as they come in, and the decision whether it is complete. */
final class RequestBuffer {
    private static final String HEAD_END = "\r\n\r\n";
    private static final String LAST_CHUNK = "\r\n0\r\n";

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int headLength = -1;
    private int bodyLength = -1;
    private boolean chunked;
    private boolean authorized;
    private boolean expecting;

    void append(byte[] octets, int length, ServerCommands commands) {
        received.write(octets, 0, length);
        if (headLength < 0) {
            int end = text().indexOf(HEAD_END);
            if (end >= 0) {
                headLength = end + HEAD_END.length();
                readLines();
                if (bodyLength > 0) {
                    bodyLength = Math.max(0, bodyLength - commands.number("skip"));
                }
            }
        }
    }

    boolean isEmpty() {
        return received.size() == 0;
    }

    byte[] octets() {
        return received.toByteArray();
    }

    String text() {
        return received.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    String requestLine() {
        String text = text();
        int end = text.indexOf("\r\n");
        return end < 0 ? text : text.substring(0, end);
    }

    boolean isChunked() {
        return chunked;
    }

    boolean asksForUpgrade() {
        return headLength > 0
                && text().substring(0, headLength).toLowerCase(Locale.ROOT).contains("\r\nupgrade:");
    }

    /** How many octets may still be read when some are to be left unread. */
    int missing(int most) {
        return headLength < 0 || bodyLength < 0
                ? most
                : Math.max(1, Math.min(most, headLength + bodyLength - received.size()));
    }

    boolean isComplete(ServerCommands commands) {
        if (headLength < 0) {
            return false;
        }
        if (commands.has("upgrade") && asksForUpgrade()) {
            return true;
        }
        if (chunked) {
            return chunksEnd();
        }
        if ((commands.has("auth_required") && !authorized) || (commands.has("no-expect") && expecting)) {
            return true;
        }
        return received.size() >= headLength + Math.max(0, bodyLength);
    }

    private boolean chunksEnd() {
        String text = text();
        int last = text.indexOf(LAST_CHUNK, headLength - 2);
        return last >= 0 && text.indexOf(HEAD_END, last + LAST_CHUNK.length() - 2) >= 0;
    }

    private void readLines() {
        for (String line : Octets.lines(text())) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (bodyLength <= 0 && lower.startsWith("content-length:")) {
                bodyLength = length(lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding: chunked");
            authorized |= line.contains("Authorization:");
            expecting |= lower.startsWith("expect: 100-continue");
        }
    }

    private static int length(String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
