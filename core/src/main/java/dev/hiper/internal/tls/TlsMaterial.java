package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TlsSettings.Authorities;
import dev.hiper.spi.TlsSettings.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tells whether the files behind settings are still those that were read. */
final class TlsMaterial {
    private TlsMaterial() {}

    /**
     * Size, time of change and identity of each file that the settings name. A directory changes by files that come
     * and go, but not by one that is written anew in its place.
     */
    static List<Object> fingerprints(TlsSettings settings) {
        List<Object> all = new ArrayList<>();
        Trust trust = settings.trust();
        if (trust.verifyPeer()) {
            Authorities authorities = trust.authorities();
            add(all, authorities.blob() == null ? authorities.file() : null);
            add(all, authorities.folder());
        }
        add(all, trust.crlFile());
        add(all, trust.issuerBlob() == null ? trust.issuerFile() : null);
        addFile(all, settings.certificate());
        addFile(all, settings.privateKey());
        String pin = trust.pinnedPublicKey();
        add(all, pin == null || PinnedKey.isHashes(pin) ? null : pin);
        return all;
    }

    /** A digest of all that the trusted certificates are read from, blobs aside; empty if nothing is read. */
    static String digest(Trust trust) {
        Authorities authorities = trust.authorities();
        if (!trust.verifyPeer()) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String file = authorities.blob() == null ? authorities.file() : null;
            if (file != null) {
                digest.update(TlsFiles.read(file, ResultCode.SSL_CACERT_BADFILE, TrustedCertificates.ROLE));
            }
            String folder = authorities.folder();
            if (folder != null) {
                for (byte[] content :
                        TlsFiles.readFolder(folder, ResultCode.SSL_CACERT_BADFILE, TrustedCertificates.ROLE)) {
                    digest.update(content);
                }
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (TransferException e) {
            return "unreadable"; // Setting up the context anew will say why.
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
}
