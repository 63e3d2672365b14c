import org.jspecify.annotations.NullMarked;

/**
 * The engine of Hiper: libcurl's multi interface with socket actions.
 *
 * <p>It needs nothing but {@code java.base} at run time; the annotations of JSpecify help whoever compiles
 * against it.
 */
@NullMarked
module dev.hiper.core {
    requires static transitive org.jspecify;
}
