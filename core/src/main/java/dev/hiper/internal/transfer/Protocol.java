package dev.hiper.internal.transfer;

import dev.hiper.error.TransferException;

/** A family of URL schemes that one kind of exchange serves. */
public interface Protocol {
    /** Whether this protocol serves {@code scheme}, in lower case. */
    boolean serves(String scheme);

    /**
     * A run of {@code transfer} starts, with a URL that this protocol serves: decides what the first request is, with {@link
     * Transfer#startWith}.
     */
    default void start(Transfer transfer) throws TransferException {
        transfer.startWith(transfer.config().first());
    }

    /**
     * Whether {@link #exchange} can be asked for: nothing is being waited for but what wakes {@code transfer}. Its connection is
     * attached and connected.
     */
    default boolean ready(Transfer transfer) throws TransferException {
        return true;
    }

    /**
     * The exchange for the next leg of {@code transfer}, whose connection is attached and connected. May be the one of
     * the transfer's previous leg or run, made ready again.
     */
    Exchange exchange(Transfer transfer) throws TransferException;
}
