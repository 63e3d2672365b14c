package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges whether a chain of certificates leads to somebody who is trusted; knows nothing of names. */
@FunctionalInterface
interface ChainJudge {
    /**
     * Returns if the chain is trusted.
     *
     * @param chain the server's certificate first; not empty
     * @param exchange the key exchange, as the JDK names it
     */
    void check(X509Certificate[] chain, String exchange, SSLEngine engine) throws CertificateException;

    /** The JDK's judgement by its own certificate authorities. */
    static X509ExtendedTrustManager ofPlatform() throws TransferException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            return only(factory);
        } catch (GeneralSecurityException e) {
            throw new TransferException(
                    ResultCode.SSL_CACERT_BADFILE, "The JDK's trusted certificates cannot be used: " + e + ".", e);
        }
    }

    /**
     * The JDK's judgement by certificates of our own.
     *
     * @param partialChains whether each of them ends a chain; else only the self-signed ones do, and the
     *     others may stand between
     */
    static ChainJudge of(Collection<X509Certificate> trusted, boolean partialChains) throws TransferException {
        return of(trusted, partialChains, List.of());
    }

    /**
     * As {@link #of(Collection, boolean)} without partial chains; besides, for each certificate of the chain a list of
     * its issuer must be among {@code lists}, be current, and not name the certificate.
     */
    static ChainJudge withLists(Collection<X509Certificate> trusted, List<X509CRL> lists) throws TransferException {
        ChainJudge judge = of(trusted, false, lists);
        Set<X509Certificate> roots = new HashSet<>(trusted);
        return (chain, exchange, engine) -> {
            if (roots.contains(chain[0])) {
                // The JDK takes it as it is. OpenSSL would look for a list of its own, which nobody makes.
                throw new UntrustedPeer(
                        UntrustedPeer.NO_REVOCATION_LIST, "no list of revoked certificates covers it, as it is a root");
            }
            judge.check(chain, exchange, engine);
        };
    }

    private static ChainJudge of(Collection<X509Certificate> trusted, boolean partialChains, List<X509CRL> lists)
            throws TransferException {
        Set<TrustAnchor> anchors = new HashSet<>();
        List<Object> known = new ArrayList<>(lists);
        for (X509Certificate certificate : trusted) {
            if (partialChains || selfIssued(certificate)) {
                anchors.add(new TrustAnchor(certificate, null));
            } else {
                known.add(certificate);
            }
        }
        if (anchors.isEmpty()) {
            return (chain, exchange, engine) -> {
                throw new CertificateException("nobody is trusted");
            };
        }
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            // The switch would bring in OCSP answers, which are not what was asked for.
            parameters.setRevocationEnabled(false);
            if (!lists.isEmpty()) {
                parameters.addCertPathChecker(onlyLists());
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return only(factory)::checkServerTrusted;
        } catch (GeneralSecurityException e) {
            throw new TransferException(
                    ResultCode.SSL_CACERT_BADFILE, "The trusted certificates cannot be used: " + e + ".", e);
        }
    }

    /** Neither OCSP nor lists from the network: a list that is not given is a refusal. */
    private static PKIXRevocationChecker onlyLists() throws GeneralSecurityException {
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(
                EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
        return checker;
    }

    private static boolean selfIssued(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    }

    private static X509ExtendedTrustManager only(TrustManagerFactory factory) throws CertificateException {
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new CertificateException("the platform has no trust manager for X.509");
    }
}
