package dev.hiper.internal.transfer;

import dev.hiper.error.ResultCode;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known at the moment a transfer fails.
 *
 * @param state where it stood
 * @param remote the peer it was connected to; null if to none
 * @param reused whether its connection had carried an exchange before
 * @param requestBegun whether any byte of the request may have reached the peer
 * @param responseBegun whether any byte of the response came
 * @param sent request bytes sent, head and body
 * @param received response bytes received, heads and bodies
 */
public record FailureDetails(
        ResultCode result,
        String message,
        TransferState state,
        @Nullable SocketAddress remote,
        boolean reused,
        boolean requestBegun,
        boolean responseBegun,
        long sent,
        long received,
        @Nullable Throwable cause) {}
