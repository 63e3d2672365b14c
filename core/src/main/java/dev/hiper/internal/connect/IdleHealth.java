package dev.hiper.internal.connect;

import dev.hiper.internal.bytes.Limits;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether an idle connection can still be used (L12).
 *
 * <p>One rule is stricter than libcurl's: a connection that is about to be used again is asked for its health even if it was
 * asked within the last second. Bytes that came meanwhile belong to no request, and would be taken for the answer to the next one.
 */
final class IdleHealth {
    private static final long BELIEVED_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.HEALTH_MILLIS);

    private IdleHealth() {}

    /**
     * Judges one connection by the limits of whoever wants it.
     *
     * @param probe whether the socket is asked, too
     * @return why it can not be used; null if it can
     */
    static @Nullable CloseReason judge(Connection connection, ConnectOptions options, boolean probe, long nowNanos) {
        if (exceeds(nowNanos - connection.lastUsedNanos(), options.maxAgeSeconds())) {
            return CloseReason.IDLE_TOO_LONG;
        }
        if (exceeds(nowNanos - connection.lastUsedNanos(), connection.idleLimitSeconds())) {
            return CloseReason.PEER_IDLE_LIMIT;
        }
        if (exceeds(nowNanos - connection.createdNanos(), options.maxLifetimeSeconds())) {
            return CloseReason.TOO_OLD;
        }
        if (!probe) {
            return null;
        }
        connection.checkedNanos = nowNanos;
        return connection.isAlive() ? null : CloseReason.DEAD;
    }

    static boolean recentlyChecked(Connection connection, long nowNanos) {
        return nowNanos - connection.checkedNanos < BELIEVED_NANOS;
    }

    private static boolean exceeds(long nanos, long limitSeconds) {
        return limitSeconds > 0 && nanos > TimeUnit.SECONDS.toNanos(limitSeconds);
    }
}
