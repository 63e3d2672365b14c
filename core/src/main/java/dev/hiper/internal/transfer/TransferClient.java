package dev.hiper.internal.transfer;

import dev.hiper.error.TransferException;
import dev.hiper.internal.store.Stores;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The application's side of one transfer, as the machinery sees it: its callbacks, wrapped by the API,
 * which keeps the recursion guard and remembers what a callback threw. Loop thread only.
 */
public interface TransferClient {
    /** {@link #read} answers: the application pauses sending. */
    int READ_PAUSE = -1;

    /** {@link #read} answers: the application aborts the transfer. */
    int READ_ABORT = -2;

    /** What a callback that takes bytes said. */
    enum Verdict {
        ACCEPTED,
        PAUSED,
        ABORTED
    }

    /** What the seek callback said; {@link #NONE} if there is no callback. */
    enum Seek {
        OK,
        FAILED,
        CANNOT,
        NONE
    }

    /** What a trace line is about; the order is that of libcurl's curl_infotype. */
    enum Info {
        TEXT,
        HEADER_IN,
        HEADER_OUT,
        DATA_IN,
        DATA_OUT
    }

    /** Body bytes. PAUSED means that nothing of them was taken. The buffer is the engine's again on return. */
    Verdict body(ByteBuffer data);

    /** One complete header line with its line end. */
    Verdict header(ByteBuffer line);

    /** Whether {@link #header} has a reader. */
    boolean wantsHeaders();

    /** Fills {@code destination} with request body; bytes put, 0 at the end, or one of the READ_ values. */
    int read(ByteBuffer destination);

    /** Repositions the body source to {@code offset} from its start. */
    Seek seek(long offset);

    boolean wantsProgress();

    /** Reports progress; false aborts the transfer. Unknown totals are 0. */
    boolean progress(long downloadTotal, long downloaded, long uploadTotal, long uploaded);

    /** The last veto before a request is sent; false aborts the transfer. */
    boolean prereq(@Nullable SocketAddress remote, @Nullable SocketAddress local);

    /** Whether there is a trailer callback. */
    boolean wantsTrailers();

    /** The trailer fields of a chunked upload, in {@code Name: value} form. */
    List<String> trailers() throws TransferException;

    /** Whether {@link #debug} has a reader (VERBOSE). */
    boolean tracing();

    void debug(Info kind, ByteBuffer data);

    /** Debug text. */
    void trace(String text);

    /** The transfer starts: what is remembered between transfers can be made ready. */
    default void started() throws TransferException {}

    /** What is remembered between transfers; null for nothing. */
    default @Nullable Stores stores() {
        return null;
    }

    /** What the last failing callback threw; null if it failed by its answer. */
    @Nullable
    Throwable thrown();
}
