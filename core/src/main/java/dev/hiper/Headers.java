package dev.hiper;

import dev.hiper.internal.transfer.HeaderLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that the latest transfer of an {@link Easy} has received so far: {@code
 * curl_easy_header} and {@code curl_easy_nextheader}. Got from {@link Easy#headers()}.
 *
 * <p>Fields are there as soon as their line is complete, so the header callback finds the one it is
 * called for. They are kept until the next transfer of the handle starts, or its reset. May be used in
 * all callbacks, and only on the thread that drives the handle.
 *
 * <p><b>Requests</b> are numbered from 0: the first one, and one more for each redirect, each round of
 * authentication and each repetition on another connection. {@link #LAST_REQUEST} is the last one made.
 * The answers to CONNECT belong to the request that the tunnel was made for.
 *
 * <p><b>Names</b> are without colon, and case does not matter. The status line is no field.
 *
 * @see <a href="https://curl.se/libcurl/c/curl_easy_header.html">curl_easy_header</a>
 */
public final class Headers {
    /** The number that stands for the last request. */
    public static final int LAST_REQUEST = -1;

    private final Easy easy;

    Headers(Easy easy) {
        this.easy = easy;
    }

    /** How many requests the transfer has made, or begun to make. */
    public int requests() {
        return easy.headerLog().requests();
    }

    /** The first field of this name in the head of the last request's final response; null if there is none. */
    public @Nullable Header find(String name) {
        return find(name, 0, HeaderOrigin.HEADER, LAST_REQUEST);
    }

    /**
     * One field.
     *
     * @param index which of those with this name, from 0
     * @param origins bits of {@link HeaderOrigin}
     * @param request its number, or {@link #LAST_REQUEST}
     * @return null if there is none; {@link #code} says why
     * @throws IllegalArgumentException where {@link #code} answers BAD_ARGUMENT
     */
    public @Nullable Header find(String name, int index, int origins, int request) {
        checkArguments(index, origins, request);
        if (code(name, index, origins, request) != HeaderCode.OK) {
            return null;
        }
        HeaderLog log = easy.headerLog();
        int number = number(log, request);
        byte[] lower = lower(name);
        int field = -1;
        for (int i = 0; i <= index; i++) {
            field = log.next(lower, field + 1, origins, number);
        }
        return new Header(
                log.name(field), log.value(field), log.count(lower, origins, number), index, log.origin(field));
    }

    /** What {@link #find(String, int, int, int)} finds, or why nothing. The checks are made in the order of libcurl. */
    public HeaderCode code(String name, int index, int origins, int request) {
        byte[] lower = lower(name);
        if (!valid(index, origins, request)) {
            return HeaderCode.BAD_ARGUMENT;
        }
        HeaderLog log = easy.headerLog();
        if (log.size() == 0) {
            return HeaderCode.NOHEADERS;
        }
        if (request >= log.requests()) {
            return HeaderCode.NOREQUEST;
        }
        int amount = log.count(lower, origins, number(log, request));
        if (amount == 0) {
            return HeaderCode.MISSING;
        }
        return index < amount ? HeaderCode.OK : HeaderCode.BADINDEX;
    }

    /**
     * All fields of one request in the order received: a copy of what is there now, empty if there is nothing.
     *
     * @param origins bits of {@link HeaderOrigin}
     * @param request its number, or {@link #LAST_REQUEST}
     * @throws IllegalArgumentException if there are no or unknown origins, the request is below -1, or the handle is
     *     closed
     */
    public List<Header> list(int origins, int request) {
        checkArguments(0, origins, request);
        HeaderLog log = easy.headerLog();
        int number = number(log, request);
        Map<String, Integer> amounts = new HashMap<>();
        List<Header> numbered = new ArrayList<>();
        for (int field = 0; field < log.size(); field++) {
            if (log.selects(field, origins, number)) {
                String name = log.name(field);
                int amount = amounts.merge(key(name), 1, Integer::sum);
                numbered.add(new Header(name, log.value(field), amount, amount - 1, log.origin(field)));
            }
        }
        numbered.replaceAll(header -> counted(header, amounts.getOrDefault(key(header.name()), 1)));
        return List.copyOf(numbered);
    }

    private static Header counted(Header header, int amount) {
        return new Header(header.name(), header.value(), amount, header.index(), header.origin());
    }

    private void checkArguments(int index, int origins, int request) {
        if (!valid(index, origins, request)) {
            throw new IllegalArgumentException("Headers of " + (easy.closed() ? "a closed handle" : "index " + index)
                    + ", origins " + origins + ", request " + request);
        }
    }

    private boolean valid(int index, int origins, int request) {
        return !easy.closed()
                && index >= 0
                && origins != 0
                && (origins & ~HeaderOrigin.ALL) == 0
                && request >= LAST_REQUEST;
    }

    private static int number(HeaderLog log, int request) {
        return request == LAST_REQUEST ? log.requests() - 1 : request;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Characters that no field name has become a question mark, which none has either. */
    private static byte[] lower(String name) {
        return key(name).getBytes(StandardCharsets.US_ASCII);
    }
}
