package dev.hiper.internal.bytes;

/**
 * Every bound of the engine, in one place: whatever a peer or an application can make grow stops at one
 * of these. Each says why it exists and whose number it is.
 */
public final class Limits {

    // Heads of responses.

    /**
     * Bytes of one response field line, unfolded, with its line end. One line must not hold all the
     * memory a head may have. libcurl: 100 KiB.
     */
    public static final int HEADER_LINE_BYTES = 100 * 1024;

    /**
     * Bytes of one line in the answer of a proxy to CONNECT. Nobody but us reads these lines, so they may be
     * shorter. libcurl: 16 KiB.
     */
    public static final int TUNNEL_HEADER_LINE_BYTES = 16 * 1024;

    /**
     * Bytes of all heads of one response: interim heads, final head and trailers. Keeps the memory of a
     * transfer bounded against endless fields. libcurl: 300 KiB.
     */
    public static final int RESPONSE_HEAD_BYTES = 300 * 1024;

    /**
     * Bytes of all heads that one transfer may receive over its redirects, authentication rounds and
     * CONNECT answers, since each of them starts a new response. libcurl: 20 times one response.
     */
    public static final int TRANSFER_HEAD_BYTES = 20 * RESPONSE_HEAD_BYTES;

    /**
     * Fields of one response, interim fields and trailers included. Bounds look-ups, which are linear.
     * libcurl: 5000.
     */
    public static final int FIELDS = 5000;

    /**
     * Interim (1xx) heads before one final head: each resets nothing but costs work, and timeouts alone
     * would let a peer keep us busy. No precedent; a handful is usual.
     */
    public static final int INTERIM_RESPONSES = 32;

    /** Bytes of one trailer line. Trailers are rare and short. libcurl: 4096. */
    public static final int TRAILER_LINE_BYTES = 4096;

    /** Bytes of all trailers of one response. libcurl: 64 KiB. */
    public static final int TRAILER_BYTES = 64 * 1024;

    /**
     * A head buffer above this size is given back when its response is done, so that one large head does
     * not stay for the life of the handle. Twice a usual large head.
     */
    public static final int KEPT_HEAD_BYTES = 32 * 1024;

    /** First size of a head buffer: most heads fit without growing. */
    public static final int INITIAL_HEAD_BYTES = 2 * 1024;

    /**
     * Bytes of a response that are looked at for a head that can be read in one go. Heads of servers are a few hundred bytes; more
     * would copy body bytes for nothing. As much as {@link #INITIAL_HEAD_BYTES}, so that nothing has to grow.
     */
    public static final int PLAIN_HEAD_BYTES = INITIAL_HEAD_BYTES;

    /** Fields of such a head; one that has more is no longer a matter of nanoseconds. */
    public static final int PLAIN_HEAD_FIELDS = 64;

    // Chunked bodies.

    /**
     * Hexadecimal digits of a chunk size: enough for every 64-bit number, and an end to a line of zeros.
     * libcurl: 16.
     */
    public static final int CHUNK_SIZE_DIGITS = 16;

    /** Blanks accepted after a chunk size: old servers pad it to a fixed width. Go trims them likewise. */
    public static final int CHUNK_SIZE_BLANKS = 16;

    /** Bytes of one chunk-size line with its extensions, which nobody reads. Go: 4096. */
    public static final int CHUNK_LINE_BYTES = 4096;

    /**
     * Framing bytes of a chunked body that a peer may send for nothing before it is stopped, see {@link
     * #CHUNK_FREE_BYTES}. Go: 16 KiB.
     */
    public static final int CHUNK_OVERHEAD_BYTES = 16 * 1024;

    /** Framing bytes per chunk that are never counted as overhead: size, line ends, short extension. Go: 16. */
    public static final int CHUNK_FREE_BYTES = 16;

    /** Framing bytes allowed for each byte of payload before they count as overhead. Go: 2. */
    public static final int CHUNK_OVERHEAD_RATIO = 2;

    /** Transfer codings below {@code chunked}. Each costs a decoder. libcurl: 5. */
    public static final int TRANSFER_CODINGS = 5;

    // Requests.

