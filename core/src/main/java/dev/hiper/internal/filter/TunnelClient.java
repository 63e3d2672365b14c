package dev.hiper.internal.filter;

import dev.hiper.error.ProxyCode;
import dev.hiper.error.TransferException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer says to the proxies that its connection is made through, and hears from them. A tunnel asks
 * anew for each CONNECT that it sends. Loop thread only, and only in calls of {@link ConnectionFilter#connect}.
 */
public interface TunnelClient {
    /** Says nothing, knows no credentials, and listens to nothing. */
    TunnelClient SILENT = new TunnelClient() {};

    /** Value of User-Agent in a CONNECT request; null for none. A line of {@link #proxyHeaders} replaces it. */
    default @Nullable String userAgent() {
        return null;
    }

    /**
     * Lines that the application has for the proxy, as given: {@code Name: value}, {@code Name:} to leave a field out, or
     * {@code Name;} for one with an empty value. Nothing that is meant for the origin is among them (T129).
     */
    default List<String> proxyHeaders() {
        return List.of();
    }

    /** Whether a status of 400 and above fails as one of the origin would. */
    default boolean failsOnError() {
        return false;
    }

    /** Who speaks for the user; the same object during one connect. */
    default TunnelAuthorization authorization() {
        return TunnelAuthorization.NONE;
    }

    /**
     * A CONNECT request is written completely, in one or more pieces.
     *
     * @param head the request, between position and limit; valid during the call
     */
    default void tunnelRequest(ByteBuffer head) {}

    /**
     * The status line of an answer to CONNECT is read; comes before its {@link #tunnelLine}. For interim heads, too.
     *
     * @param status three digits
     */
    default void tunnelStatus(int status) {}

    /**
     * One line of the head of an answer to CONNECT, the status line first, the empty line last.
     *
     * @param line with its line end, between position and limit; valid during the call
     * @throws TransferException if the application or a limit ends the transfer
     */
    default void tunnelLine(ByteBuffer line) throws TransferException {}

    /** A proxy handshake failed; an exception with result 97 follows. */
    default void proxyFailed(ProxyCode code) {}
}
