package dev.hiper.internal.transfer;

import dev.hiper.error.TransferException;

/** A family of URL schemes that one kind of exchange serves. */
public interface Protocol {
    /** Whether this protocol serves {@code scheme}, in lower case. */
    boolean serves(String scheme);

    /**
     * The exchange for the next leg of {@code transfer}, whose connection is attached and connected. May be the one of
     * the transfer's previous leg or run, made ready again.
     */
    Exchange exchange(Transfer transfer) throws TransferException;
}
