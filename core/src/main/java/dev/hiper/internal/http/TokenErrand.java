package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.TokenStep;
import dev.hiper.internal.transfer.Errand;
import org.jspecify.annotations.Nullable;

/** Makes one token of Negotiate beside the loop. */
final class TokenErrand implements Errand {
    private final TokenStep step;
    private byte @Nullable [] token;
    private @Nullable TransferException failure;
    private boolean over;

    TokenErrand(TokenStep step) {
        this.step = step;
    }

    @Override
    public void run() {
        try {
            token = step.run();
        } catch (TransferException e) {
            failure = e;
        } catch (RuntimeException | LinkageError e) {
            // A login module is configured code of anybody's; whatever it does, the transfer must not wait for ever.
            failure = new TransferException(ResultCode.AUTH_ERROR, "Negotiate failed: " + e, e);
        }
    }

    @Override
    public void done() {
        over = true;
        byte[] made = token;
        if (made == null) {
            step.drop();
        } else {
            step.finish(made);
        }
    }

    @Override
    public void dropped() {
        step.drop();
    }

    /** Whether the token is there. */
    boolean isOver() throws TransferException {
        if (!over) {
            return false;
        }
        if (failure != null) {
            throw failure;
        }
        if (token == null) {
            throw new TransferException(ResultCode.AUTH_ERROR, "Negotiate ended without a token");
        }
        return true;
    }
}
