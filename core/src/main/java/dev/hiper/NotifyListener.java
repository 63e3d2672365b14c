package dev.hiper;

import org.jspecify.annotations.Nullable;

/**
 * Is told about events of a multi that were enabled by {@link Multi#notifyEnable}: libcurl's
 * {@code CURLMOPT_NOTIFYFUNCTION}. Called at the end of a driving call.
 *
 * <p>The one callback that may add and remove transfers and set options. It may not drive the
 * multi. What it throws comes out of the driving call; the transfers go on.
 */
@FunctionalInterface
public interface NotifyListener {
    /**
     * Something has happened that was enabled.
     *
     * @param easy the transfer for {@link Notification#EASY_DONE}; null for
     *     {@link Notification#INFO_READ}
     */
    void onNotify(Multi multi, Notification kind, @Nullable Easy easy);
}
