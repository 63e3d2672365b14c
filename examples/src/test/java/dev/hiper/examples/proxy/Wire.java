package dev.hiper.examples.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads HTTP/1.1 messages from a blocking stream, strictly, and keeps what was on the wire. */
final class Wire {
    private Wire() {}

    /**
     * One message.
     *
     * @param start the first line
     * @param fields lines as they came, trailers in {@code trailers}
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Message(String start, List<String> fields, byte[] body, List<String> trailers) {
        int status() {
            return Integer.parseInt(start.substring(9, 12));
        }

        /** Values of the field {@code name}, in order. */
        List<String> all(String name) {
            List<String> values = new ArrayList<>();
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            for (String field : fields) {
                if (field.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                    values.add(field.substring(prefix.length()).trim());
                }
            }
            return values;
        }

        /** The value of the field {@code name}; empty if there is none. */
        String field(String name) {
            return String.join(" | ", all(name));
        }

        String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /** The head of a message, with an empty body. */
    static Message head(InputStream in) throws IOException {
        String start = line(in);
        return new Message(start, fields(in), new byte[0], List.of());
    }

    /** The body that belongs to {@code head}, which has one if it announces it. */
    static Message withBody(Message head, InputStream in) throws IOException {
        if (head.field("Transfer-Encoding").equals("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int size = Integer.parseInt(line(in), 16);
            while (size > 0) {
                body.write(exactly(in, size));
                line(in);
                size = Integer.parseInt(line(in), 16);
            }
            return new Message(head.start, head.fields, body.toByteArray(), fields(in));
        }
        String length = head.field("Content-Length");
        byte[] body = length.isEmpty() ? new byte[0] : exactly(in, Integer.parseInt(length));
        return new Message(head.start, head.fields, body, List.of());
    }

    /** @throws EOFException at the end of the stream */
    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException("after '" + line.toString(StandardCharsets.ISO_8859_1) + "'");
            }
            line.write(next);
            next = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException(bytes.length + " of " + size + " bytes");
        }
        return bytes;
    }

    private static List<String> fields(InputStream in) throws IOException {
        List<String> fields = new ArrayList<>();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            fields.add(field);
        }
        return fields;
    }
}
