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
     * Fields of all heads of one transfer, answers to CONNECT included, when a head is complete: they are kept for the
     * header API until the next transfer. libcurl: 5000.
     */
    public static final int TRANSFER_FIELDS = FIELDS;

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

    /** Files in a directory of trusted certificates; each is opened. The JDK and Mozilla trust under 200. No precedent. */
    public static final int TLS_FOLDER_FILES = 4096;

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

    // Content and transfer codings.

    /**
     * Codings of one kind in one response, {@code identity} and {@code chunked} included, over all its fields. Each is a decoder, and
     * each multiplies what a byte can stand for. libcurl: 5.
     */
    public static final int CONTENT_CODINGS = 5;

    /**
     * Decoded bytes of one call, before the other transfers have their turn and deadlines are looked at. A few coded
     * bytes may stand for any number of them. libcurl looks at its deadline as often: 1 MiB.
     */
    public static final int DECODED_BYTES_PER_RUN = 1024 * 1024;

    /** Free buffers for decoded pieces that a multi keeps; more are left to the garbage collector. */
    public static final int DECODE_POOLED_BUFFERS = 64;

    /**
     * Bytes before the compressed data of gzip: optional fields, names and comments, which nobody reads. No precedent; real
     * ones are shorter than a path.
     */
    public static final int GZIP_HEADER_BYTES = 128 * 1024;

    /** Unknown bytes behind raw deflate data that are no failure: half a wrapper is a usual mistake. libcurl: 4. */
    public static final int RAW_DEFLATE_TRAILER_BYTES = 4;

    // Multipart bodies.

    /** Multiparts within each other. Walking them recurses, and nobody nests them on purpose. libcurl: 40. */
    public static final int MIME_DEPTH = 40;

    /** Bytes of a part that are read ahead on their way through an encoder or out of a file. libcurl: 16 KiB of a file. */
    public static final int MIME_STAGE_BYTES = 16 * 1024;

    // Cookies, HSTS and alternative services.

    /** Characters of a Set-Cookie value, and of a line of a cookie file with its end. libcurl: 5000. */
    public static final int COOKIE_LINE = 5000;

    /** Characters of a cookie's name and value together. RFC 6265bis, 5.6 and libcurl: 4096. */
    public static final int COOKIE_NAME_AND_VALUE = 4096;

    /** Cookies taken from one response, so that one server does not fill the jar. libcurl: 50. */
    public static final int COOKIES_PER_RESPONSE = 50;

    /** Cookies in one request. libcurl: 150. */
    public static final int COOKIES_PER_REQUEST = 150;

    /** Characters of a Cookie field: what common servers take as one line. libcurl: 8190. */
    public static final int COOKIE_FIELD = 8190;

    /** Seconds that a cookie from a response may live: 400 days. RFC 6265bis, 5.5 and libcurl. */
    public static final long COOKIE_AGE_SECONDS = 400L * 24 * 3600;

    /**
     * Cookies below one name of two labels: each costs a look per request, and names like {@code co.uk} count as one
     * site here. RFC 6265, 6.1 asks for 50 per domain at least.
     */
    public static final int COOKIES_PER_SITE = 3000;

    /** Cookies of a jar. With 5 KB each, this is 50 MB in the worst case. RFC 6265, 6.1 asks for 3000 at least. */
    public static final int COOKIES = 10_000;

    /** Characters of a date in a cookie, which needs about 30. libcurl: below 80. */
    public static final int COOKIE_DATE = 79;

    /** Characters of a domain that may be looked up as a public suffix; a name has no more. libcurl: 255. */
    public static final int COOKIE_DOMAIN = 255;

    /** Hosts in a cache of HSTS; the oldest goes. libcurl: 10,000. */
    public static final int HSTS_HOSTS = 10_000;

    /** Characters of a host in a cache file of HSTS or Alt-Svc. libcurl: 2048. */
    public static final int CACHED_HOST = 2048;

    /** Characters of a line, with its end, in a cache file of HSTS or Alt-Svc. libcurl: 4095. */
    public static final int CACHE_LINE = 4095;

    /** Characters of a date in such a file: {@code 20391001 04:47:41}. libcurl: 17. */
    public static final int CACHE_DATE = 17;

    /** Alternative services of a cache; the oldest goes. libcurl: 5000. */
    public static final int ALTERNATIVES = 5000;

    /** Alternative services of one origin from one field; more are no choice but a flood. No precedent. */
    public static final int ALTERNATIVES_PER_FIELD = 24;

    /** Characters of a protocol name in a file of Alt-Svc. libcurl: 10. */
    public static final int ALPN_NAME = 10;

    // Authentication.

    /** Challenges of one answer that are looked at; there are not that many schemes. No precedent. */
    public static final int AUTH_CHALLENGES = 32;

    /** Parameters of one challenge, and members of a list in one. Digest has ten. No precedent. */
    public static final int AUTH_PARAMETERS = 32;

    /** Bytes of one parameter of a Digest challenge: it is sent back with each request. libcurl: 1023. */
    public static final int AUTH_PARAMETER_BYTES = 1023;

    /** Challenges that one side may make in one transfer. Above the 50 redirects of a curl command line, which count, too. */
    public static final int AUTH_ROUNDS = 100;

    /** Characters of a challenge of NTLM, which is a few hundred bytes in base64. No precedent. */
    public static final int NTLM_CHALLENGE_CHARS = 16 * 1024;

    /** Characters of a challenge of Negotiate, which can hold a Kerberos ticket with many groups. No precedent. */
    public static final int NEGOTIATE_CHALLENGE_CHARS = 64 * 1024;

    /** Threads for what blocks beside the loop: tokens of Kerberos, made in milliseconds unless its servers are away. No precedent. */
    public static final int ASIDE_THREADS = 4;

    /** Transfers that wait for such a thread. More means that its work goes nowhere. No precedent: libcurl blocks its loop. */
    public static final int ASIDE_QUEUE = 1_000;

    /** Seconds after which such a thread ends when idle; as the resolver's. */
    public static final int ASIDE_IDLE_SECONDS = 2;

    /** Bytes of the last message of NTLM; the field is part of a head with limits of its own. libcurl: 1024. */
    public static final int NTLM_MESSAGE_BYTES = 16 * 1024;

    /** Bytes of a netrc file. libcurl: 128 KiB. */
    public static final int NETRC_BYTES = 128 * 1024;

    /** Bytes of a line of a netrc file. libcurl: 16 KiB. */
    public static final int NETRC_LINE_BYTES = 16 * 1024;

    /** Bytes of a name or password in a netrc file. libcurl: 4095. */
    public static final int NETRC_TOKEN_BYTES = 4095;

    /** Characters of a part of the AWS_SIGV4 option. libcurl: 64. */
    public static final int SIGV4_PART = 64;

    /** Members of a query that is signed; they are sorted. libcurl: 128. */
    public static final int SIGV4_QUERY_MEMBERS = 128;

    // Proxies.

    /** One read of what a proxy answers to CONNECT: most heads in one, and no more than that to hand on. */
    public static final int TUNNEL_READ_BYTES = 4 * 1024;

    /**
     * Bytes of the body of a 407 that are skipped to keep the connection; a new connection is cheaper than more. libcurl
     * skips any number.
     */
    public static final int TUNNEL_BODY_BYTES = 1024 * 1024;

    /** CONNECT requests for one tunnel. The longest scheme (NTLM after a choice) takes three. No precedent. */
    public static final int TUNNEL_ROUNDS = 10;

    /** Connections made to one proxy for one tunnel after the first, because it closes between rounds. libcurl: 5. */
    public static final int TUNNEL_RECONNECTS = 5;

    /** Bytes of a name, a user or a password in SOCKS5: its length has one byte (RFC 1928, RFC 1929). */
    public static final int SOCKS_TEXT_BYTES = 255;

    /** Bytes of the longest answer of a SOCKS proxy: one with a name. */
    public static final int SOCKS_ANSWER_BYTES = 4 + 1 + SOCKS_TEXT_BYTES + 2;

    private Limits() {}

    // Files of the application.

    /** A netrc file as it lies there, comments included; it is read in one go. */
    public static final int NETRC_FILE_BYTES = 1024 * 1024;

    // DNS over HTTPS.

    /** Bytes of an answer over HTTPS: what DNS itself can have (RFC 1035, 4.2.2). libcurl: 3000. */
    public static final int DNS_MESSAGE_BYTES = 65_535;

    /** Bytes of an encoded name (RFC 1035, 2.3.4). */
    public static final int DNS_NAME_BYTES = 255;

    /** Bytes of one label of a name (RFC 1035, 2.3.4). */
    public static final int DNS_LABEL_BYTES = 63;

    /** Pointers in one name of an answer: as many as it can have labels. libcurl: 128. */
    public static final int DNS_NAME_POINTERS = 127;

    /** Aliases followed from the name asked for to its addresses; chains are short. libcurl: 4. */
    public static final int DNS_ALIASES = 16;

    /** Most seconds that an answer is believed, whatever it says itself (T204). libcurl caches for a minute at most by default. */
    public static final long DNS_TTL_SECONDS = 24 * 60 * 60;

    // Messages.

    /** Bytes of a name out of a response that a message repeats; those that mean something are shorter. */
    public static final int SHOWN_NAME_BYTES = 64;

    // Names.

    /** RFC 1035, 2.3.4: a label of a name that is looked up. */
    public static final int DNS_LABEL_CHARS = 63;

    /** RFC 1035, 2.3.4: 255 octets on the wire are 253 characters of text, the final dot not counted. */
    public static final int DNS_NAME_CHARS = 253;
}