    /** Bytes of a request head. A larger one is a mistake of the application. libcurl: 1 MiB. */
    public static final int REQUEST_HEAD_BYTES = 1024 * 1024;

    /** Bytes of all trailers of an upload. libcurl: 64 KiB. */
    public static final int UPLOAD_TRAILER_BYTES = 64 * 1024;

    // Moving bodies.

    /**
     * Bytes of body in one call of the write callback, whatever the size of the transfer buffer is.
     * libcurl: CURL_MAX_WRITE_SIZE, 16384.
     */
    public static final int WRITE_PIECE_BYTES = 16 * 1024;

    /**
     * Bytes held for a paused transfer. Reading stops on a pause, but what one read already brought may
     * still blow up in a decoder. libcurl: 64 MiB.
     */
    public static final int PAUSED_BYTES = 64 * 1024 * 1024;

    /** Reads of one transfer in one run, so that a fast peer does not starve the others. libcurl: 11. */
    public static final int READS_PER_RUN = 11;

    /**
     * New attempts of one transfer after a reused connection turned out to be dead. Each takes a pooled
     * connection away, so a few are enough. libcurl: 5.
     */
    public static final int RETRIES = 5;

    // Names and connections.

    /** Connection attempts of one race at a time; the oldest makes room for a new one. libcurl: 6. */
    public static final int ATTEMPTS_AT_ONCE = 6;

    /**
     * Addresses that one transfer tries, and addresses of one family kept for a name, so that an answer with
     * thousands of them is no flood of connections. No precedent; a handful is usual.
     */
    public static final int ADDRESSES = 24;

    /** Milliseconds that an IPv6 answer is waited for when IPv4 came first. libcurl: 25; RFC 8305: 50. */
    public static final int IPV6_GRACE_MILLIS = 25;

    /** Names in the DNS cache: names may come from strangers. libcurl: 29999. */
    public static final int CACHED_NAMES = 29_999;

    /**
     * Seconds that "no such name" is remembered: long enough to stop a stampede, short enough for a repaired
     * name to work soon. JDK: 10; libcurl: half of the positive time.
     */
    public static final int NEGATIVE_NAME_SECONDS = 5;

    /** Threads that look up names unless set otherwise. libcurl: 20. */
    public static final int RESOLVER_THREADS = 20;

    /** Lookups waiting for a thread. More means that names come in faster than they can ever go out. */
    public static final int RESOLVER_QUEUE = 10_000;

    /** Seconds after which an idle resolver thread ends. libcurl: 2. */
    public static final int RESOLVER_IDLE_SECONDS = 2;

    /** Milliseconds for the orderly goodbye of a connection that nobody uses any more. libcurl: 2000. */
    public static final int SHUTDOWN_MILLIS = 2000;

    /** Connections in their goodbye at a time; the oldest is cut off for a new one. Each costs a descriptor. */
    public static final int SHUTDOWNS = 1024;

    /** Milliseconds for which the health of an idle connection is believed. libcurl: 1000. */
    public static final int HEALTH_MILLIS = 1000;

    /**
     * Seconds by which an idle connection is given up before the time that its peer announced: a request and the peer's
     * close would meet on the way. No precedent; most round trips are shorter.
     */
    public static final int KEEP_ALIVE_MARGIN_SECONDS = 1;

    /** Idle connections whose health one search looks at, as each look is a system call. */
    public static final int HEALTH_CHECKS = 1024;

    /** Pooled connections for each transfer in the multi, if no number was set. libcurl: 4. */
    public static final int CONNECTIONS_PER_TRANSFER = 4;

    // TLS.

    /**
     * Certificates in a peer's chain. Each costs a signature check on the loop's thread. libcurl: 100.
     */
    public static final int CERTIFICATES = 100;

    /**
     * Bytes that a peer may send before the TLS handshake is done. A usual flight has 2 to 6 KiB; OpenSSL
     * bounds the certificate list alone by 100 KiB.
     */
    public static final int TLS_HANDSHAKE_BYTES = 256 * 1024;

    /**
     * A buffer for what is left of one TLS record: 16 KiB of plaintext (RFC 8446, 5.1) with the overhead that
     * the engines in use announce (up to 704 bytes), rounded up.
     */
    public static final int TLS_RECORD_BUFFER_BYTES = 18 * 1024;

