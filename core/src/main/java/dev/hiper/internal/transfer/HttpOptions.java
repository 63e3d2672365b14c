package dev.hiper.internal.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP does beyond one request and one response: redirects, authentication, state kept between transfers, and codings of
 * the body. {@link #PLAIN} is the usual case and shared, so that a plain request finds out with one comparison that none of
 * this concerns it.
 *
 * @param follow FOLLOWLOCATION: 0 no, 1 all, 2 obeying the status, 3 custom method on the first request only
 * @param maxRedirects most redirects; -1 for no limit
 * @param keepPost bits 1, 2, 4: after 301, 302, 303 a POST stays one
 * @param autoReferer whether a followed redirect names where it came from
 * @param unrestrictedAuth whether credentials go to every origin
 * @param redirectProtocols schemes that a redirect may lead to
 * @param user name given by option; null for none
 * @param password password given by option; null for none
 * @param bearer bearer token; null for none
 * @param awsSigV4 provider text for signed requests; null for none
 * @param auth schemes allowed, bits of libcurl's CURLAUTH_
 * @param proxyAuth the same for the proxy
 * @param serviceName Kerberos service of the server
 * @param proxyServiceName Kerberos service of the proxy
 * @param netrc 0 ignored, 1 optional, 2 required
 * @param netrcFile path; null for the one in the home directory
 * @param acceptEncoding null neither asks nor decodes, empty asks for all there are, else the header's value
 * @param contentDecoding whether content codings are taken off
 * @param transferCoding whether compressed transfer coding is asked for
 * @param statusAliases beginnings of lines that count as a status line
 * @param timeCondition 0 none, 1 if modified since, 2 if unmodified since, 3 last modified
 * @param timeValue seconds since 1970 for it
 * @param fileTime whether the time of the document is to be found out
 * @param urlFlags bits of UrlFlag for the URL that a redirect leads to
 * @param proxyHeaders header lines for an HTTP proxy
 * @param separateHeaders whether the request's header lines are for the server only
 * @param suppressConnectHeaders whether the answer to CONNECT is kept from the callbacks
 * @param asGiven whether the application answers for its header lines: they go as they are (HEADERS_AS_GIVEN)
 * @param alternatives bits of protocols that Alt-Svc may lead to; 0 for off
 */
public record HttpOptions(
        int follow,
        long maxRedirects,
        int keepPost,
        boolean autoReferer,
        boolean unrestrictedAuth,
        List<String> redirectProtocols,
        @Nullable String user,
        @Nullable String password,
        @Nullable String bearer,
        @Nullable String awsSigV4,
        long auth,
        long proxyAuth,
        String serviceName,
        String proxyServiceName,
        int netrc,
        @Nullable String netrcFile,
        @Nullable String acceptEncoding,
        boolean contentDecoding,
        boolean transferCoding,
        List<String> statusAliases,
        int timeCondition,
        long timeValue,
        boolean fileTime,
        int urlFlags,
        List<String> proxyHeaders,
        boolean separateHeaders,
        boolean suppressConnectHeaders,
        boolean asGiven,
        long alternatives) {

    public static final int FOLLOW_NONE = 0;
    public static final int FOLLOW_ALL = 1;
    public static final int FOLLOW_OBEY_CODE = 2;
    public static final int FOLLOW_FIRST_ONLY = 3;

    public static final int NETRC_IGNORED = 0;
    public static final int NETRC_OPTIONAL = 1;
    public static final int NETRC_REQUIRED = 2;

    /** libcurl's defaults. */
    public static final HttpOptions PLAIN = new HttpOptions(
            FOLLOW_NONE,
            30,
            0,
            false,
            false,
            List.of("http", "https"),
            null,
            null,
            null,
            null,
            1,
            1,
            "HTTP",
            "HTTP",
            NETRC_IGNORED,
            null,
            null,
            true,
            false,
            List.of(),
            0,
            0,
            false,
            0,
            List.of(),
            true,
            false,
            false,
            0);

    /** Whether this is {@link #PLAIN}: nothing of it concerns the transfer. */
    @SuppressWarnings("ReferenceEquality") // Whoever makes options answers PLAIN itself for its equals.
    public boolean isPlain() {
        return this == PLAIN;
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "HttpOptions[follow=" + follow + ", auth=" + auth + "]";
    }
}
