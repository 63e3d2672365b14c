package dev.hiper.internal.coding;

import dev.hiper.spi.ContentCoding;
import java.util.List;

/** {@code gzip} (RFC 9110, 8.4.1.3). */
final class GzipCoding implements ContentCoding {
    private static final List<String> NAMES = List.of("gzip", "x-gzip");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Decoder newDecoder() {
        return new GzipDecoder();
    }
}
