package dev.hiper.examples.curl.report;

import dev.hiper.Easy;
import dev.hiper.HeaderOrigin;
import dev.hiper.Headers;
import java.util.List;

/** The header fields that a transfer has received: the last response of each of its requests. */
public interface HeaderLookup {
    /** Those of the latest transfer of {@code easy}. */
    static HeaderLookup of(Easy easy) {
        Headers headers = easy.headers();
        return new HeaderLookup() {
            @Override
            public int requests() {
                return headers.requests();
            }

            @Override
            public List<Field> fields(int request) {
                return headers.list(HeaderOrigin.HEADER, request).stream()
                        .map(header -> new Field(header.name(), header.value()))
                        .toList();
            }
        };
    }

    /** A field as received; name and value are octet strings, without spaces around them. */
    record Field(String name, String value) {}

    /** How many requests there were: 1 and one for each redirect and each round of authentication. */
    int requests();

    /**
     * The fields of the response to a request, in the order of arrival, without those of proxies' CONNECT
     * responses, of 1xx responses and of trailers.
     *
     * @param request from 0
     */
    List<Field> fields(int request);
}
