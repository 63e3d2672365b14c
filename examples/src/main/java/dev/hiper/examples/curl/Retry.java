package dev.hiper.examples.curl;

import dev.hiper.EasyInfo;
import dev.hiper.error.ResultCode;
import org.jspecify.annotations.Nullable;

/** Decides whether a transfer is tried again, and when. */
final class Retry {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MILLIS = 1000;
    private static final long LONGEST_MILLIS = 600_000;

    private final Messages messages;

    Retry(Messages messages) {
        this.messages = messages;
    }

    /** Prepares another try and answers true, unless this result is to stay. */
    boolean again(Transfer transfer, ResultCode result, long nowNanos) {
        Settings settings = transfer.settings;
        long limit = settings.number(Option.RETRY_MAX_TIME, 0);
        long spent = (nowNanos - transfer.firstTryNanos) / NANOS_PER_MILLI;
        if (transfer.retriesLeft == 0 || (limit != 0 && spent >= limit)) {
            return false;
        }
        boolean status = transientStatus(transfer, result);
        String why = why(settings, result, status);
        if (why == null) {
            return false;
        }
        long delay = transfer.retryDelayMillis;
        if (status) {
            long asked = transfer.easy.infoLong(EasyInfo.RETRY_AFTER) * MILLIS;
            delay = Math.max(delay, asked);
            if (asked > 0 && limit != 0 && limit - spent < delay) {
                messages.warn("The Retry-After: time would make this command line exceed the maximum allowed time for"
                        + " retries.");
                return false;
            }
        }
        long left = transfer.retriesLeft--;
        messages.warn("Problem: " + why + ". Will retry in " + seconds(delay) + " second" + (delay == MILLIS ? "" : "s")
                + ". " + left + " retr" + (left == 1 ? "y" : "ies") + " left.");
        transfer.retries++;
        transfer.startNanos = nowNanos + delay * NANOS_PER_MILLI;
        if (settings.number(Option.RETRY_DELAY, 0) == 0) {
            transfer.retryDelayMillis = Math.min(transfer.retryDelayMillis * 2, LONGEST_MILLIS);
        }
        if (transfer.target.written() > 0 && transfer.target.isFile()) {
            messages.note("Throwing away " + transfer.target.written() + " bytes");
        }
        return transfer.target.rewind();
    }

    private static @Nullable String why(Settings settings, ResultCode result, boolean status) {
        if (result == ResultCode.OPERATION_TIMEDOUT
                || result == ResultCode.COULDNT_RESOLVE_HOST
                || result == ResultCode.COULDNT_RESOLVE_PROXY) {
            return "timeout";
        }
        if (result == ResultCode.COULDNT_CONNECT && settings.on(Option.RETRY_CONNREFUSED)) {
            return "connection refused";
        }
        if (status) {
            return "HTTP error";
        }
        return result != ResultCode.OK && settings.on(Option.RETRY_ALL_ERRORS) ? "(retrying all errors)" : null;
    }

    private static boolean transientStatus(Transfer transfer, ResultCode result) {
        if (result != ResultCode.OK && result != ResultCode.HTTP_RETURNED_ERROR) {
            return false;
        }
        long status = transfer.easy.infoLong(EasyInfo.RESPONSE_CODE);
        return status == 408
                || status == 429
                || status == 500
                || status == 502
                || status == 503
                || status == 504
                || status == 522
                || status == 524;
    }

    private static String seconds(long millis) {
        String fraction = Long.toString(MILLIS + millis % MILLIS);
        return millis / MILLIS + "." + fraction.substring(1);
    }
}
