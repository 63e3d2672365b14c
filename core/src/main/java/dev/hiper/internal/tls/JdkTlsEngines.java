package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TlsSettings.Authorities;
import dev.hiper.spi.TlsSettings.Trust;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's engines. Versions that the JDK disables (TLS 1.0 and 1.1, by its {@code java.security} file) stay
 * disabled whatever the settings allow; a handshake that has nothing else left fails.
 *
 * <p>With {@link Trust#verifyPeer()} off the trusted certificates are not read at all, so a broken bundle
 * goes unnoticed then, as in libcurl.
 *
 * <p>One instance may serve several multis on several threads; it shares what was read of the JDK's bundle.
 */
public final class JdkTlsEngines implements TlsEngines {
    private final SecureRandom random = new SecureRandom();
    /** Made on first use: reading the JDK's bundle takes long. */
    private volatile @Nullable X509ExtendedTrustManager platformTrust;

    @Override
    public Context context(TlsSettings settings) throws TransferException {
        String[] versions = TlsVersions.of(settings);
        TrustManager[] trust = {
            new PeerTrust(judge(settings.trust()), settings.trust().verifyHost())
        };
        ClientIdentity identity = ClientIdentity.of(settings);
        KeyManager[] keys = identity == null ? new KeyManager[0] : new KeyManager[] {identity};
        try {
            SSLContext first = newContext(keys, trust);
            return new JdkContext(first, settings, keys, trust, ciphers(settings, first), versions);
        } catch (GeneralSecurityException e) {
            throw new TransferException(ResultCode.FAILED_INIT, "The JDK's TLS cannot be used: " + e + ".", e);
        }
    }

    /** Null to trust any chain. A list of revoked certificates is read even then, as libcurl does. */
    private @Nullable ChainJudge judge(Trust trust) throws TransferException {
        String crlFile = trust.crlFile();
        List<X509CRL> lists = crlFile == null ? List.of() : RevocationLists.ofFile(crlFile);
        if (!trust.verifyPeer()) {
            return null;
        }
        Authorities authorities = trust.authorities();
        if (crlFile == null && authorities.onlyPlatform() && authorities.partialChains()) {
            return platform()::checkServerTrusted;
        }
        Set<X509Certificate> trusted = TrustedCertificates.named(authorities);
        if (authorities.onlyPlatform() || authorities.platformToo()) {
            trusted.addAll(Arrays.asList(platform().getAcceptedIssuers()));
        }
        return crlFile == null
                ? ChainJudge.of(trusted, authorities.partialChains())
                : ChainJudge.withLists(trusted, lists);
    }

    private X509ExtendedTrustManager platform() throws TransferException {
        X509ExtendedTrustManager known = platformTrust;
        if (known == null) {
            known = ChainJudge.ofPlatform();
            platformTrust = known;
        }
        return known;
    }

    private SSLContext newContext(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, random);
        context.getClientSessionContext().setSessionCacheSize(Limits.TLS_SESSIONS);
        return context;
    }

    private static String[] ciphers(TlsSettings settings, SSLContext context) throws TransferException {
        List<String> usual = Arrays.asList(context.getDefaultSSLParameters().getCipherSuites());
        if (settings.ciphers() == null && settings.ciphers13() == null) {
            return usual.toArray(new String[0]);
        }
        List<String> supported =
                Arrays.asList(context.getSupportedSSLParameters().getCipherSuites());
        List<String> all = new ArrayList<>();
        all.addAll(
                settings.ciphers13() == null
                        ? usual.stream().filter(CipherNames::is13).toList()
                        : chosen(CipherNames.select13(settings.ciphers13(), supported), settings.ciphers13()));
        all.addAll(
                settings.ciphers() == null
                        ? usual.stream()
                                .filter(suite -> !CipherNames.is13(suite))
                                .toList()
                        : chosen(CipherNames.select(settings.ciphers(), supported, usual), settings.ciphers()));
        return all.toArray(new String[0]);
    }

    private static List<String> chosen(List<String> suites, String list) throws TransferException {
        if (suites.isEmpty()) {
            throw new TransferException(
                    ResultCode.SSL_CIPHER, "The cipher list '" + list + "' selects nothing that the JDK supports.");
        }
        return suites;
    }

    private final class JdkContext implements Context {
        private final SSLContext shared;
        private final TlsSettings settings;
        private final KeyManager[] keys;
        private final TrustManager[] trust;
        private final String[] ciphers;
        private final String[] versions;

        JdkContext(
                SSLContext shared,
                TlsSettings settings,
                KeyManager[] keys,
                TrustManager[] trust,
                String[] ciphers,
                String[] versions) {
            this.shared = shared;
            this.settings = settings;
            this.keys = keys;
            this.trust = trust;
            this.ciphers = ciphers;
            this.versions = versions;
        }

        /**
         * The JDK's endpoint identification stays off: {@link PeerTrust} does it, by stricter rules. Without session
         * cache each engine has a context, and so an empty session store, of its own.
         */
        @Override
        public SSLEngine newEngine(String host, int port) {
            SSLContext context = settings.sessionCache() ? shared : contextOfItsOwn();
            SSLEngine engine = context.createSSLEngine(host, port);
            engine.setUseClientMode(true);
            SSLParameters parameters = new SSLParameters(ciphers, versions);
            parameters.setApplicationProtocols(settings.alpn().toArray(new String[0]));
            parameters.setServerNames(serverNames(host));
            engine.setSSLParameters(parameters);
            return engine;
        }

        private SSLContext contextOfItsOwn() {
            try {
                return newContext(keys, trust);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the same worked when the context was made", e);
            }
        }
    }

    /** None for addresses (RFC 6066, 3). */
    private static List<SNIServerName> serverNames(String host) {
        return HostNames.isAddress(host) ? List.of() : List.of(new ServerName(host));
    }

    /** A host name as it is: the JDK's own type refuses underscores, which real hosts have. */
    private static final class ServerName extends SNIServerName {
        ServerName(String host) {
            super(StandardConstants.SNI_HOST_NAME, host.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
