package dev.hiper.internal.http1;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a chunked request body (RFC 9112, 7.1): chunks without extensions, and trailers. */
public final class ChunkedEncoder {

    /** The most framing bytes that {@link #encode} puts around the payload of one chunk. */
    public static final int MAX_OVERHEAD_BYTES = 8 + 4;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_ENDS = 4;

    private final FieldWriter last = new FieldWriter(Limits.UPLOAD_TRAILER_BYTES);

    /**
     * Writes one chunk with as much of {@code source} as {@code target} has room for, and answers how many bytes of
     * payload that is. 0 wrote nothing: there was no payload, or no room for any. Never writes the last chunk.
     */
    public int encode(ByteBuffer source, ByteBuffer target) {
        int count = Math.min(source.remaining(), target.remaining() - LINE_ENDS - 1);
        while (count > 0 && digits(count) + LINE_ENDS + count > target.remaining()) {
            count--;
        }
        if (count <= 0) {
            return 0;
        }
        for (int shift = 4 * (digits(count) - 1); shift >= 0; shift -= 4) {
            target.put(HEX[(count >> shift) & 0xF]);
        }
        target.put((byte) '\r').put((byte) '\n');
        int end = source.limit();
        source.limit(source.position() + count);
        target.put(source);
        source.limit(end);
        target.put((byte) '\r').put((byte) '\n');
        return count;
    }

    /**
     * The last chunk with its trailers, and the end of the body. The caller takes from the buffer; it is valid until
     * the next call.
     *
     * @param trailers lines {@code Name: value}; as in libcurl, a line without a colon followed by a blank is
     *     skipped
     * @throws TransferException BAD_FUNCTION_ARGUMENT for a line that is not valid or not allowed in
     *     trailers, TOO_LARGE above {@link Limits#UPLOAD_TRAILER_BYTES}
     */
    public ByteBuffer lastChunk(List<String> trailers) throws TransferException {
        last.reset();
        last.put((byte) '0');
        last.lineEnd();
        for (int i = 0; i < trailers.size(); i++) {
            String line = trailers.get(i);
            int colon = line.indexOf(':');
            if (colon >= 0 && colon + 1 < line.length() && line.charAt(colon + 1) == ' ') {
                trailer(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        last.lineEnd();
        return last.view();
    }

    private void trailer(String name, String value) throws TransferException {
        if (ForbiddenTrailers.contains(name)) {
            throw FieldWriter.refused("field " + name + " in trailers");
        }
        last.field(name, value);
    }

    private static int digits(int count) {
        return (Integer.SIZE - Integer.numberOfLeadingZeros(count) + 3) / 4;
    }
}
