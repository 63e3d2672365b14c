package dev.hiper;

import java.util.List;

/**
 * Gives the trailer fields of a chunked upload: {@link EasyOption#TRAILERFUNCTION}. Called once,
 * after the last chunk.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing ends the transfer as the aborting answer does, with what was thrown as the cause in
 * {@link TransferFailure}.
 */
@FunctionalInterface
public interface TrailerCallback {
    /**
     * Gives the fields.
     *
     * @param trailers an empty list to put {@code Name: value} lines into. Lines without a colon
     *     and a blank are left out.
     */
    CallbackResult onTrailers(Easy easy, List<String> trailers);
}
