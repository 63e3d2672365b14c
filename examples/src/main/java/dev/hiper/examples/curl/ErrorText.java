package dev.hiper.examples.curl;

import dev.hiper.TransferFailure;
import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.os.Octets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to say about a failure: the engine's message, in the words that scripts around curl look for. */
final class ErrorText {
    private static final String RESOLVE = "Could not resolve host: ";
    private static final String CONNECT = "Failed to connect to ";
    private static final String PORT = " port ";
    private static final String UNSUPPORTED = " is not supported";

    private ErrorText() {}

    /**
     * The text, as octets.
     *
     * @param millis how long it took until the failure
     */
    static String of(@Nullable TransferFailure failure, long millis) {
        if (failure == null) {
            return "";
        }
        String message = failure.message();
        if (message.isEmpty()) {
            return failure.result().text();
        }
        return Octets.ofText(worded(failure.result(), message, millis));
    }

    static String worded(ResultCode result, String message, long millis) {
        if (result == ResultCode.COULDNT_RESOLVE_HOST && message.startsWith(RESOLVE) && isOnion(message)) {
            return "Not resolving .onion address (RFC 7686)";
        }
        if (result == ResultCode.COULDNT_CONNECT && message.startsWith(CONNECT)) {
            return connect(message, millis);
        }
        if (result == ResultCode.UNSUPPORTED_PROTOCOL && message.endsWith(UNSUPPORTED)) {
            return message.substring(0, message.length() - UNSUPPORTED.length()) + " not supported";
        }
        return ErrorWords.of(message);
    }

    private static boolean isOnion(String message) {
        String host = message.toLowerCase(Locale.ROOT);
        return host.endsWith(".onion") || host.endsWith(".onion.");
    }

    /** Host and port stay; what the system said about each address gives way to the time. */
    private static String connect(String message, long millis) {
        int port = message.indexOf(PORT);
        int end = port < 0 ? -1 : message.indexOf(':', port);
        return end < 0 ? message : message.substring(0, end) + " after " + millis + " ms: Could not connect to server";
    }
}
