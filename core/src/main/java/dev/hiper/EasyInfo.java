package dev.hiper;

import dev.hiper.internal.message.FieldName;
import dev.hiper.spi.TransportSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Easy} knows about its latest transfer: libcurl's {@code CURLINFO_} values with
 * their names and numbers. May be asked at any time, from callbacks, too; begins anew when a
 * transfer starts.
 *
 * <p>Times but the total count from the start of a request, and are summed up if there are several.
 * A moment that was reached has at least one microsecond.
 *
 * @param <T> the type of the value
 * @see <a href="https://curl.se/libcurl/c/curl_easy_getinfo.html">curl_easy_getinfo</a>
 */
public final class EasyInfo<T extends @Nullable Object> {
    private static final List<EasyInfo<?>> ALL = new ArrayList<>();
    private static final Map<String, EasyInfo<?>> BY_NAME = new HashMap<>();
    private static final long NANOS_PER_MICRO = 1000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NOT_MODIFIED = 304;

    /** The URL used last; empty if there was none. */
    public static final EasyInfo<String> EFFECTIVE_URL =
            new EasyInfo<>("EFFECTIVE_URL", 0x100001, String.class, easy -> orEmpty(easy.transferInfo().effectiveUrl));

    /** The status of the last response; 0 if there was none. */
    public static final EasyInfo<Long> RESPONSE_CODE =
            number("RESPONSE_CODE", 0x200002, easy -> easy.transferInfo().responseCode);

    /** The method used last, or that will be used. */
    public static final EasyInfo<String> EFFECTIVE_METHOD =
            new EasyInfo<>("EFFECTIVE_METHOD", 0x10003a, String.class, Easy::effectiveMethod);

    /**
     * The version of the last response: HTTP_1_0, HTTP_1_1, HTTP_2_0 or HTTP_3; NONE for others and
     * for no response.
     */
    public static final EasyInfo<HttpVersion> HTTP_VERSION = new EasyInfo<>(
            "HTTP_VERSION", 0x20002e, HttpVersion.class, easy -> version(easy.transferInfo().httpVersion));

    /** The scheme used last; null if there was none. */
    public static final EasyInfo<@Nullable String> SCHEME =
            new EasyInfo<@Nullable String>("SCHEME", 0x100031, String.class, easy -> easy.transferInfo().scheme);

    /** The Content-Type of the response; null if it had none. */
    public static final EasyInfo<@Nullable String> CONTENT_TYPE = new EasyInfo<@Nullable String>(
            "CONTENT_TYPE", 0x100012, String.class, easy -> easy.transferInfo().field(FieldName.CONTENT_TYPE));

    /**
     * Seconds that the server asks to wait (Retry-After, dates converted), at most 21600; 0 if it
     * did not.
     */
    public static final EasyInfo<Long> RETRY_AFTER = number(
            "RETRY_AFTER",
            0x600039,
            easy -> RetryAfter.seconds(easy.transferInfo().field(FieldName.RETRY_AFTER), easy.wallMillis()));

    /**
     * Where the response redirects to, as an absolute URL; null if it does not, or if that was
     * followed.
     */
    public static final EasyInfo<@Nullable String> REDIRECT_URL =
            new EasyInfo<@Nullable String>("REDIRECT_URL", 0x10001f, String.class, easy -> easy.redirectUrl());

    /** Redirects followed. */
    public static final EasyInfo<Long> REDIRECT_COUNT =
            number("REDIRECT_COUNT", 0x200014, easy -> easy.transferInfo().redirectCount);

    /** Time until the last redirect was followed, in microseconds. */
    public static final EasyInfo<Long> REDIRECT_TIME_T =
            number("REDIRECT_TIME_T", 0x600037, easy -> micros(easy.transferInfo().redirectNanos));