    /**
     * A buffer for one read or write of TLS records: four full ones save three of four system calls. Netty's adaptive
     * receive buffers end at about the same size.
     */
    public static final int TLS_NETWORK_BUFFER_BYTES = 4 * 17 * 1024;

    /** Free TLS buffers of each size that a multi keeps; more are left to the garbage collector. */
    public static final int TLS_POOLED_BUFFERS = 64;

    /** Reads of one TLS connection in one call while nothing but control messages arrives. */
    public static final int TLS_CONTROL_READS = 4;

    /** Prepared TLS contexts. Few applications use more than a handful of different settings. */
    public static final int TLS_CONTEXTS = 64;

    /** TLS sessions kept for resumption per settings; each holds a certificate chain. libcurl: 100. */
    public static final int TLS_SESSIONS = 100;

    /** Bytes of a file or blob with certificates or a key. The bundles of systems have 200 to 400 KiB. */
    public static final int TLS_FILE_BYTES = 16 * 1024 * 1024;

    /**
     * For how long a look at the files of TLS settings is believed. Bounds the time until a replaced file
     * counts, and spares a system call per transfer.
     */
    public static final long TLS_FILE_CHECK_NANOS = 1_000_000_000L;

    // The API.

    /** Bytes of one option value. A longer one is a mistake of the application. libcurl: 8,000,000. */
    public static final int OPTION_BYTES = 8_000_000;

    /** Bytes of the name of a local interface. libcurl: 512. */
    public static final int INTERFACE_BYTES = 512;

    /** Smallest size of one read. Smaller ones cost more in calls than they save. libcurl: 1 KiB. */
    public static final int MIN_BUFFER_BYTES = 1024;

    /** Largest size of one read. The buffer is one per multi, and large reads are unfair. libcurl: 10 MiB. */
    public static final int MAX_BUFFER_BYTES = 10 * 1024 * 1024;

    /** Smallest piece asked of the read callback. libcurl: 16 KiB. */
    public static final int MIN_UPLOAD_BUFFER_BYTES = 16 * 1024;

    /** Largest piece asked of the read callback. libcurl: 2 MiB. */
    public static final int MAX_UPLOAD_BUFFER_BYTES = 2 * 1024 * 1024;

    /** Largest value of LOW_SPEED_TIME and EXPECT_100_TIMEOUT_MS. libcurl: 65535. */
    public static final int SHORT_SPAN = 65_535;

    /** Seconds that a server may ask us to stay away, as reported. libcurl: six hours. */
    public static final int RETRY_AFTER_SECONDS = 21_600;

    /** Calls nested on one multi through its callbacks; deeper is a runaway recursion. libcurl: 15. */
    public static final int MULTI_CALL_DEPTH = 15;

    /** Calls nested on one easy handle that is in no multi. libcurl: 7. */
    public static final int EASY_CALL_DEPTH = 7;

    /** Writes in one run of a transfer; the counterpart of {@link #READS_PER_RUN}. */
    public static final int WRITES_PER_RUN = 11;

    /** A read that filled its buffer makes the next one larger, up to here: one event stays short. */
    public static final int LARGEST_READ_BYTES = 64 * 1024;

    /** Sending buffer for requests without body; heads are rarely larger, and larger ones take two writes. */
    public static final int HEAD_BUFFER_BYTES = 16 * 1024;

    /** Request bytes that a socket did not take: at most one sending buffer and the last chunk with its trailers. */
    public static final int UNSENT_BYTES = MAX_UPLOAD_BUFFER_BYTES + UPLOAD_TRAILER_BYTES + 1024;

    /**
     * The largest request body that is kept in direct memory to be sent again without copying it: a few pieces of the usual upload
     * buffer. Larger ones would hold more memory per handle than the copying costs time.
     */
    public static final int KEPT_BODY_BYTES = 256 * 1024;

    /** Bodies above this size wait for a 100 answer: small ones are sent faster than asked for. libcurl: 1 MiB. */
    public static final int EXPECT_100_BYTES = 1024 * 1024;

    private Limits() {}
}
