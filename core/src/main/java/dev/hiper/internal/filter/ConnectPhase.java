package dev.hiper.internal.filter;

/** The moments of connecting that are reported with their times. */
public enum ConnectPhase {
    /** The address is known: {@code NAMELOOKUP_TIME}. */
    NAME_RESOLVED,
    /** The socket to the peer or the proxy is connected: {@code CONNECT_TIME}. */
    CONNECTED,
    /** TLS to the origin is up: {@code APPCONNECT_TIME}. */
    TLS_DONE
}