    /** Time until the last redirect was followed, in seconds. */
    public static final EasyInfo<Double> REDIRECT_TIME =
            new EasyInfo<>("REDIRECT_TIME", 0x300013, Double.class, easy -> seconds(easy.transferInfo().redirectNanos));

    /** The Referer that was sent last, or will be sent; null for none. */
    public static final EasyInfo<@Nullable String> REFERER =
            new EasyInfo<@Nullable String>("REFERER", 0x10003c, String.class, easy -> {
                String sent = easy.transferInfo().referer;
                return sent == null ? easy.options().get(EasyOption.REFERER) : sent;
            });

    /** Whether {@link EasyOption#TIMECONDITION} or a 304 kept the body away. */
    public static final EasyInfo<Boolean> CONDITION_UNMET = new EasyInfo<>(
            "CONDITION_UNMET",
            0x200023,
            Boolean.class,
            easy -> easy.transferInfo().conditionUnmet || easy.transferInfo().responseCode == NOT_MODIFIED);

    /** Time of the document in seconds since 1970; -1 if not known. See {@link EasyOption#FILETIME}. */
    public static final EasyInfo<Long> FILETIME_T =
            number("FILETIME_T", 0x60000e, easy -> easy.transferInfo().fileTime);

    /** {@link #FILETIME_T}. */
    public static final EasyInfo<Long> FILETIME = number("FILETIME", 0x20000e, easy -> easy.transferInfo().fileTime);

    /** Status of the last answer to CONNECT; 0 if there was none. */
    public static final EasyInfo<Long> HTTP_CONNECTCODE =
            number("HTTP_CONNECTCODE", 0x200016, easy -> easy.transferInfo().connectCode);

    /** Authentication schemes that the server offered, bits of {@link HttpAuth}. */
    public static final EasyInfo<Long> HTTPAUTH_AVAIL =
            number("HTTPAUTH_AVAIL", 0x200017, easy -> easy.transferInfo().authAvailable);

    /** Authentication schemes that the proxy offered, bits of {@link HttpAuth}. */
    public static final EasyInfo<Long> PROXYAUTH_AVAIL =
            number("PROXYAUTH_AVAIL", 0x200018, easy -> easy.transferInfo().proxyAuthAvailable);

    /** The authentication scheme used with the server, a bit of {@link HttpAuth}; 0 for none. */
    public static final EasyInfo<Long> HTTPAUTH_USED =
            number("HTTPAUTH_USED", 0x200045, easy -> easy.transferInfo().authUsed);

    /** The authentication scheme used with the proxy, a bit of {@link HttpAuth}; 0 for none. */
    public static final EasyInfo<Long> PROXYAUTH_USED =
            number("PROXYAUTH_USED", 0x200046, easy -> easy.transferInfo().proxyAuthUsed);

    /** Why a proxy handshake failed: the number of a {@link dev.hiper.error.ProxyCode}; 0 if none did. */
    public static final EasyInfo<Long> PROXY_ERROR =
            number("PROXY_ERROR", 0x20003b, easy -> easy.transferInfo().proxyError);

    /** Whether the latest connection went through a proxy: 1 or 0. */
    public static final EasyInfo<Long> USED_PROXY =
            number("USED_PROXY", 0x200042, easy -> easy.transferInfo().usedProxy ? 1 : 0);

    /** 0 if the certificate of an HTTPS proxy was accepted, or was not looked at. */
    public static final EasyInfo<Long> PROXY_SSL_VERIFYRESULT =
            number("PROXY_SSL_VERIFYRESULT", 0x20002f, easy -> easy.transferInfo().proxyVerifyResult);

    /** All cookies as lines of Netscape's format. */
    public static final EasyInfo<List<String>> COOKIELIST = new EasyInfo<>("COOKIELIST", 0x40001c, List.class, easy -> {
        HandleState state = easy.options().knownState();
        return state == null ? List.of() : state.stores().cookieLines(easy.wallMillis() / 1000);
    });

