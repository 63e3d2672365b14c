package dev.hiper.internal.transfer;

import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.ResponseHead;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a transfer while it runs and after: the numbers behind {@code EasyInfo}. Written by the machinery,
 * read by the API, reset when a transfer starts.
 *
 * <p>Times are nanoseconds; 0 means not reached.
 */
public final class TransferInfo {
    /** The number of no connection. */
    public static final int NO_CONNECTION = -1;

    /** Phase times, counted from the start of the leg and summed over the legs. */
    public long nameLookupNanos;

    public long connectNanos;
    public long appConnectNanos;
    public long preTransferNanos;
    public long startTransferNanos;
    public long postTransferNanos;

    /** Start of the transfer on the engine's clock, and its end or the latest moment it ran. */
    public long startNanos;

    public long totalNanos;
    public long queueNanos;

    public long uploaded;
    public long downloaded;
    public long delivered;
    public long contentLengthUpload = -1;
    public long contentLengthDownload = -1;
    public long headerBytes;
    public long requestBytes;

    public int responseCode;
    /** 0 none, else 9, 10, 11, 20, 30. */
    public int httpVersion;

    public int redirectCount;
    public long redirectNanos;
    /** Status of the latest answer to CONNECT; 0 for none. */
    public int connectCode;
    /** libcurl's CURLPX number of a failed proxy handshake; 0 for none. */
    public int proxyError;
    /** Schemes on offer and in use, bits of CURLAUTH_. */
    public long authAvailable;

    public long proxyAuthAvailable;
    public long authUsed;
    public long proxyAuthUsed;
    public boolean usedProxy;
    public int proxyVerifyResult;
    /** Whether the time condition was not met. */
    public boolean conditionUnmet;
    /** Seconds since 1970; -1 if not known. */
    public long fileTime = -1;

    public @Nullable String referer;
    public @Nullable String redirectUrl;

    /** Whether the latest Location has been followed, or tried to be: then it is not one that would lead elsewhere. */
    public boolean locationTaken;

    public int newConnections;
    public boolean reusedConnection;
    public long transferId = -1;
    public long connectionId = NO_CONNECTION;

    public @Nullable String effectiveUrl;
    public @Nullable String effectiveMethod;
    /** The latest response head; strings are made from it when somebody asks. Valid until the next run. */
    public @Nullable ResponseHead head;

    public @Nullable String scheme;
    public @Nullable SocketAddress remoteAddress;
    public @Nullable SocketAddress localAddress;
    /** Details of the peer's certificates, a list of {@code Name:value} lines each; empty unless asked for. */
    public List<List<String>> certInfo = List.of();
    /** 0 if the peer's certificate was verified. */
    public int verifyResult;

    /** The value of a field of the latest response head; null if it has none. */
    public @Nullable String field(FieldName name) {
        ResponseHead latest = head;
        return latest == null ? null : latest.value(name);
    }

    /** Back to the values of a transfer that has not begun. */
    public void reset() {
        nameLookupNanos = 0;
        connectNanos = 0;
        appConnectNanos = 0;
        preTransferNanos = 0;
        startTransferNanos = 0;
        postTransferNanos = 0;
        startNanos = 0;
        totalNanos = 0;
        queueNanos = 0;
        uploaded = 0;
        downloaded = 0;
        delivered = 0;
        contentLengthUpload = -1;
        contentLengthDownload = -1;
        headerBytes = 0;
        requestBytes = 0;
        responseCode = 0;
        httpVersion = 0;
        redirectCount = 0;
        redirectNanos = 0;
        connectCode = 0;
        proxyError = 0;
        authAvailable = 0;
        proxyAuthAvailable = 0;
        authUsed = 0;
        proxyAuthUsed = 0;
        usedProxy = false;
        proxyVerifyResult = 0;
        conditionUnmet = false;
        fileTime = -1;
        referer = null;
        redirectUrl = null;
        locationTaken = false;
        newConnections = 0;
        connectionId = NO_CONNECTION;
        reusedConnection = false;
        effectiveUrl = null;
        effectiveMethod = null;
        head = null;
        scheme = null;
        remoteAddress = null;
        localAddress = null;
        certInfo = List.of();
        verifyResult = 0;
    }
}
