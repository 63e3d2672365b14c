import org.jspecify.annotations.NullMarked;

/** Runs the engine of {@code dev.hiper.core} on Netty's event loops. */
@NullMarked
module dev.hiper.netty.adapter {
    requires transitive dev.hiper.core;
    requires static transitive org.jspecify;
    requires transitive io.netty.buffer;
    requires transitive io.netty.common;
    requires transitive io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;

    exports dev.hiper.netty;
}
