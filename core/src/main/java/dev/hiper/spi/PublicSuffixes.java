package dev.hiper.spi;

/**
 * Knows the domains below which strangers register their own: {@code com}, {@code co.uk}. No cookie may be
 * set for such a domain as a whole.
 *
 * <p>The engine holds no list of its own, as the list changes every week. It looks for one as a service (see
 * {@link java.util.ServiceLoader}) when the first handle begins to remember cookies; the first one found serves all
 * handles. Without one, {@link #SINGLE_LABELS} is asked. An implementation over a library takes a few lines.
 *
 * <p>Called on the thread that drives the transfer, which must not wait for it. Whoever shares cookies between
 * threads needs one that is safe for them.
 */
@FunctionalInterface
public interface PublicSuffixes {

    /** Names without a dot, and nothing else: the last rule of the public suffix list. */
    PublicSuffixes SINGLE_LABELS = asciiDomain -> asciiDomain.indexOf('.') < 0;

    /**
     * Whether {@code asciiDomain} is a public suffix itself, not merely below one.
     *
     * @param asciiDomain in lower case, in ASCII form (RFC 5890), without a dot at either end; never an IP
     *     address
     */
    boolean isPublicSuffix(String asciiDomain);
}
