/**
 * Proxies: which one a transfer goes through, and how a connection is made through it.
 *
 * <pre>
 *   {@link dev.hiper.internal.proxy.ProxySpec}, {@link dev.hiper.internal.proxy.NoProxy}, {@link
 *   dev.hiper.internal.proxy.ProxyEnvironment}  -->  {@link dev.hiper.internal.proxy.ProxySettings}  -->  the chain of filters
 * </pre>
 *
 * <p>The filters only help to build a chain, and are gone once it stands. Forwarding requests through an HTTP proxy needs no filter.
 *
 * <p>Doors: the types named here, {@link dev.hiper.internal.proxy.HaProxy}, and the filters: {@link
 * dev.hiper.internal.proxy.HttpTunnelFilter}, {@link dev.hiper.internal.proxy.Socks4Filter}, {@link
 * dev.hiper.internal.proxy.Socks5Filter}, {@link dev.hiper.internal.proxy.HaProxyFilter}. Arrows: to {@code http1}, {@code dns}, {@code
 * filter}, {@code message}, {@code bytes}, {@code url}, {@code spi}.
 *
 * <p>Sources of rules: RFC 9110 section 9.3.6 (CONNECT), RFC 1928 and RFC 1929 (SOCKS5), the specification of the PROXY protocol, libcurl's
 * pages about CURLOPT_PROXY and CURLOPT_NOPROXY.
 */
package dev.hiper.internal.proxy;
