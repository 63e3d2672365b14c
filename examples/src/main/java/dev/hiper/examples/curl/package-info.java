/**
 * A command line that behaves like curl's, for HTTP: parses options, sets easy handles up, runs them one after the
 * other or side by side, writes files, reports errors with curl's numbers and texts.
 *
 * <p>Door: {@link dev.hiper.examples.curl.CurlMain}. Texts of the command line and of its files are kept as octets, one
 * character each, until they go to the engine ({@link dev.hiper.examples.curl.os.Octets}).
 *
 * @see <a href="https://curl.se/docs/manpage.html">The manual of curl</a>
 */
@NullMarked
package dev.hiper.examples.curl;

import org.jspecify.annotations.NullMarked;
