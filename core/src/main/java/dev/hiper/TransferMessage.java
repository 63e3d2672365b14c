package dev.hiper;

import dev.hiper.error.ResultCode;
import org.jspecify.annotations.Nullable;

/**
 * A transfer has ended: what {@link Multi#infoRead} hands out, libcurl's {@code CURLMSG_DONE}.
 * Immutable and valid for ever; the easy handle is still a member of its multi until it is removed.
 */
public final class TransferMessage {
    private final Easy easy;
    private final @Nullable TransferFailure failure;

    TransferMessage(Easy easy, @Nullable TransferFailure failure) {
        this.easy = easy;
        this.failure = failure;
    }

    /** Whose transfer ended. */
    public Easy easy() {
        return easy;
    }

    /** How it ended. */
    public ResultCode result() {
        return failure == null ? ResultCode.OK : failure.result();
    }

    /** What is known about the failure; null if the transfer went well. */
    public @Nullable TransferFailure failure() {
        return failure;
    }

    @Override
    public String toString() {
        return failure == null ? "TransferMessage[OK]" : "TransferMessage[" + failure + "]";
    }
}
