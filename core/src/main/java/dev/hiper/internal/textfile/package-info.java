/**
 * Small text files of the application that hold what should outlive a handle: read line by line, replaced as a
 * whole or not at all.
 *
 * <p>Door: {@link dev.hiper.internal.textfile.TextFile}. Arrows: a leaf; the caches draw on it. Whoever calls waits
 * for the file system, as in libcurl.
 */
package dev.hiper.internal.textfile;
