package dev.hiper.examples.curl.report;

import dev.hiper.HttpVersion;
import dev.hiper.examples.curl.os.Octets;
import dev.hiper.url.Url;
import dev.hiper.url.UrlException;
import dev.hiper.url.UrlFlag;
import dev.hiper.url.UrlPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the values of {@code --write-out} variables, as plain text or as JSON. */
final class Variables {
    /** All variables with a value, in the order of JSON. */
    static final List<String> NAMES = List.of(
            "certs",
            "conn_id",
            "content_type",
            "errormsg",
            "exitcode",
            "filename_effective",
            "ftp_entry_path",
            "http_code",
            "http_connect",
            "http_version",
            "local_ip",
            "local_port",
            "method",
            "num_certs",
            "num_connects",
            "num_headers",
            "num_redirects",
            "num_retries",
            "proxy_ssl_verify_result",
            "proxy_used",
            "redirect_url",
            "referer",
            "remote_ip",
            "remote_port",
            "response_code",
            "scheme",
            "size_delivered",
            "size_download",
            "size_header",
            "size_request",
            "size_upload",
            "speed_download",
            "speed_upload",
            "ssl_verify_result",
            "time_appconnect",
            "time_connect",
            "time_namelookup",
            "time_posttransfer",
            "time_pretransfer",
            "time_queue",
            "time_redirect",
            "time_starttransfer",
            "time_total",
            "tls_earlydata",
            "url",
            "url.fragment",
            "url.host",
            "url.options",
            "url.password",
            "url.path",
            "url.port",
            "url.query",
            "url.scheme",
            "url.user",
            "url.zoneid",
            "url_effective",
            "urle.fragment",
            "urle.host",
            "urle.options",
            "urle.password",
            "urle.path",
            "urle.port",
            "urle.query",
            "urle.scheme",
            "urle.user",
            "urle.zoneid",
            "urlnum",
            "xfer_id");

    private static final int STATUS_DIGITS = 3;
    private static final int MICRO_DIGITS = 6;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final String CERTIFICATE = "cert:";

    private final Report report;
    private final Infos infos;
    private final RunFacts facts;
    private final StringBuilder out;
    private final boolean json;

    Variables(Report report, StringBuilder out, boolean json) {
        this.report = report;
        this.infos = report.infos();
        this.facts = report.facts();
        this.out = out;
        this.json = json;
    }

    /** Writes all variables as one JSON object. */
    static void writeJson(Report report, StringBuilder out) {
        Variables variables = new Variables(report, out, true);
        out.append('{');
        for (String name : NAMES) {
            JsonText.append(out, name);
            out.append(':');
            variables.write(name);
            out.append(',');
        }
        out.append("\"curl_version\":");
        JsonText.append(out, report.facts().version());
        out.append('}');
    }

    /** Writes the value of a variable; answers false, and writes nothing, if there is no such variable. */
    boolean write(String name) {
        switch (name) {
            case "certs" -> text(certificates());
            case "conn_id" -> number("CONN_ID");
            case "content_type" -> text(infos.text("CONTENT_TYPE"));
            case "errormsg" -> unicode(facts.message());
            case "exitcode" -> out.append(facts.exitCode());
            case "filename_effective" -> text(facts.fileName());
            case "ftp_entry_path" -> text(infos.text("FTP_ENTRY_PATH"));
            case "http_code", "response_code" -> status("RESPONSE_CODE");
            case "http_connect" -> status("HTTP_CONNECTCODE");
            case "http_version" -> text(httpVersion());
            case "local_ip" -> text(infos.text("LOCAL_IP"));
            case "local_port" -> number("LOCAL_PORT");
            case "method" -> text(infos.text("EFFECTIVE_METHOD"));
            case "num_certs" -> out.append(chain().size());
            case "num_connects" -> number("NUM_CONNECTS");
            case "num_headers" -> out.append(facts.headerCount());
            case "num_redirects" -> number("REDIRECT_COUNT");
            case "num_retries" -> out.append(facts.retries());
            case "proxy_ssl_verify_result" -> number("PROXY_SSL_VERIFYRESULT");
            case "proxy_used" -> number("USED_PROXY");
            case "redirect_url" -> unicode(infos.text("REDIRECT_URL"));
            case "referer" -> text(infos.text("REFERER"));
            case "remote_ip" -> text(infos.text("PRIMARY_IP"));
            case "remote_port" -> number("PRIMARY_PORT");
            case "scheme" -> text(infos.text("SCHEME"));
            case "ssl_verify_result" -> number("SSL_VERIFYRESULT");
            case "tls_earlydata" -> number("EARLYDATA_SENT_T");
            case "url" -> text(facts.url());
            case "url_effective" -> unicode(infos.text("EFFECTIVE_URL"));
            case "urlnum" -> out.append(facts.urlIndex());
            case "xfer_id" -> number("XFER_ID");
            default -> {
                return size(name) || time(name) || urlPart(name);
            }
        }
        return true;
    }

