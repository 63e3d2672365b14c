package dev.hiper.internal.tls;

import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings made ready for use: what {@link TlsContexts} hands out. Compares by identity: two connections
 * are of the same kind if they have the same context, which also says that the files behind their
 * settings had the same content.
 */
public final class TlsContext {
    private final TlsSettings settings;
    private final TlsEngines.Context engines;
    private final @Nullable PinnedKey pin;
    private final @Nullable RequiredIssuer issuer;
    private final TlsBuffers buffers;

    TlsContext(
            TlsSettings settings,
            TlsEngines.Context engines,
            @Nullable PinnedKey pin,
            @Nullable RequiredIssuer issuer,
            TlsBuffers buffers) {
        this.settings = settings;
        this.engines = engines;
        this.pin = pin;
        this.issuer = issuer;
        this.buffers = buffers;
    }

    public TlsSettings settings() {
        return settings;
    }

    TlsEngines.Context engines() {
        return engines;
    }

    @Nullable
    PinnedKey pin() {
        return pin;
    }

    @Nullable
    RequiredIssuer issuer() {
        return issuer;
    }

    TlsBuffers buffers() {
        return buffers;
    }
}
