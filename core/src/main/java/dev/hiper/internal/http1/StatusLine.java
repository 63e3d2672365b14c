package dev.hiper.internal.http1;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.ResponseHead;

/**
 * The one reader of a status line (RFC 9112, 4): a known version, one space, three digits from 100 on, and maybe one
 * space and a reason. Lenient callers take any blank for the space, or nothing.
 */
final class StatusLine {
    static final int PREFIX_BYTES = 5;

    private static final byte[] PREFIX = {'H', 'T', 'T', 'P', '/'};
    private static final int STATUS_DIGITS = 3;
    private static final int LOWEST_STATUS = 100;

    private StatusLine() {}

    /** Whether {@code b} may be the byte number {@code index} of a status line, below {@link #PREFIX_BYTES}. */
    static boolean isPrefix(int index, byte b) {
        return PREFIX[index] == b;
    }

    /** Reads the line in the range, which begins with the prefix and has no line end, into {@code head}. */
    static void read(ResponseHead head, int from, int to, boolean lenient) throws TransferException {
        byte[] bytes = head.bytes();
        int versionEnd = from + PREFIX_BYTES;
        while (versionEnd < to && !Ascii.isBlank(bytes[versionEnd])) {
            versionEnd++;
        }
        HttpVersion version = version(bytes, from + PREFIX_BYTES, versionEnd);
        int codeEnd = versionEnd + 1 + STATUS_DIGITS;
        if (codeEnd > to || !(lenient ? Ascii.isBlank(bytes[versionEnd]) : bytes[versionEnd] == ' ')) {
            throw unsupported("no status of three digits behind the version");
        }
        long status = Ascii.parseDecimal(bytes, versionEnd + 1, codeEnd);
        boolean separated = lenient || (codeEnd == to ? Leniency.MISSING_REASON : bytes[codeEnd] == ' ');
        if (status < LOWEST_STATUS || !separated) {
            throw unsupported("the status is no number of three digits from 100 on");
        }
        int reason = Math.min(codeEnd + 1, to);
        for (int i = reason; i < to && !lenient; i++) {
            if (Ascii.isControl(bytes[i]) && bytes[i] != '\t') {
                throw new TransferException(
                        ResultCode.WEIRD_SERVER_REPLY, "a control character in the reason of the status line");
            }
        }
        head.startResponse(version, (int) status, reason, to);
    }

    private static HttpVersion version(byte[] bytes, int from, int to) throws TransferException {
        if (to - from == 3 && bytes[from] == '1' && bytes[from + 1] == '.') {
            if (bytes[from + 2] == '1') {
                return HttpVersion.HTTP_1_1;
            }
            if (bytes[from + 2] == '0') {
                return HttpVersion.HTTP_1_0;
            }
        }
        throw unsupported("the answer is of another HTTP version");
    }

    /** libcurl's answer to each status line that it cannot read. */
    private static TransferException unsupported(String what) {
        return new TransferException(ResultCode.UNSUPPORTED_PROTOCOL, "unsupported status line: " + what);
    }
}
