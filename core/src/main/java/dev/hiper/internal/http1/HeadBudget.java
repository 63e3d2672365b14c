package dev.hiper.internal.http1;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;

/** What a peer may still send of heads and trailers of one response, and the refusal when it sends more. */
final class HeadBudget {
    private final int headLineLimit;
    private final ResultCode lineTooLong;

    private long earlierBytes;
    private int received;
    private int trailerBytes;
    private int interims;
    private int fields;
    private boolean inTrailers;

    HeadBudget(int headLineLimit, ResultCode lineTooLong) {
        this.headLineLimit = headLineLimit;
        this.lineTooLong = lineTooLong;
    }

    void reset(long newEarlierBytes) {
        earlierBytes = newEarlierBytes;
        received = 0;
        trailerBytes = 0;
        interims = 0;
        fields = 0;
        inTrailers = false;
    }

    void beginTrailers() {
        inTrailers = true;
    }

    int received() {
        return received;
    }

    int interims() {
        return interims;
    }

    /** How many more bytes a line of {@code length} bytes may have. */
    int lineRoom(int length) {
        return Math.max(0, lineLimit() - length);
    }

    /** How many more bytes may be received, in trailers or in heads. */
    int sectionRoom() {
        long room = Math.min(Limits.RESPONSE_HEAD_BYTES, Limits.TRANSFER_HEAD_BYTES - earlierBytes) - received;
        return (int) Math.max(0, inTrailers ? Math.min(room, Limits.TRAILER_BYTES - trailerBytes) : room);
    }

    void receive(int bytes) {
        received += bytes;
        if (inTrailers) {
            trailerBytes += bytes;
        }
    }

    void addInterim() throws TransferException {
        if (++interims > Limits.INTERIM_RESPONSES) {
            throw new TransferException(
                    ResultCode.TOO_LARGE, "more than " + Limits.INTERIM_RESPONSES + " interim responses");
        }
    }

    /** Counts a field, whether or not it is kept: dropped ones cost time as well. */
    void addField() throws TransferException {
        if (++fields > Limits.FIELDS) {
            throw new TransferException(ResultCode.TOO_LARGE, "more than " + Limits.FIELDS + " fields");
        }
    }

    /** Counts the fields of a head that was read in one go. */
    void addFields(int count) {
        fields += count;
    }

    TransferException lineExceeded() {
        return new TransferException(lineTooLong, "a line of more than " + lineLimit() + " bytes");
    }

    TransferException sectionExceeded() {
        return new TransferException(
                ResultCode.RECV_ERROR, inTrailers ? "too large trailers" : "too large response heads");
    }

    private int lineLimit() {
        return inTrailers ? Limits.TRAILER_LINE_BYTES : headLineLimit;
    }
}
