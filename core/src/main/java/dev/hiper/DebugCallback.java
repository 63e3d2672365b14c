package dev.hiper;

import java.nio.ByteBuffer;

/**
 * Is shown what goes on inside a transfer: {@link EasyOption#DEBUGFUNCTION}, with
 * {@link EasyOption#VERBOSE} switched on.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}. It
 * has no answer, and what it throws is dropped: watching must not change what is watched.
 */
@FunctionalInterface
public interface DebugCallback {
    /**
     * Shows a remark, or bytes as they come or go.
     *
     * @param data text in UTF-8 or bytes, as {@code kind} says; header and data bytes may hold
     *     secrets. Valid during the call only, must not be changed.
     */
    void onDebug(Easy easy, InfoType kind, ByteBuffer data);
}