    /** What {@link EasyOption#PRIVATE} was set to. */
    public static final EasyInfo<@Nullable Object> PRIVATE = new EasyInfo<@Nullable Object>(
            "PRIVATE", 0x100015, Object.class, easy -> easy.options().get(EasyOption.PRIVATE));

    /** Time of the whole transfer, until now while it runs, in microseconds. */
    public static final EasyInfo<Long> TOTAL_TIME_T =
            number("TOTAL_TIME_T", 0x600032, easy -> micros(easy.transferInfo().totalNanos));

    /** Time of the whole transfer, until now while it runs, in seconds. */
    public static final EasyInfo<Double> TOTAL_TIME =
            new EasyInfo<>("TOTAL_TIME", 0x300003, Double.class, easy -> seconds(easy.transferInfo().totalNanos));

    /** Time until the name was resolved; 0 if it was not, in microseconds. */
    public static final EasyInfo<Long> NAMELOOKUP_TIME_T =
            number("NAMELOOKUP_TIME_T", 0x600033, easy -> micros(easy.transferInfo().nameLookupNanos));

    /** Time until the name was resolved; 0 if it was not, in seconds. */
    public static final EasyInfo<Double> NAMELOOKUP_TIME = new EasyInfo<>(
            "NAMELOOKUP_TIME", 0x300004, Double.class, easy -> seconds(easy.transferInfo().nameLookupNanos));

    /** Time until the socket was connected; 0 if it was not, in microseconds. */
    public static final EasyInfo<Long> CONNECT_TIME_T =
            number("CONNECT_TIME_T", 0x600034, easy -> micros(easy.transferInfo().connectNanos));

    /** Time until the socket was connected; 0 if it was not, in seconds. */
    public static final EasyInfo<Double> CONNECT_TIME =
            new EasyInfo<>("CONNECT_TIME", 0x300005, Double.class, easy -> seconds(easy.transferInfo().connectNanos));

    /** Time until TLS was established; 0 if it was not, in microseconds. */
    public static final EasyInfo<Long> APPCONNECT_TIME_T =
            number("APPCONNECT_TIME_T", 0x600038, easy -> micros(easy.transferInfo().appConnectNanos));

    /** Time until TLS was established; 0 if it was not, in seconds. */
    public static final EasyInfo<Double> APPCONNECT_TIME = new EasyInfo<>(
            "APPCONNECT_TIME", 0x300021, Double.class, easy -> seconds(easy.transferInfo().appConnectNanos));

    /** Time until the request began to be sent; 0 if it did not, in microseconds. */
    public static final EasyInfo<Long> PRETRANSFER_TIME_T =
            number("PRETRANSFER_TIME_T", 0x600035, easy -> micros(easy.transferInfo().preTransferNanos));

    /** Time until the request began to be sent; 0 if it did not, in seconds. */
    public static final EasyInfo<Double> PRETRANSFER_TIME = new EasyInfo<>(
            "PRETRANSFER_TIME", 0x300006, Double.class, easy -> seconds(easy.transferInfo().preTransferNanos));

    /** Time until the first byte of the response; 0 if there was none, in microseconds. */
    public static final EasyInfo<Long> STARTTRANSFER_TIME_T =
            number("STARTTRANSFER_TIME_T", 0x600036, easy -> micros(easy.transferInfo().startTransferNanos));

    /** Time until the first byte of the response; 0 if there was none, in seconds. */
    public static final EasyInfo<Double> STARTTRANSFER_TIME = new EasyInfo<>(
            "STARTTRANSFER_TIME", 0x300011, Double.class, easy -> seconds(easy.transferInfo().startTransferNanos));

    /** Time until the request was sent completely; 0 if it was not, in microseconds. */
    public static final EasyInfo<Long> POSTTRANSFER_TIME_T =
            number("POSTTRANSFER_TIME_T", 0x600043, easy -> micros(easy.transferInfo().postTransferNanos));

