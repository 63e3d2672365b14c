package dev.hiper.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides whom a TLS connection trusts, who we are on it, and how it is spoken. An
 * immutable value: two connections may share a TLS session or a pool slot only if their settings
 * are {@linkplain #equals equal}. Paths compare case-sensitively.
 *
 * @param trust whom to trust
 * @param certificate client certificate: path or bytes; null for none
 * @param privateKey key of the client certificate; null if it stands in the same place
 * @param minVersion lowest TLS version: 10, 11, 12 or 13; 0 for the default (1.2)
 * @param maxVersion highest TLS version; 0 for the highest there is
 * @param ciphers cipher list for TLS up to 1.2; null for the default
 * @param ciphers13 cipher suites for TLS 1.3; null for the default
 * @param alpn protocols to offer, best first; empty to leave ALPN out
 * @param sessionCache whether sessions may be stored and resumed
 * @param certInfo whether details of the peer's chain are to be collected
 * @param proxy whether they are for a proxy on the way: what a proxy gave (a session) is never shown to an
 *     origin, even if everything else is the same
 */
public record TlsSettings(
        Trust trust,
        @Nullable KeyMaterial certificate,
        @Nullable KeyMaterial privateKey,
        int minVersion,
        int maxVersion,
        @Nullable String ciphers,
        @Nullable String ciphers13,
        List<String> alpn,
        boolean sessionCache,
        boolean certInfo,
        boolean proxy) {

    public TlsSettings {
        alpn = List.copyOf(alpn);
    }

    /**
     * What a peer must prove.
     *
     * @param verifyPeer whether the certificate chain must be trusted
     * @param verifyHost whether the certificate must name the host
     * @param authorities in whom chains must end
     * @param crlFile revoked certificates in PEM or DER, to be known for every certificate of the chain; null
     *     not to look
     * @param issuerFile the certificate, in PEM, that must have issued the peer's; null for any
     * @param issuerBlob the same from memory; wins over the file
     * @param pinnedPublicKey {@code sha256//...} pins or the path of a key file; null for none
     */
    public record Trust(
            boolean verifyPeer,
            boolean verifyHost,
            Authorities authorities,
            @Nullable String crlFile,
            @Nullable String issuerFile,
            @Nullable Bytes issuerBlob,
            @Nullable String pinnedPublicKey) {}

    /**
     * The certificates that are trusted. Without file, folder and blob they are the JDK's own.
     *
     * @param file bundle of trusted certificates in PEM; null for none
     * @param folder directory whose files are read for trusted certificates in PEM, besides the bundle; null
     *     for none
     * @param blob a bundle from memory; wins over the file
     * @param platformToo whether the JDK's own are trusted besides those named
     * @param partialChains whether a chain may end in any trusted certificate; else only in a self-signed one,
     *     which is also so if revoked certificates are looked for
     * @param keepSeconds how long what was read counts as current as long as the files look the same from
     *     outside; -1 for ever
     */
    public record Authorities(
            @Nullable String file,
            @Nullable String folder,
            @Nullable Bytes blob,
            boolean platformToo,
            boolean partialChains,
            long keepSeconds) {
        /** Whether nothing is named, so that only the JDK's own are trusted. */
        public boolean onlyPlatform() {
            return file == null && folder == null && blob == null;
        }
    }

    /**
     * A certificate or a key with its form and pass phrase.
     *
     * @param file where it is; null if {@code blob} is given
     * @param blob its bytes; null if {@code file} is given
     * @param type {@code PEM}, {@code DER} or {@code P12}
     * @param password pass phrase; null for none
     */
    public record KeyMaterial(@Nullable String file, @Nullable Bytes blob, String type, @Nullable String password) {
        @Override
        public String toString() {
            return "KeyMaterial[" + (file != null ? file : "blob") + ", " + type + "]";
        }
    }

    /** An immutable run of bytes with value equality, and without its content in {@link #toString()}. */
    public static final class Bytes {
        private final byte[] content;
        /** Settings are looked up for each transfer, and a bundle has hundreds of kilobytes. */
        private final int hash;

        private Bytes(byte[] content) {
            this.content = content;
            this.hash = Arrays.hashCode(content);
        }

        /** Copies {@code content}. */
        public static Bytes copyOf(byte[] content) {
            return new Bytes(Objects.requireNonNull(content).clone());
        }

        /** A copy of the content. */
        public byte[] toArray() {
            return content.clone();
        }

        public int size() {
            return content.length;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other == this
                    || (other instanceof Bytes bytes && hash == bytes.hash && Arrays.equals(content, bytes.content));
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public String toString() {
            return content.length + " bytes";
        }
    }
}
