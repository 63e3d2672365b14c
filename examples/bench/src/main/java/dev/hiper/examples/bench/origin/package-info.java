/** The server that answers, a process of its own: Netty on epoll, or nginx. */
@NullMarked
package dev.hiper.examples.bench.origin;

import org.jspecify.annotations.NullMarked;
