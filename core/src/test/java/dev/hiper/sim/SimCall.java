package dev.hiper.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.HeaderCallback;
import dev.hiper.TransferMessage;
import dev.hiper.WriteCallback;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transfer of a test: its handle, and everything that came back. */
public final class SimCall {
    private final Easy easy = Easy.create();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> headerLines = new ArrayList<>();
    private final List<Integer> pieces = new ArrayList<>();
    private WriteCallback writer = (from, data) -> WriteResult.ACCEPTED;
    private HeaderCallback headerReader = (from, line) -> WriteResult.ACCEPTED;
    private @Nullable TransferMessage message;

    SimCall(String url) {
        easy.set(EasyOption.URL, url);
        easy.set(EasyOption.WRITEFUNCTION, this::onWrite);
        easy.set(EasyOption.HEADERFUNCTION, this::onHeader);
    }

    public Easy easy() {
        return easy;
    }

    public <T> SimCall set(EasyOption<T> option, @Nullable T value) {
        easy.set(option, value);
        return this;
    }

    /** Decides about each piece of body before it is recorded; only accepted ones are. */
    public SimCall writer(WriteCallback callback) {
        writer = callback;
        return this;
    }

    /** Decides about each header line before it is recorded; only accepted ones are. */
    public SimCall headerReader(HeaderCallback callback) {
        headerReader = callback;
        return this;
    }

    /** The body so far, as ISO 8859-1 text. */
    public String body() {
        return body.toString(ISO_8859_1);
    }

    public byte[] bodyBytes() {
        return body.toByteArray();
    }

    /** Sizes of the accepted pieces of body. */
    public List<Integer> pieces() {
        return pieces;
    }

    /** Header lines so far, without their line ends. */
    public List<String> headerLines() {
        return headerLines;
    }

    public boolean isDone() {
        return message != null;
    }

    /** How it ended. */
    public ResultCode result() {
        return message().result();
    }

    public TransferMessage message() {
        TransferMessage end = message;
        if (end == null) {
            throw new AssertionError("the transfer has not ended");
        }
        return end;
    }

    void ended(TransferMessage end) {
        message = end;
    }

    /** Forgets what came, for another run of the same handle. */
    public SimCall forget() {
        message = null;
        body.reset();
        headerLines.clear();
        pieces.clear();
        return this;
    }

    private WriteResult onWrite(Easy from, ByteBuffer data) {
        ByteBuffer kept = data.duplicate();
        WriteResult verdict = writer.onWrite(from, data);
        if (verdict == WriteResult.ACCEPTED) {
            byte[] bytes = new byte[kept.remaining()];
            kept.get(bytes);
            body.writeBytes(bytes);
            pieces.add(bytes.length);
        }
        return verdict;
    }

    private WriteResult onHeader(Easy from, ByteBuffer line) {
        String text = ISO_8859_1.decode(line.duplicate()).toString();
        WriteResult verdict = headerReader.onHeader(from, line);
        if (verdict == WriteResult.ACCEPTED) {
            headerLines.add(text.stripTrailing());
        }
        return verdict;
    }
}
