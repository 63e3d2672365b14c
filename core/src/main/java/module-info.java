import org.jspecify.annotations.NullMarked;

/**
 * The engine of Hiper: libcurl's multi interface with socket actions.
 *
 * <p>{@code dev.hiper.spi} is what the engine asks of its surroundings, {@code dev.hiper.error} what it
 * answers when a transfer fails, {@code dev.hiper.url} how it reads addresses. The module needs nothing but
 * {@code java.base} at run time; the annotations of JSpecify help whoever compiles against it.
 */
@NullMarked
module dev.hiper.core {
    requires static transitive org.jspecify;

    exports dev.hiper;
    exports dev.hiper.error;
    exports dev.hiper.spi;
    exports dev.hiper.url;
}
