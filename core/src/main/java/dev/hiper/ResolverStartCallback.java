package dev.hiper;

/**
 * Is asked before a name is looked up: {@link EasyOption#RESOLVER_START_FUNCTION}. Not called for
 * cached names and address literals.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing ends the transfer as the aborting answer does, with what was thrown as the cause in
 * {@link TransferFailure}.
 */
@FunctionalInterface
public interface ResolverStartCallback {
    /**
     * Agrees to the lookup or ends the transfer.
     *
     * @param host the name that will be looked up
     */
    CallbackResult onResolverStart(Easy easy, String host);
}
