package dev.hiper.internal.http1;

/**
 * What a transfer wants of the framing of its responses. Made once per transfer.
 *
 * @param ignoreContentLength the length is not believed, not even parsed
 * @param viaProxy the peer is a proxy, so that {@code Proxy-Connection: keep-alive} counts
 * @param transferCodings compressing transfer codings were asked for and will be decoded
 * @param sizeLimited the body has a largest size, which a length beyond all numbers exceeds
 * @param undecoded the application wants the body with its transfer codings on
 * @param lenient what threatens only servers is accepted; see {@code Leniency}
 */
public record FramingRules(
        boolean ignoreContentLength,
        boolean viaProxy,
        boolean transferCodings,
        boolean sizeLimited,
        boolean undecoded,
        boolean lenient) {

    /** Straight to the origin, nothing special. */
    public static final FramingRules PLAIN = new FramingRules(false, false, false);

    /** Cautious rules for a body of any size. */
    public FramingRules(boolean ignoreContentLength, boolean viaProxy, boolean transferCodings) {
        this(ignoreContentLength, viaProxy, transferCodings, false, false, false);
    }
}
