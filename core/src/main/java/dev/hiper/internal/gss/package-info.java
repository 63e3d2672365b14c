/**
 * Tokens for Negotiate from the JDK's Kerberos. The module of the JDK that has it is optional: nothing here is touched unless
 * Negotiate is asked for.
 *
 * <p>Door: {@link dev.hiper.internal.gss.Gss}. Arrows: {@code auth}, which declares what this implements, and {@code error}.
 * RFC 4559, RFC 4178 (SPNEGO), RFC 2743 (GSS-API).
 */
package dev.hiper.internal.gss;
