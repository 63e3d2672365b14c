package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.coding.ContentCodings;
import dev.hiper.internal.coding.DecodingChain;
import dev.hiper.internal.coding.DecodingChain.Progress;
import dev.hiper.internal.http1.BodyFraming;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.ResponseHead;
import dev.hiper.internal.transfer.HttpOptions;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferConfig;
import java.nio.ByteBuffer;

/**
 * Takes transfer codings, then content codings off a body on its way to the application. Stops when the application pauses;
 * what is not decoded yet then waits here in its coded form.
 */
final class BodyDecoder {
    private final Transfer transfer;
    private final DecodingChain transferCodings;
    private final DecodingChain contentCodings;
    private long delivered;

    BodyDecoder(Transfer transfer) {
        this.transfer = transfer;
        ContentCodings codings = ContentCodings.withInstalled();
        this.transferCodings = new DecodingChain(codings, transfer.host().decodeBuffers());
        this.contentCodings = new DecodingChain(codings, transfer.host().decodeBuffers());
    }

    /** Whether anything of this response has to be decoded. */
    static boolean concerns(TransferConfig config, ResponseHead head, BodyFraming framing) {
        HttpOptions options = config.http();
        return (framing.transferCodingCount() > 0 && config.response().transferDecoding())
                || (options.acceptEncoding() != null
                        && options.contentDecoding()
                        && head.has(FieldName.CONTENT_ENCODING));
    }

    void begin(ResponseHead head, BodyFraming framing) throws TransferException {
        delivered = 0;
        transferCodings.begin(DecodingChain.Kind.TRANSFER);
        contentCodings.begin(DecodingChain.Kind.CONTENT);
        HttpOptions options = transfer.config().http();
        if (framing.transferCodingCount() > 0 && transfer.config().response().transferDecoding()) {
            addAll(transferCodings, head, FieldName.TRANSFER_ENCODING);
        }
        if (options.acceptEncoding() != null && options.contentDecoding()) {
            addAll(contentCodings, head, FieldName.CONTENT_ENCODING);
        }
    }

    /** Takes all of {@code data}. */
    void write(ByteBuffer data) throws TransferException {
        goOnLater(transferCodings.write(data, this::decodeContent));
    }

    /** Goes on after a pause, or with what one run did not have room for. */
    void resume() throws TransferException {
        Progress content = contentCodings.resume(this::deliver);
        goOnLater(content);
        if (content == Progress.DRAINED) {
            goOnLater(transferCodings.resume(this::decodeContent));
        }
    }

    boolean holdsData() {
        return contentCodings.holdsData() || transferCodings.holdsData();
    }

    void close() {
        transferCodings.close();
        contentCodings.close();
    }

    private boolean decodeContent(ByteBuffer piece) throws TransferException {
        Progress progress = contentCodings.write(piece, this::deliver);
        goOnLater(progress);
        return progress == Progress.DRAINED;
    }

    private boolean deliver(ByteBuffer piece) throws TransferException {
        long most = transfer.config().response().maxFileSize();
        if (most > 0 && piece.remaining() > most - delivered) {
            throw new TransferException(
                    ResultCode.FILESIZE_EXCEEDED, "Exceeded the maximum allowed file size (" + most + ")");
        }
        delivered += piece.remaining();
        transfer.output().body(piece);
        return !transfer.receivePaused();
    }

    /** A run has its limits; no event will say that there is more. */
    private void goOnLater(Progress progress) {
        if (progress == Progress.BUDGET_SPENT) {
            transfer.wake();
        }
    }

    private static void addAll(DecodingChain chain, ResponseHead head, FieldName name) throws TransferException {
        for (int field = head.find(name); field >= 0; field = head.findNext(name, field)) {
            chain.add(head.value(field));
        }
    }
}
