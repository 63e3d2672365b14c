package dev.hiper;

import org.jspecify.annotations.Nullable;

/**
 * Gives entries for the HSTS cache: {@link EasyOption#HSTSREADFUNCTION}.
 *
 * @see <a href="https://curl.se/libcurl/c/CURLOPT_HSTSREADFUNCTION.html">CURLOPT_HSTSREADFUNCTION</a>
 */
@FunctionalInterface
public interface HstsReadCallback {
    /**
     * The next entry. Called when a transfer starts, if the cache is on, on the thread that drives
     * the transfer, again and again until there is none. Of two entries for one host the later end
     * counts. What it throws ends the transfer with ABORTED_BY_CALLBACK.
     *
     * @param easy the handle whose transfer starts
     * @return null if there are no more
     */
    @Nullable
    HstsEntry next(Easy easy);
}
