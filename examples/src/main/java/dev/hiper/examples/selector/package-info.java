/**
 * The engine in a loop around a plain {@link java.nio.channels.Selector}: the shortest complete program for it,
 * written as a tutorial. Needs core and the JDK, and not Netty.
 */
@NullMarked
package dev.hiper.examples.selector;

import org.jspecify.annotations.NullMarked;
