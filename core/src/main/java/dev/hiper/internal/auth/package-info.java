/**
 * Authentication at origins and proxies: which scheme to use, and what to put into the field. Pure: strings and bytes
 * in, strings and bytes out; time and randomness are handed in.
 *
 * <p>Doors: {@link dev.hiper.internal.auth.Authentication} (one side of one transfer), {@link
 * dev.hiper.internal.auth.ConnectionAuth} (what NTLM and Negotiate leave at a connection), {@link
 * dev.hiper.internal.auth.Credentials}, {@link dev.hiper.internal.auth.NetrcFile} and {@link
 * dev.hiper.internal.auth.SigV4}. Arrows: {@code message}, {@code error} and {@code bytes} only. RFC 9110 section 11, 7617
 * (Basic), 7616 (Digest), 6750 (Bearer), 4559 (Negotiate), MS-NLMP (NTLM).
 */
package dev.hiper.internal.auth;