    private boolean size(String name) {
        switch (name) {
            case "size_delivered" -> number("SIZE_DELIVERED");
            case "size_download" -> number("SIZE_DOWNLOAD_T");
            case "size_header" -> number("HEADER_SIZE");
            case "size_request" -> number("REQUEST_SIZE");
            case "size_upload" -> number("SIZE_UPLOAD_T");
            case "speed_download" -> number("SPEED_DOWNLOAD_T");
            case "speed_upload" -> number("SPEED_UPLOAD_T");
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean time(String name) {
        switch (name) {
            case "time_appconnect" -> seconds("APPCONNECT_TIME_T");
            case "time_connect" -> seconds("CONNECT_TIME_T");
            case "time_namelookup" -> seconds("NAMELOOKUP_TIME_T");
            case "time_posttransfer" -> seconds("POSTTRANSFER_TIME_T");
            case "time_pretransfer" -> seconds("PRETRANSFER_TIME_T");
            case "time_queue" -> seconds("QUEUE_TIME_T");
            case "time_redirect" -> seconds("REDIRECT_TIME_T");
            case "time_starttransfer" -> seconds("STARTTRANSFER_TIME_T");
            case "time_total" -> seconds("TOTAL_TIME_T");
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A part of the URL as given ({@code url.}) or as used last ({@code urle.}). */
    private boolean urlPart(String name) {
        boolean effective = name.startsWith("urle.");
        if (!effective && !name.startsWith("url.")) {
            return false;
        }
        UrlPart part =
                switch (name.substring(name.indexOf('.') + 1)) {
                    case "scheme" -> UrlPart.SCHEME;
                    case "user" -> UrlPart.USER;
                    case "password" -> UrlPart.PASSWORD;
                    case "options" -> UrlPart.OPTIONS;
                    case "host" -> UrlPart.HOST;
                    case "port" -> UrlPart.PORT;
                    case "path" -> UrlPart.PATH;
                    case "query" -> UrlPart.QUERY;
                    case "fragment" -> UrlPart.FRAGMENT;
                    case "zoneid" -> UrlPart.ZONEID;
                    default -> UrlPart.URL;
                };
        if (part == UrlPart.URL) {
            return false;
        }
        String url = effective ? infos.text("EFFECTIVE_URL") : Octets.text(facts.url());
        unicode(url == null ? null : part(url, part));
        return true;
    }

    private static @Nullable String part(String url, UrlPart part) {
        try {
            return Url.parse(url, UrlFlag.GUESS_SCHEME | UrlFlag.NON_SUPPORT_SCHEME)
                    .get(part, UrlFlag.DEFAULT_PORT);
        } catch (UrlException absent) {
            return null; // No URL, or one without this part.
        }
    }

    private void number(String info) {
        out.append(infos.number(info));
    }

    /** A status of three digits at least; JSON has no leading zeros. */
    private void status(String info) {
        String status = Long.toString(infos.number(info));
        if (!json) {
            zeros(STATUS_DIGITS - status.length());
        }
        out.append(status);
    }

    private void seconds(String info) {
        long micros = infos.number(info);
        out.append(micros / MICROS_PER_SECOND).append('.');
        String fraction = Long.toString(micros % MICROS_PER_SECOND);
        zeros(MICRO_DIGITS - fraction.length());
        out.append(fraction);
    }

    private void zeros(int count) {
        for (int i = 0; i < count; i++) {
            out.append('0');
        }
    }

    private void unicode(@Nullable String text) {
        text(text == null ? null : Octets.ofText(text));
    }

    private void text(@Nullable String octets) {
        if (!json) {
            out.append(octets == null ? "" : octets);
        } else if (octets == null) {
            out.append("null");
        } else {
            JsonText.append(out, octets);
        }
    }

    private String httpVersion() {
        if (!(infos.value("HTTP_VERSION") instanceof HttpVersion version)) {
            return "0";
        }
        return switch (version) {
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2_0, HTTP_2TLS, HTTP_2_PRIOR_KNOWLEDGE -> "2";
            case HTTP_3, HTTP_3ONLY -> "3";
            case NONE -> "0";
        };
    }

    /** The texts of the chain, one a line; a certificate itself without the name in front of it. */
    private String certificates() {
        StringBuilder text = new StringBuilder();
        for (Object certificate : chain()) {
            if (certificate instanceof List<?> lines) {
                for (Object line : lines) {
                    String shown = String.valueOf(line);
                    boolean pem = shown.regionMatches(true, 0, CERTIFICATE, 0, CERTIFICATE.length());
                    text.append(Octets.ofText(pem ? shown.substring(CERTIFICATE.length()) : shown));
                    if (!shown.endsWith("\n")) {
                        text.append('\n');
                    }
                }
            }
        }
        return text.toString();
    }

    private List<?> chain() {
        return report.infos().value("CERTINFO") instanceof List<?> chain ? chain : List.of();
    }
}
