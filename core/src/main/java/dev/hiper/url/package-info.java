/**
 * URLs as libcurl's URL API has them: one parser whose result is what is checked, shown, sent and connected to.
 *
 * <p>Doors: {@link dev.hiper.url.Url} with {@link dev.hiper.url.UrlPart}, {@link dev.hiper.url.UrlFlag}, and
 * {@link dev.hiper.url.UrlException} carrying a {@link dev.hiper.url.UrlCode}.
 *
 * <p>A pure leaf: text in, values out. Uses only {@code dev.hiper.error}. Every step is linear in the length of its
 * input, and no regular expression is used.
 *
 * <p>Sources: RFC 3986 (syntax, 5.2 resolution, 5.2.4 dot segments), RFC 5952 (IPv6 text), RFC 6874 (zone
 * identifiers), RFC 1035 (lengths of names), UTS #46 with RFC 3492, 5892 and 5893 (internationalized names), and the pages {@code curl_url_get} and {@code curl_url_set} of libcurl.
 */
package dev.hiper.url;
