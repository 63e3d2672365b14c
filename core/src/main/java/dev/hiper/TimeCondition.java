package dev.hiper;

/**
 * Which condition a transfer makes with {@link EasyOption#TIMEVALUE_LARGE} (RFC 9110, 13.1). In the
 * order of libcurl's {@code CURL_TIMECOND_} numbers, from 0. A response that does not obey is judged
 * by its Last-Modified, see {@link EasyInfo#CONDITION_UNMET}.
 *
 * @see <a href="https://curl.se/libcurl/c/CURLOPT_TIMECONDITION.html">CURLOPT_TIMECONDITION</a>
 */
public enum TimeCondition {
    /** None. */
    NONE,

    /** If-Modified-Since: only what is newer. */
    IFMODSINCE,

    /** If-Unmodified-Since: only what is not newer. */
    IFUNMODSINCE,

    /** Last-Modified in the request, as libcurl has it. */
    LASTMOD
}
