package dev.hiper.codings;

import com.github.luben.zstd.util.Native;
import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding;
import java.util.List;

/**
 * {@code zstd} (RFC 8878), on the reference decoder. Windows are limited to 8 MiB, which is what
 * servers may use (RFC 9659).
 */
public final class ZstdCoding implements ContentCoding {
    private static final List<String> NAMES = List.of("zstd");

    /** For the service loader, and for who names codings one by one. */
    public ZstdCoding() {}

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public boolean isAvailable() {
        try {
            Native.load();
            return Native.isLoaded();
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError e) {
            // No library for this platform, or no folder to unpack it: zstd is not offered.
            return false;
        }
    }

    @Override
    public Decoder newDecoder() throws TransferException {
        return new ZstdDecoder();
    }
}
