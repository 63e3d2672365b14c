package dev.hiper.internal.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** A peer's certificates were refused: one sentence why, and OpenSSL's number for it (X509_V_ERR). */
final class UntrustedPeer extends CertificateException {
    static final int NOTHING_WRONG = 0;
    static final int UNSPECIFIED = 1;
    static final int NO_REVOCATION_LIST = 3;
    static final int BAD_SIGNATURE = 7;
    static final int NOT_YET_VALID = 9;
    static final int EXPIRED = 10;
    static final int SELF_SIGNED = 18;
    static final int SELF_SIGNED_IN_CHAIN = 19;
    static final int UNKNOWN_ISSUER = 20;
    static final int CHAIN_TOO_LONG = 22;
    static final int REVOKED = 23;
    static final int WRONG_PURPOSE = 26;
    static final int NAME_MISMATCH = 62;
    static final int ADDRESS_MISMATCH = 64;
    static final int WEAK_ALGORITHM = 68;

    private static final long serialVersionUID = 1L;

    private final int verifyResult;

    UntrustedPeer(int verifyResult, String sentence) {
        this(verifyResult, sentence, null);
    }

    private UntrustedPeer(int verifyResult, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.verifyResult = verifyResult;
    }

    int verifyResult() {
        return verifyResult;
    }

    /** The refusal somewhere among the causes of a failed handshake; null if it failed for another reason. */
    static @Nullable UntrustedPeer in(Throwable failure) {
        UntrustedPeer foreign = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UntrustedPeer) {
                return (UntrustedPeer) cause;
            }
            if (foreign == null && cause instanceof CertificateException) {
                foreign = of((CertificateException) cause, new X509Certificate[0]);
            }
        }
        return foreign;
    }

    /** Finds words for what a trust manager found wrong with {@code chain}, which may be empty if it is not known. */
    static UntrustedPeer of(CertificateException failure, X509Certificate[] chain) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return new UntrustedPeer(EXPIRED, "the certificate has expired" + when(chain, true), failure);
            }
            if (cause instanceof CertificateNotYetValidException) {
                return new UntrustedPeer(
                        NOT_YET_VALID, "the certificate is not valid yet" + when(chain, false), failure);
            }
            if (cause instanceof CertPathValidatorException) {
                UntrustedPeer found = of(((CertPathValidatorException) cause).getReason(), failure);
                if (found != null) {
                    return found;
                }
            }
        }
        String text = String.valueOf(failure.getMessage());
        if (text.contains("usage")) {
            return new UntrustedPeer(WRONG_PURPOSE, "the certificate is not meant for servers (" + text + ")", failure);
        }
        return ofUnknownIssuer(chain, text, failure);
    }

    private static @Nullable UntrustedPeer of(Reason reason, CertificateException failure) {
        if (reason == BasicReason.EXPIRED) {
            return new UntrustedPeer(EXPIRED, "a certificate of the chain has expired", failure);
        }
        if (reason == BasicReason.NOT_YET_VALID) {
            return new UntrustedPeer(NOT_YET_VALID, "a certificate of the chain is not valid yet", failure);
        }
        if (reason == BasicReason.REVOKED) {
            return new UntrustedPeer(REVOKED, "a certificate of the chain was revoked", failure);
        }
        if (reason == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
            return new UntrustedPeer(
                    NO_REVOCATION_LIST, "no current list of revoked certificates covers the chain", failure);
        }
        if (reason == BasicReason.INVALID_SIGNATURE) {
            return new UntrustedPeer(BAD_SIGNATURE, "a certificate of the chain has a wrong signature", failure);
        }
        if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return new UntrustedPeer(WEAK_ALGORITHM, "a certificate of the chain uses a weak algorithm", failure);
        }
        if (reason == PKIXReason.INVALID_KEY_USAGE) {
            return new UntrustedPeer(WRONG_PURPOSE, "a certificate of the chain is not meant for this use", failure);
        }
        return null;
    }

    private static UntrustedPeer ofUnknownIssuer(X509Certificate[] chain, String text, CertificateException failure) {
        if (chain.length == 0) {
            return new UntrustedPeer(UNSPECIFIED, "the certificate is not trusted (" + text + ")", failure);
        }
        X509Certificate last = chain[chain.length - 1];
        String issuer = last.getIssuerX500Principal().getName();
        boolean selfIssued = last.getIssuerX500Principal().equals(last.getSubjectX500Principal());
        if (!selfIssued) {
            return new UntrustedPeer(UNKNOWN_ISSUER, "the certificate's issuer is not known: " + issuer, failure);
        }
        return chain.length == 1
                ? new UntrustedPeer(SELF_SIGNED, "the certificate is self-signed and not known: " + issuer, failure)
                : new UntrustedPeer(
                        SELF_SIGNED_IN_CHAIN,
                        "the chain ends in a certificate authority that is not known: " + issuer,
                        failure);
    }

    private static String when(X509Certificate[] chain, boolean end) {
        if (chain.length == 0) {
            return "";
        }
        return end
                ? " on " + chain[0].getNotAfter().toInstant()
                : " before " + chain[0].getNotBefore().toInstant();
    }
}
