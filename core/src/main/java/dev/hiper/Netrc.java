package dev.hiper;

/**
 * Whether a netrc file is asked for user and password: {@link EasyOption#NETRC}. In the order of
 * libcurl's {@code CURL_NETRC_} numbers, from 0. The file is read when a transfer first needs it.
 *
 * @see <a href="https://curl.se/libcurl/c/CURLOPT_NETRC.html">CURLOPT_NETRC</a>
 */
public enum Netrc {
    /** No file is read. */
    IGNORED,

    /** The file is asked for what URL and options do not say; it may be missing. */
    OPTIONAL,

    /** The file has the say, not the URL. */
    REQUIRED
}
