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
 * @param verifyPeer whether the certificate chain must be trusted
 * @param verifyHost whether the certificate must name the host
 * @param caFile bundle of trusted certificates in PEM; null for the JDK's own
 * @param caBlob the same from memory; wins over the file
 * @param certificate client certificate: path or bytes; null for none
 * @param privateKey key of the client certificate; null if it stands in the same place
 * @param minVersion lowest TLS version: 10, 11, 12 or 13; 0 for the default (1.2)
 * @param maxVersion highest TLS version; 0 for the highest there is
 * @param ciphers cipher list for TLS up to 1.2; null for the default
 * @param ciphers13 cipher suites for TLS 1.3; null for the default
 * @param pinnedPublicKey {@code sha256//...} pins or the path of a key file; null for none
 * @param alpn protocols to offer, best first; empty to leave ALPN out
 * @param sessionCache whether sessions may be stored and resumed
 * @param certInfo whether details of the peer's chain are to be collected
 */
public record TlsSettings(
        boolean verifyPeer,
        boolean verifyHost,
        @Nullable String caFile,
        @Nullable Bytes caBlob,
        @Nullable KeyMaterial certificate,
        @Nullable KeyMaterial privateKey,
        int minVersion,
        int maxVersion,
        @Nullable String ciphers,
        @Nullable String ciphers13,
        @Nullable String pinnedPublicKey,
        List<String> alpn,
        boolean sessionCache,
        boolean certInfo) {

    public TlsSettings {
        alpn = List.copyOf(alpn);
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

        private Bytes(byte[] content) {
            this.content = content;
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
            return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return content.length + " bytes";
        }
    }
}
