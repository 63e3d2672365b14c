package dev.hiper.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads private keys: PKCS#8 plain and encrypted (RFC 5958), PKCS#1 for RSA (RFC 8017), SEC1 for elliptic
 * curves (RFC 5915). Their structures tell them apart; the label of a PEM block does not matter.
 */
final class PrivateKeys {
    private static final byte[] RSA_ALGORITHM = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] EC_IDENTIFIER = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final Map<String, String> ALGORITHMS = Map.of(
            "1.2.840.113549.1.1.1", "RSA",
            "1.2.840.113549.1.1.10", "RSASSA-PSS",
            "1.2.840.10045.2.1", "EC",
            "1.2.840.10040.4.1", "DSA",
            "1.3.101.112", "Ed25519",
            "1.3.101.113", "Ed448");
    private static final byte[] ZERO = {0x02, 0x01, 0x00};

    private PrivateKeys() {}

    /** The first private key of a PEM text. */
    static PrivateKey ofPem(byte[] content, @Nullable String password) throws GeneralSecurityException {
        for (PemReader.Block block : PemReader.read(content)) {
            if (block.label().endsWith("PRIVATE KEY")) {
                if (block.headers()) {
                    throw new InvalidKeyException(
                            "the key is encrypted in the old form of PEM; convert it with 'openssl pkcs8 -topk8'");
                }
                return ofDer(block.content(), password);
            }
        }
        throw new InvalidKeyException("there is no private key in it");
    }

    static PrivateKey ofDer(byte[] content, @Nullable String password) throws GeneralSecurityException {
        Der key = Der.of(content).enter(Der.SEQUENCE);
        if (key.tag() == Der.SEQUENCE) {
            return decrypted(content, password);
        }
        key.skip(Der.INTEGER);
        return switch (key.tag()) {
            case Der.SEQUENCE -> ofPkcs8(content, key.enter(Der.SEQUENCE).identifier());
            case Der.INTEGER -> ofPkcs1(content);
            case Der.OCTETS -> ofSec1(content, key);
            default -> throw new InvalidKeyException("this is no private key of a known form");
        };
    }

    private static PrivateKey ofPkcs8(byte[] content, String identifier) throws GeneralSecurityException {
        String algorithm = ALGORITHMS.get(identifier);
        if (algorithm == null) {
            throw new InvalidKeyException("keys of the kind " + identifier + " are not supported");
        }
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
    }

    private static PrivateKey ofPkcs1(byte[] content) throws GeneralSecurityException {
        byte[] wrapped = Der.write(Der.SEQUENCE, ZERO, RSA_ALGORITHM, Der.write(Der.OCTETS, content));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
    }

    private static PrivateKey ofSec1(byte[] content, Der key) throws GeneralSecurityException {
        key.skip(Der.OCTETS);
        if (key.tag() != Der.CONTEXT_0) {
            throw new InvalidKeySpecException("the key does not name its curve");
        }
        byte[] curve = key.enter(Der.CONTEXT_0).rest();
        byte[] algorithm = Der.write(Der.SEQUENCE, EC_IDENTIFIER, curve);
        byte[] wrapped = Der.write(Der.SEQUENCE, ZERO, algorithm, Der.write(Der.OCTETS, content));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
    }

    private static PrivateKey decrypted(byte[] content, @Nullable String password) throws GeneralSecurityException {
        if (password == null) {
            throw new InvalidKeyException("the key is encrypted, and there is no pass phrase");
        }
        EncryptedPrivateKeyInfo encrypted;
        try {
            encrypted = new EncryptedPrivateKeyInfo(content);
        } catch (IOException e) {
            throw new InvalidKeyException("this is no private key of a known form", e);
        }
        // The full name of a PBES2 scheme stands in its parameters only.
        String scheme = encrypted.getAlgName().startsWith("PBES2")
                        || encrypted.getAlgName().startsWith("1.2.")
                ? encrypted.getAlgParameters().toString()
                : encrypted.getAlgName();
        PBEKeySpec phrase = new PBEKeySpec(password.toCharArray());
        try {
            SecretKey secret = SecretKeyFactory.getInstance(scheme).generateSecret(phrase);
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(Cipher.DECRYPT_MODE, secret, encrypted.getAlgParameters());
            return ofDer(encrypted.getKeySpec(cipher).getEncoded(), null);
        } finally {
            phrase.clearPassword();
        }
    }
}
