package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The public keys that a peer may have, as SHA-256 of their SubjectPublicKeyInfo: from a list like {@code
 * sha256//hash;sha256//hash} or from a file with one key in PEM or DER.
 */
final class PinnedKey {
    private static final String HASH = "sha256//";

    private final List<byte[]> hashes;

    private PinnedKey(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /** Whether {@code pin} is a list of hashes, and no file. */
    static boolean isHashes(String pin) {
        return pin.startsWith(HASH);
    }

    static PinnedKey parse(String pin) throws TransferException {
        List<byte[]> hashes = new ArrayList<>();
        if (!isHashes(pin)) {
            hashes.add(sha256(keyOf(pin)));
            return new PinnedKey(hashes);
        }
        for (String one : pin.split(";", -1)) {
            if (!isHashes(one)) {
                throw unusable("not every part begins with " + HASH);
            }
            try {
                hashes.add(Base64.getDecoder().decode(one.substring(HASH.length())));
            } catch (IllegalArgumentException e) {
                throw unusable("a hash is not base64");
            }
        }
        return new PinnedKey(hashes);
    }

    boolean matches(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            return false;
        }
        byte[] hash = sha256(encoded);
        return hashes.stream().anyMatch(pinned -> Arrays.equals(pinned, hash));
    }

    private static byte[] keyOf(String file) throws TransferException {
        byte[] content = TlsFiles.read(file, ResultCode.SSL_PINNEDPUBKEYNOTMATCH, "pinned public key");
        List<PemReader.Block> blocks = PemReader.read(content);
        for (PemReader.Block block : blocks) {
            if (block.label().equals("PUBLIC KEY")) {
                return block.content();
            }
        }
        if (!blocks.isEmpty() || content.length == 0) {
            throw unusable("there is no public key in " + file);
        }
        return content;
    }

    private static TransferException unusable(String why) {
        return new TransferException(
                ResultCode.SSL_PINNEDPUBKEYNOTMATCH, "The pinned public key cannot be used: " + why + ".");
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