    /** Time spent waiting for a free connection, in microseconds. */
    public static final EasyInfo<Long> QUEUE_TIME_T =
            number("QUEUE_TIME_T", 0x600041, easy -> micros(easy.transferInfo().queueNanos));

    /** Body bytes sent. */
    public static final EasyInfo<Long> SIZE_UPLOAD_T =
            number("SIZE_UPLOAD_T", 0x600007, easy -> easy.transferInfo().uploaded);

    /** Body bytes received. */
    public static final EasyInfo<Long> SIZE_DOWNLOAD_T =
            number("SIZE_DOWNLOAD_T", 0x600008, easy -> easy.transferInfo().downloaded);

    /** Body bytes that the write callback took. */
    public static final EasyInfo<Long> SIZE_DELIVERED =
            number("SIZE_DELIVERED", 0x600047, easy -> easy.transferInfo().delivered);

    /** Body bytes received per second, on average. */
    public static final EasyInfo<Long> SPEED_DOWNLOAD_T = number(
            "SPEED_DOWNLOAD_T",
            0x600009,
            easy -> speed(easy.transferInfo().downloaded, easy.transferInfo().totalNanos));

    /** Body bytes sent per second, on average. */
    public static final EasyInfo<Long> SPEED_UPLOAD_T = number(
            "SPEED_UPLOAD_T", 0x60000a, easy -> speed(easy.transferInfo().uploaded, easy.transferInfo().totalNanos));

    /** Bytes of all response heads. */
    public static final EasyInfo<Long> HEADER_SIZE =
            number("HEADER_SIZE", 0x20000b, easy -> easy.transferInfo().headerBytes);

    /** Bytes of all request heads sent. */
    public static final EasyInfo<Long> REQUEST_SIZE =
            number("REQUEST_SIZE", 0x20000c, easy -> easy.transferInfo().requestBytes);

    /** Bytes that the response body was announced to have; -1 if not known. */
    public static final EasyInfo<Long> CONTENT_LENGTH_DOWNLOAD_T =
            number("CONTENT_LENGTH_DOWNLOAD_T", 0x60000f, easy -> easy.transferInfo().contentLengthDownload);

    /** Bytes of the request body; -1 if not known. */
    public static final EasyInfo<Long> CONTENT_LENGTH_UPLOAD_T =
            number("CONTENT_LENGTH_UPLOAD_T", 0x600010, easy -> easy.transferInfo().contentLengthUpload);

    /** New connections that were made; 0 if one was used again. */
    public static final EasyInfo<Long> NUM_CONNECTS =
            number("NUM_CONNECTS", 0x20001a, easy -> easy.transferInfo().newConnections);

    /** The address of the peer, or the path of its Unix domain socket; empty if there was none. */
    public static final EasyInfo<String> PRIMARY_IP = new EasyInfo<>(
            "PRIMARY_IP", 0x100020, String.class, easy -> Addresses.host(easy.transferInfo().remoteAddress));

    /** The port of the peer; -1 if it has none. */
    public static final EasyInfo<Long> PRIMARY_PORT =
            number("PRIMARY_PORT", 0x200028, easy -> Addresses.port(easy.transferInfo().remoteAddress));

    /** Our own address; empty if there was none. */
    public static final EasyInfo<String> LOCAL_IP = new EasyInfo<>(
            "LOCAL_IP", 0x100029, String.class, easy -> Addresses.host(easy.transferInfo().localAddress));

    /** Our own port; -1 if there was none. */
    public static final EasyInfo<Long> LOCAL_PORT =
            number("LOCAL_PORT", 0x20002a, easy -> Addresses.port(easy.transferInfo().localAddress));

    /** The number of the latest transfer in its multi; -1 before the first. */
    public static final EasyInfo<Long> XFER_ID = number("XFER_ID", 0x60003f, easy -> easy.transferInfo().transferId);

