package dev.hiper.codings;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding;
import java.util.List;

/**
 * {@code br} (RFC 7932), on Google's decoder. A decoder needs at most the 16 MiB window of the
 * format.
 */
public final class BrotliCoding implements ContentCoding {
    private static final List<String> NAMES = List.of("br");

    /** For the service loader, and for who names codings one by one. */
    public BrotliCoding() {}

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public boolean isAvailable() {
        return Brotli4jLoader.isAvailable();
    }

    @Override
    public Decoder newDecoder() throws TransferException {
        return new BrotliDecoder();
    }
}
