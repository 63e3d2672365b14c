package dev.hiper.internal.http1;

import dev.hiper.internal.message.FieldName;
import java.util.List;

/**
 * Fields that mean something only before a body: framing, routing, credentials, cookies, how to read the content
 * (RFC 9110, 6.5.1). They are dropped from received trailers and refused in sent ones.
 */
final class ForbiddenTrailers {
    private static final List<FieldName> NAMES = List.of(
            FieldName.TRANSFER_ENCODING,
            FieldName.CONTENT_LENGTH,
            FieldName.CONNECTION,
            FieldName.KEEP_ALIVE,
            FieldName.PROXY_CONNECTION,
            FieldName.UPGRADE,
            FieldName.TE,
            FieldName.TRAILER,
            FieldName.HOST,
            FieldName.AUTHORIZATION,
            FieldName.PROXY_AUTHORIZATION,
            FieldName.WWW_AUTHENTICATE,
            FieldName.PROXY_AUTHENTICATE,
            FieldName.COOKIE,
            FieldName.SET_COOKIE,
            FieldName.CONTENT_ENCODING,
            FieldName.CONTENT_TYPE,
            FieldName.CONTENT_RANGE,
            FieldName.RANGE,
            FieldName.EXPECT,
            FieldName.MAX_FORWARDS,
            FieldName.LOCATION,
            FieldName.RETRY_AFTER,
            FieldName.CACHE_CONTROL,
            FieldName.AGE,
            FieldName.EXPIRES,
            FieldName.DATE,
            FieldName.VARY,
            FieldName.WARNING,
            FieldName.ALT_SVC,
            FieldName.STRICT_TRANSPORT_SECURITY);

    private ForbiddenTrailers() {}

    static boolean contains(byte[] bytes, int from, int to) {
        for (int i = 0; i < NAMES.size(); i++) {
            if (NAMES.get(i).matches(bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    static boolean contains(String name) {
        for (int i = 0; i < NAMES.size(); i++) {
            if (NAMES.get(i).matches(name)) {
                return true;
            }
        }
        return false;
    }
}