    /** The number of the latest connection in its multi; -1 if there is none. */
    public static final EasyInfo<Long> CONN_ID = number("CONN_ID", 0x600040, easy -> easy.transferInfo().connectionId);

    /**
     * The socket of the latest connection, while that exists; meant for {@link
     * EasyOption#CONNECT_ONLY}. Null if it is gone. The engine still owns it.
     */
    public static final EasyInfo<@Nullable TransportSocket> ACTIVESOCKET = new EasyInfo<@Nullable TransportSocket>(
            "ACTIVESOCKET", 0x50002c, TransportSocket.class, easy -> easy.activeSocket());

    /** 0 if the certificate of the peer was accepted, or was not looked at. */
    public static final EasyInfo<Long> SSL_VERIFYRESULT =
            number("SSL_VERIFYRESULT", 0x20000d, easy -> easy.transferInfo().verifyResult);

    /**
     * The certificates of the peer, its own first, as {@code Name:value} lines; empty unless {@link
     * EasyOption#CERTINFO} is set.
     */
    public static final EasyInfo<List<List<String>>> CERTINFO =
            new EasyInfo<>("CERTINFO", 0x400022, List.class, easy -> easy.transferInfo().certInfo);

    /** Looks a value up. */
    private interface Reader<T extends @Nullable Object> {
        T read(Easy easy);
    }

    /** Looks a number up; {@link Easy#infoLong} asks without an object for the answer. */
    private interface NumberReader extends Reader<Long> {
        long readNumber(Easy easy);

        @Override
        default Long read(Easy easy) {
            return readNumber(easy);
        }
    }

    private static final List<EasyInfo<?>> VIEW = Collections.unmodifiableList(ALL);

    private final String name;
    private final int id;
    private final Class<?> type;
    private final Reader<T> reader;

    private EasyInfo(String name, int id, Class<?> type, Reader<T> reader) {
        this.name = name;
        this.id = id;
        this.type = type;
        this.reader = reader;
        ALL.add(this);
        BY_NAME.put(name, this);
    }

    private static EasyInfo<Long> number(String name, int id, NumberReader reader) {
        return new EasyInfo<>(name, id, Long.class, reader);
    }

    /** All infos, in no order that would mean anything. */
    public static List<EasyInfo<?>> all() {
        return VIEW;
    }

    /**
     * The info with libcurl's name, without {@code CURLINFO_} and in any case; null if there is
     * none.
     */
    public static @Nullable EasyInfo<?> byName(String name) {
        return BY_NAME.get(name.toUpperCase(Locale.ROOT));
    }

    /** libcurl's name, without {@code CURLINFO_}. */
    public String name() {
        return name;
    }

    /** libcurl's number. */
    public int id() {
        return id;
    }

    /** The type of the value. */
    public Class<?> type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }

    T read(Easy easy) {
        return reader.read(easy);
    }

    static long readNumber(EasyInfo<Long> info, Easy easy) {
        return ((NumberReader) info.reader).readNumber(easy);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static long micros(long nanos) {
        return nanos / NANOS_PER_MICRO;
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }

    /** Bytes per second; without a time that could be measured, as if it had been a microsecond. */
    private static long speed(long bytes, long nanos) {
        long micros = Math.max(1, micros(nanos));
        if (bytes < Long.MAX_VALUE / MICROS_PER_SECOND) {
            return bytes * MICROS_PER_SECOND / micros;
        }
        return micros >= MICROS_PER_SECOND ? bytes / (micros / MICROS_PER_SECOND) : Long.MAX_VALUE;
    }

    private static HttpVersion version(int tenfold) {
        return switch (tenfold) {
            case 10 -> HttpVersion.HTTP_1_0;
            case 11 -> HttpVersion.HTTP_1_1;
            case 20 -> HttpVersion.HTTP_2_0;
            case 30 -> HttpVersion.HTTP_3;
            default -> HttpVersion.NONE;
        };
    }
}
