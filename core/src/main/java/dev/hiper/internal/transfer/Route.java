package dev.hiper.internal.transfer;

import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.url.Url;

/** How a URL is reached: the same options for all of them, but for the proxy, which depends on scheme and host. */
public interface Route {
    /**
     * The way to {@code url}.
     *
     * @throws TransferException if the proxy that {@code url} would be reached through is not named properly
     */
    ConnectOptions to(Url url) throws TransferException;
}
