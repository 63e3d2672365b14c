/**
 * TLS: the filter that speaks it through an {@link javax.net.ssl.SSLEngine}, and the JDK's engines.
 *
 * <pre>
 *   TlsSettings --TlsContexts--> TlsContext --TlsFilter--> Handshake, then TlsInput and TlsOutput
 *                    |                            |
 *               TlsEngines (JDK or adapter)   PeerCheck: name, issuer, pin, ALPN, chain length
 * </pre>
 *
 * <p>Whom a connection trusts is decided twice on purpose. The engine judges the certificate chain while the
 * handshake runs, so that a refused peer gets an alert and never our certificate. The filter
 * checks name, issuer, pin and ALPN again after each handshake, because an adapter's engine may not know these rules
 * and because a resumed session shows the engine no certificates.
 *
 * <p>Doors: {@link dev.hiper.internal.tls.TlsContexts}, {@link dev.hiper.internal.tls.TlsContext}, {@link
 * dev.hiper.internal.tls.TlsPeer}, {@link dev.hiper.internal.tls.TlsBuffers}, {@link
 * dev.hiper.internal.tls.TlsFilter}, {@link dev.hiper.internal.tls.JdkTlsEngines}. Arrows: to {@code filter}, {@code
 * spi}, {@code error}, {@code bytes}. RFCs: 5246, 8446 (TLS), 6066 (SNI), 7301 (ALPN), 9525 (names), 7468 (PEM),
 * 5280 (chains and lists of revoked certificates), 5958 (keys).
 */
package dev.hiper.internal.tls;
