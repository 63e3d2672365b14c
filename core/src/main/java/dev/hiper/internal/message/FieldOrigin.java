package dev.hiper.internal.message;

/** Where in a response a field stood: libcurl's {@code CURLH_*}. */
public enum FieldOrigin {
    /** In the final head. */
    HEADER,
    /** After the body. Never used for framing, credentials or cookies (RFC 9110, 6.5.1). */
    TRAILER,
    /** In an interim (1xx) head. */
    INTERIM
}
