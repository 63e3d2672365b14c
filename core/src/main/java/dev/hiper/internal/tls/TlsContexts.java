package dev.hiper.internal.tls;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The prepared contexts of one multi, one per distinct settings, least recently used out first.
 *
 * <p>Files are watched by size, time of change and identity, looked at once per {@link
 * Limits#TLS_FILE_CHECK_NANOS}. When one changed, the next call prepares a new context: new connections use
 * the new material, and pooled connections of the old context no longer fit (hot reload). This is
 * stricter than libcurl, where CA_CACHE_TIMEOUT lets a parsed bundle live for a day.
 *
 * <p>Sessions for resumption live in a context. A multi therefore has one cache for origins and another one for
 * proxies: a session that a proxy gave must never be offered to an origin of the same name.
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
        List<Object> files = fingerprints(settings);
        if (known != null && known.files.equals(files)) {
            known.checkedNanos = nowNanos;
            return known.context;
        }
        entries.remove(settings);
        PinnedKey pin = settings.pinnedPublicKey() == null ? null : PinnedKey.parse(settings.pinnedPublicKey());
        TlsContext context = new TlsContext(settings, engines.context(settings), pin, buffers);
        entries.put(settings, new Entry(context, files, nowNanos));
        if (entries.size() > Limits.TLS_CONTEXTS) {
            entries.remove(entries.keySet().iterator().next());
        }
        return context;
    }

    /** Forgets all contexts and with them their sessions. */
    public void clear() {
        entries.clear();
    }

    private static List<Object> fingerprints(TlsSettings settings) {
        List<Object> all = new ArrayList<>(4);
        if (settings.verifyPeer() && settings.caBlob() == null) {
            add(all, settings.caFile());
        }
        addFile(all, settings.certificate());
        addFile(all, settings.privateKey());
        String pin = settings.pinnedPublicKey();
        if (pin != null && !PinnedKey.isHashes(pin)) {
            add(all, pin);
        }
        return all;
    }

    private static void addFile(List<Object> all, TlsSettings.@Nullable KeyMaterial material) {
        if (material != null && material.blob() == null) {
            add(all, material.file());
        }
    }

    private static void add(List<Object> all, @Nullable String file) {
        if (file != null) {
            all.add(fingerprint(file));
        }
    }

    /** A file that cannot be looked at has the fingerprint of absence; reading it will say why. */
    private static Object fingerprint(String file) {
        try {
            BasicFileAttributes found = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
            return List.of(
                    found.size(), found.lastModifiedTime(), Objects.requireNonNullElse(found.fileKey(), "no identity"));
        } catch (IOException | InvalidPathException e) {
            return "absent";
        }
    }

    private static final class Entry {
        final TlsContext context;
        final List<Object> files;
        long checkedNanos;

        Entry(TlsContext context, List<Object> files, long checkedNanos) {
            this.context = context;
            this.files = files;
            this.checkedNanos = checkedNanos;
        }

        boolean fresh(long nowNanos) {
            return files.isEmpty() || nowNanos - checkedNanos < Limits.TLS_FILE_CHECK_NANOS;
        }
    }
}
