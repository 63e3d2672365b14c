/**
 * What a handle remembers between transfers beyond connections and names: cookies, HSTS and Alt-Svc, with their files. May be
 * {@linkplain dev.hiper.internal.store.Stores shared} by handles of several threads; each store is locked while it is used,
 * never while a callback of the application runs.
 *
 * <p>Door: {@link dev.hiper.internal.store.Stores}. Arrows: to {@code cookie}, {@code hsts}, {@code altsvc}, {@code message}
 * and {@code error}.
 */
package dev.hiper.internal.store;
