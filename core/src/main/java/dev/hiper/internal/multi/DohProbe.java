package dev.hiper.internal.multi;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.doh.RecordType;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.transfer.FailureDetails;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferClient;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client of the transfer for one question: keeps the answer, and tells what goes on to whoever asked. */
final class DohProbe implements TransferClient {
    private static final int SUCCESS = 2;
    private static final int STATUS_CLASS = 100;

    private final RecordType type;
    private final ConnectContext asker;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean tooLong;

    DohProbe(RecordType type, ConnectContext asker) {
        this.type = type;
        this.asker = asker;
    }

    RecordType type() {
        return type;
    }

    /** What the server answered, once {@code transfer} has ended. */
    byte[] message(Transfer transfer) throws TransferException {
        if (tooLong) {
            throw failed("the answer has more than " + Limits.DNS_MESSAGE_BYTES + " bytes");
        }
        FailureDetails failure = transfer.failure();
        if (failure != null) {
            throw failed(failure.message());
        }
        int status = transfer.info().responseCode;
        if (status / STATUS_CLASS != SUCCESS) {
            throw failed("the server answered with status " + status);
        }
        return message.toByteArray();
    }

    private static TransferException failed(String why) {
        return new TransferException(ResultCode.COULDNT_RESOLVE_HOST, why);
    }

    @Override
    public Verdict body(ByteBuffer data) {
        if (data.remaining() > Limits.DNS_MESSAGE_BYTES - message.size()) {
            tooLong = true;
            return Verdict.ABORTED;
        }
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        message.writeBytes(bytes);
        return Verdict.ACCEPTED;
    }

    @Override
    public Verdict header(ByteBuffer line) {
        return Verdict.ACCEPTED;
    }

    @Override
    public boolean wantsHeaders() {
        return false;
    }

    @Override
    public int read(ByteBuffer destination) {
        return READ_ABORT;
    }

    @Override
    public Seek seek(long offset) {
        return Seek.NONE;
    }

    @Override
    public boolean wantsProgress() {
        return false;
    }

    @Override
    public boolean progress(long downloadTotal, long downloaded, long uploadTotal, long uploaded) {
        return true;
    }

    @Override
    public boolean prereq(@Nullable SocketAddress remote, @Nullable SocketAddress local) {
        return true;
    }

    @Override
    public boolean wantsTrailers() {
        return false;
    }

    @Override
    public List<String> trailers() {
        return List.of();
    }

    @Override
    public boolean tracing() {
        return asker.tracing();
    }

    /** Bytes in the trace are those of the application's own request. */
    @Override
    public void debug(Info kind, ByteBuffer data) {}

    @Override
    public void trace(String text) {
        asker.trace("[DoH " + type + "] " + text);
    }

    @Override
    public @Nullable Throwable thrown() {
        return null;
    }
}
