/**
 * What a command line gets from the operating system, octet by octet: arguments and paths.
 *
 * <p>An <i>octet string</i> is a String of characters up to U+00FF, each standing for one octet. Arguments, the texts
 * made from them and everything printed are octet strings, so that no octet is lost whatever the locale says.
 */
@NullMarked
package dev.hiper.examples.curl.os;

import org.jspecify.annotations.NullMarked;
