import org.jspecify.annotations.NullMarked;

/**
 * The engine of Hiper: libcurl's multi interface with socket actions.
 *
 * <p>{@code dev.hiper.spi} is what the engine asks of its surroundings, {@code dev.hiper.error} what it
 * answers when a transfer fails, {@code dev.hiper.url} how it reads addresses, {@code dev.hiper.mime} how
 * multipart bodies are described. The module needs nothing but
 * {@code java.base} at run time; the annotations of JSpecify help whoever compiles against it.
 */
@NullMarked
module dev.hiper.core {
    requires static transitive org.jspecify;
    // Only for Negotiate, which says so if it is not there.
    requires static java.security.jgss;

    exports dev.hiper;
    exports dev.hiper.error;
    exports dev.hiper.mime;
    exports dev.hiper.spi;
    exports dev.hiper.url;

    uses dev.hiper.spi.ContentCoding;
    uses dev.hiper.spi.PublicSuffixes;
}
