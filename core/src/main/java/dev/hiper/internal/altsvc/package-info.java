/**
 * Alternative services: where else, and with which protocol, an origin says it can be reached. RFC 7838.
 *
 * <p>Doors: {@link dev.hiper.internal.altsvc.AltSvcCache}, {@link dev.hiper.internal.altsvc.AltSvc}, {@link
 * dev.hiper.internal.altsvc.AltSvcFiles}. Arrows: {@code textfile} for files. Pure but for {@code AltSvcFiles}: time
 * comes in as seconds since 1970.
 */
package dev.hiper.internal.altsvc;
