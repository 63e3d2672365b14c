import org.jspecify.annotations.NullMarked;

/** Brotli and zstd for the engine of {@code dev.hiper.core}, which finds them as services. */
@NullMarked
module dev.hiper.codings {
    requires transitive dev.hiper.core;
    requires static transitive org.jspecify;
    requires com.aayushatharva.brotli4j;
    requires com.github.luben.zstd_jni;

    exports dev.hiper.codings;

    provides dev.hiper.spi.ContentCoding with
            dev.hiper.codings.BrotliCoding,
            dev.hiper.codings.ZstdCoding;
}
