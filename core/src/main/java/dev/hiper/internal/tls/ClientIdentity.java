package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TlsSettings.KeyMaterial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A client certificate with its chain and key. It is shown to every server that asks for one its key can sign for;
 * the list of authorities that the server sends is not looked at, as in libcurl.
 */
final class ClientIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final X509Certificate[] chain;
    private final PrivateKey key;

    private ClientIdentity(X509Certificate[] chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /** The identity that {@code settings} name; null if they name none (a key without certificate is of no use). */
    static @Nullable ClientIdentity of(TlsSettings settings) throws TransferException {
        KeyMaterial certificate = settings.certificate();
        if (certificate == null) {
            return null;
        }
        KeyMaterial place = settings.privateKey() == null ? certificate : settings.privateKey();
        try {
            X509Certificate[] chain = chain(certificate);
            PrivateKey key = key(place);
            if (!belongTogether(chain[0].getPublicKey(), key)) {
                throw new InvalidKeyException("the private key does not belong to the certificate");
            }
            return new ClientIdentity(chain, key);
        } catch (GeneralSecurityException e) {
            throw new TransferException(
                    ResultCode.SSL_CERTPROBLEM,
                    "The client certificate " + place(certificate) + " with its key in " + place(place)
                            + " cannot be used: " + e.getMessage() + ".",
                    e);
        }
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        String algorithm = key.getAlgorithm();
        return Arrays.stream(keyTypes).anyMatch(type -> fits(type, algorithm)) ? ALIAS : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return alias.equals(ALIAS) ? chain.clone() : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return alias.equals(ALIAS) ? key : null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineClientAlias(keyTypes, issuers, null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private static X509Certificate[] chain(KeyMaterial material) throws GeneralSecurityException, TransferException {
        byte[] content = content(material);
        List<X509Certificate> found =
                switch (material.type().toUpperCase(Locale.ROOT)) {
                    case "PEM" -> Certificates.ofPem(content);
                    case "DER" -> List.of(Certificates.ofDer(content));
                    case "P12" -> chainOf(store(content, material.password()));
                    default -> throw unknown(material);
                };
        return found.toArray(new X509Certificate[0]);
    }

    private static PrivateKey key(KeyMaterial material) throws GeneralSecurityException, TransferException {
        byte[] content = content(material);
        return switch (material.type().toUpperCase(Locale.ROOT)) {
            case "PEM" -> PrivateKeys.ofPem(content, material.password());
            case "DER" -> PrivateKeys.ofDer(content, material.password());
            case "P12" -> keyOf(store(content, material.password()), material.password());
            default -> throw unknown(material);
        };
    }

    private static byte[] content(KeyMaterial material) throws TransferException {
        if (material.blob() != null) {
            return material.blob().toArray();
        }
        if (material.file() == null) {
            throw new TransferException(ResultCode.SSL_CERTPROBLEM, "Neither file nor blob is given.");
        }
        return TlsFiles.read(material.file(), ResultCode.SSL_CERTPROBLEM, "client certificate or key");
    }

    private static KeyStore store(byte[] content, @Nullable String password) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(content), phrase(password));
        } catch (IOException e) {
            throw new CertificateException("it is no PKCS#12 file, or the pass phrase is wrong", e);
        }
        return store;
    }

    private static List<X509Certificate> chainOf(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            Certificate[] found = store.isKeyEntry(alias) ? store.getCertificateChain(alias) : null;
            if (found != null && found.length > 0) {
                return Arrays.stream(found).map(X509Certificate.class::cast).toList();
            }
        }
        throw new CertificateException("there is no certificate with a key in it");
    }

    private static PrivateKey keyOf(KeyStore store, @Nullable String password) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getKey(alias, phrase(password)) instanceof PrivateKey found) {
                return found;
            }
        }
        throw new InvalidKeyException("there is no private key in it");
    }

    private static char[] phrase(@Nullable String password) {
        return password == null ? new char[0] : password.toCharArray();
    }

    private static GeneralSecurityException unknown(KeyMaterial material) {
        return new CertificateException(
                "the type " + material.type() + " is not supported; there are PEM, DER and P12");
    }

    private static String place(KeyMaterial material) {
        return material.file() == null ? "from memory" : material.file();
    }

    private static boolean belongTogether(PublicKey shown, PrivateKey key) throws GeneralSecurityException {
        String algorithm =
                switch (shown.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    case "DSA" -> "SHA256withDSA";
                    default -> shown.getAlgorithm();
                };
        byte[] sample = shown.getEncoded();
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(sample);
        byte[] signed = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(shown);
        verifier.update(sample);
        return verifier.verify(signed);
    }

    /** The JDK asks for "EC_EC" and the like, too: key and signature of the certificate. */
    private static boolean fits(String type, String algorithm) {
        return type.equals(algorithm) || type.startsWith(algorithm + "_");
    }
}
