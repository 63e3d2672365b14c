package dev.hiper.internal.tls;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TlsSettings.Trust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The prepared contexts of one multi, one per distinct settings, least recently used out first.
 *
 * <p>Files are watched by size, time of change and identity, looked at once per {@link
 * Limits#TLS_FILE_CHECK_NANOS}. When one changed, the next call prepares a new context: new connections use
 * the new material, and pooled connections of the old context no longer fit (hot reload). This is
 * stricter than libcurl, where CA_CACHE_TIMEOUT lets a parsed bundle live for a day. Here that time says when the
 * content of trusted certificates is compared although their files look the same; a context lives on if it is
 * equal.
 *
 * <p>Sessions for resumption live in a context. The settings say whether they are for a proxy, so a session that a
 * proxy gave is never offered to an origin of the same name.
 */
public final class TlsContexts {
    private final TlsEngines engines;
    private final TlsBuffers buffers;
    private final Map<TlsSettings, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    public TlsContexts(TlsEngines engines, TlsBuffers buffers) {
        this.engines = engines;
        this.buffers = buffers;
    }

    /**
     * The context for {@code settings}: the same object as before as long as their files did not change.
     *
     * @throws TransferException if a part of the settings is unusable; nothing is remembered then
     */
    public TlsContext context(TlsSettings settings, long nowNanos) throws TransferException {
        Entry known = entries.get(settings);
        if (known != null && known.fresh(nowNanos)) {
            return known.context;
        }
        List<Object> files = TlsMaterial.fingerprints(settings);
        if (known != null && known.stands(files, nowNanos)) {
            return known.context;
        }
        entries.remove(settings);
        String digest = TlsMaterial.digest(settings.trust());
        TlsContext context = newContext(settings);
        entries.put(settings, new Entry(context, files, digest, nowNanos));
        if (entries.size() > Limits.TLS_CONTEXTS) {
            entries.remove(entries.keySet().iterator().next());
        }
        return context;
    }

    /** Forgets all contexts and with them their sessions. */
    public void clear() {
        entries.clear();
    }

    private TlsContext newContext(TlsSettings settings) throws TransferException {
        String pinned = settings.trust().pinnedPublicKey();
        PinnedKey pin = pinned == null ? null : PinnedKey.parse(pinned);
        RequiredIssuer issuer = RequiredIssuer.of(settings.trust());
        return new TlsContext(settings, engines.context(settings), pin, issuer, buffers);
    }

    private static final class Entry {
        final TlsContext context;
        final List<Object> files;
        private final String digest;
        private long readNanos;
        private long checkedNanos;

        Entry(TlsContext context, List<Object> files, String digest, long nowNanos) {
            this.context = context;
            this.files = files;
            this.digest = digest;
            readNanos = nowNanos;
            checkedNanos = nowNanos;
        }

        boolean fresh(long nowNanos) {
            return files.isEmpty() || nowNanos - checkedNanos < Limits.TLS_FILE_CHECK_NANOS;
        }

        /** Whether what was read still stands; asked when it is not fresh. */
        boolean stands(List<Object> filesNow, long nowNanos) {
            if (!files.equals(filesNow)) {
                return false;
            }
            Trust trust = context.settings().trust();
            long keepSeconds = trust.authorities().keepSeconds();
            if (keepSeconds >= 0 && nowNanos - readNanos >= TimeUnit.SECONDS.toNanos(keepSeconds)) {
                if (!digest.equals(TlsMaterial.digest(trust))) {
                    return false;
                }
                readNanos = nowNanos;
            }
            checkedNanos = nowNanos;
            return true;
        }
    }
}
