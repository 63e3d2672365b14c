package dev.hiper.internal.connect;

/**
 * What a socket is connected to.
 *
 * @param host name or address, in lower case, IPv6 without brackets
 * @param proxy whether this is a proxy, whose name that cannot be resolved has a result code of its own
 */
record DialTarget(String host, int port, boolean proxy) {}
