package dev.hiper.examples.curl;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Netrc;
import dev.hiper.TimeCondition;
import dev.hiper.examples.curl.form.FormException;
import dev.hiper.examples.curl.os.Octets;
import dev.hiper.examples.curl.report.WriteOut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives an easy handle what the settings say about the request; {@link ConnectionSetup} does the way to the server. */
final class EasySetup {
    private static final String JSON = "application/json";
    private static final long ALTSVC_HTTP1 = 1 << 3;
    private static final long HSTS_ON = 1;
    private static final long SLOW_SECONDS = 30;
    private static final long MOST_REDIRECTIONS = 50;
    private static final String COOKIE_SEPARATOR = "; ";
    private static final int LONGEST_COOKIE_HEADER = 8190;

    private final Easy easy;
    private final Settings settings;
    private final Messages messages;

    EasySetup(Easy easy, Settings settings, Messages messages) {
        this.easy = easy;
        this.settings = settings;
        this.messages = messages;
    }

    /**
     * Sets all but URL, callbacks and upload.
     *
     * @param etag a value for If-None-Match; null for none
     */
    void apply(StandardInput stdin, @Nullable String etag) throws FormException, SetupException {
        body(stdin);
        request(etag);
        authentication();
        cookies();
        redirects();
        limits();
        new ConnectionSetup(easy, settings, messages).apply();
    }

    private void body(StandardInput stdin) throws FormException, SetupException {
        if (settings.conflicting()) {
            throw new SetupException(UsageException.USAGE, "");
        }
        if (settings.on(Option.GET) && settings.post.given()) {
            settings.request = settings.on(Option.HEAD) ? HttpRequest.HEAD : HttpRequest.GET;
        }
        if (settings.request == HttpRequest.POST) {
            refuseResume("--data");
            easy.set(EasyOption.POSTFIELDS, settings.post.bytes());
        } else if (settings.request == HttpRequest.FORM) {
            refuseResume("--form");
            easy.set(EasyOption.MIMEPOST, settings.form.toMime(stdin));
            easy.set(EasyOption.MIME_OPTIONS, settings.on(Option.FORM_ESCAPE) ? 1 : 0);
        }
        if (settings.on(Option.HEAD)) {
            easy.set(EasyOption.NOBODY, true);
        }
    }

    private void refuseResume(String option) throws SetupException {
        if (settings.resume && (settings.resumeAtEnd || settings.resumeFrom != 0)) {
            messages.error("cannot mix --continue-at and " + option);
            throw new SetupException(UsageException.USAGE, "");
        }
    }

    private void request(@Nullable String etag) {
        easy.set(EasyOption.HTTPHEADER, headers(etag));
        text(EasyOption.CUSTOMREQUEST, Option.REQUEST);
        text(EasyOption.REQUEST_TARGET, Option.REQUEST_TARGET);
        String agent = settings.text(Option.USER_AGENT);
        easy.set(EasyOption.USERAGENT, agent == null ? VersionText.USER_AGENT : orNull(agent));
        String referer = settings.text(Option.REFERER);
        easy.set(EasyOption.REFERER, referer == null ? null : orNull(referer));
        text(EasyOption.RANGE, Option.RANGE);
        if (settings.on(Option.COMPRESSED)) {
            easy.set(EasyOption.ACCEPT_ENCODING, "");
        }
        easy.set(EasyOption.TRANSFER_ENCODING, settings.on(Option.TR_ENCODING));
        if (settings.on(Option.RAW)) {
            easy.set(EasyOption.HTTP_CONTENT_DECODING, false);
            easy.set(EasyOption.HTTP_TRANSFER_DECODING, false);
        }
        easy.set(EasyOption.FAILONERROR, settings.on(Option.FAIL));
        easy.set(EasyOption.HTTP_VERSION, settings.httpVersion);
        easy.set(EasyOption.HTTP09_ALLOWED, settings.on(Option.HTTP0_9));
        // A person typed this and looks at the answer: as curl, and not as careful as a server has to be.
        easy.set(EasyOption.HEADERS_AS_GIVEN, true);
        easy.set(EasyOption.LENIENT, true);
        easy.set(EasyOption.PROXY_ENVIRONMENT, true);
        easy.set(EasyOption.IGNORE_CONTENT_LENGTH, settings.on(Option.IGNORE_CONTENT_LENGTH));
        if (settings.timeCondition != TimeCondition.NONE) {
            easy.set(EasyOption.TIMECONDITION, settings.timeCondition);
            easy.set(EasyOption.TIMEVALUE_LARGE, settings.timeValue);
        }
        easy.set(EasyOption.FILETIME, settings.on(Option.REMOTE_TIME));
        if (settings.has(Option.EXPECT100_TIMEOUT)) {
            easy.set(EasyOption.EXPECT_100_TIMEOUT_MS, settings.number(Option.EXPECT100_TIMEOUT, 0));
        }
        easy.set(EasyOption.CERTINFO, settings.writeOut != null && WriteOut.needsCertificates(settings.writeOut));
    }

    private List<String> headers(@Nullable String etag) {
        List<String> headers = new ArrayList<>(settings.headers.size());
        for (String header : settings.headers) {
            headers.add(Octets.text(header));
        }
        if (settings.post.json()) {
            addUnlessThere(headers, "Content-Type", JSON);
            addUnlessThere(headers, "Accept", JSON);
        }
        if (etag != null) {
            headers.add("If-None-Match: " + etag);
        }
        return headers;
    }

    private static void addUnlessThere(List<String> headers, String name, String value) {
        for (String header : headers) {
            if (header.regionMatches(true, 0, name, 0, name.length())
                    && header.length() > name.length()
                    && ":;".indexOf(header.charAt(name.length())) >= 0) {
                return;
            }
        }
        headers.add(name + ": " + value);
    }

    private void authentication() {
        String user = settings.text(Option.USER);
        if (user != null) {
            easy.set(EasyOption.USERPWD, Octets.text(Passwords.complete(user, "host", messages)));
        }
        if (settings.auth != 0) {
            easy.set(EasyOption.HTTPAUTH, settings.auth);
        }
        text(EasyOption.XOAUTH2_BEARER, Option.OAUTH2_BEARER);
        text(EasyOption.AWS_SIGV4, Option.AWS_SIGV4);
        text(EasyOption.SERVICE_NAME, Option.SERVICE_NAME);
        netrc();
    }

    private void netrc() {
        text(EasyOption.NETRC_FILE, Option.NETRC_FILE);
        String named = System.getenv("NETRC");
        if (!settings.has(Option.NETRC_FILE) && named != null && !named.isEmpty()) {
            easy.set(EasyOption.NETRC_FILE, named);
        }
        if (settings.on(Option.NETRC_OPTIONAL)) {
            easy.set(EasyOption.NETRC, Netrc.OPTIONAL);
        } else if (settings.on(Option.NETRC) || settings.has(Option.NETRC_FILE)) {
            easy.set(EasyOption.NETRC, Netrc.REQUIRED);
        }
    }

    private void cookies() {
        if (!settings.cookies.isEmpty()) {
            StringBuilder all = new StringBuilder();
            for (String cookie : settings.cookies) {
                if (all.length() + COOKIE_SEPARATOR.length() + cookie.length() > LONGEST_COOKIE_HEADER) {
                    messages.warn("skipped provided cookie, the cookie header would go over " + LONGEST_COOKIE_HEADER
                            + " bytes");
                    break;
                }
                all.append(all.length() == 0 ? "" : COOKIE_SEPARATOR).append(cookie);
            }
            easy.set(EasyOption.COOKIE, Octets.text(all.toString()));
        }
        easy.set(EasyOption.COOKIESESSION, settings.on(Option.JUNK_SESSION_COOKIES));
        for (String file : settings.cookieFiles) {
            // The jar is common to all transfers: what a response deleted must not come back from the file.
            easy.set(EasyOption.COOKIEFILE, settings.cookiesRead ? "" : Octets.text(file));
        }
        settings.cookiesRead = true;
        text(EasyOption.COOKIEJAR, Option.COOKIE_JAR);
        String hsts = settings.text(Option.HSTS);
        if (hsts != null) {
            easy.set(EasyOption.HSTS_CTRL, HSTS_ON);
            easy.set(EasyOption.HSTS, Octets.text(hsts));
        }
        String alternatives = settings.text(Option.ALT_SVC);
        if (alternatives != null) {
            easy.set(EasyOption.ALTSVC_CTRL, ALTSVC_HTTP1);
            easy.set(EasyOption.ALTSVC, Octets.text(alternatives));
        }
    }

    private void redirects() {
        easy.set(EasyOption.FOLLOWLOCATION, settings.on(Option.FOLLOW) ? 2 : settings.on(Option.LOCATION) ? 1 : 0);
        easy.set(EasyOption.UNRESTRICTED_AUTH, settings.on(Option.LOCATION_TRUSTED));
        easy.set(EasyOption.AUTOREFERER, settings.on(Option.REFERER));
        easy.set(
                EasyOption.MAXREDIRS, Math.min(settings.number(Option.MAX_REDIRS, MOST_REDIRECTIONS), Short.MAX_VALUE));
        long kept = (settings.on(Option.POST301) ? 1 : 0)
                | (settings.on(Option.POST302) ? 2 : 0)
                | (settings.on(Option.POST303) ? 4 : 0);
        easy.set(EasyOption.POSTREDIR, kept);
        text(EasyOption.PROTOCOLS_STR, Option.PROTO);
        text(EasyOption.REDIR_PROTOCOLS_STR, Option.PROTO_REDIR);
        text(EasyOption.DEFAULT_PROTOCOL, Option.PROTO_DEFAULT);
        easy.set(EasyOption.PATH_AS_IS, settings.on(Option.PATH_AS_IS));
        easy.set(EasyOption.DISALLOW_USERNAME_IN_URL, settings.on(Option.DISALLOW_USERNAME_IN_URL));
    }

    private void limits() {
        easy.set(EasyOption.TIMEOUT_MS, settings.number(Option.MAX_TIME, 0));
        if (settings.has(Option.SPEED_LIMIT) || settings.has(Option.SPEED_TIME)) {
            easy.set(EasyOption.LOW_SPEED_LIMIT, settings.number(Option.SPEED_LIMIT, 1));
            easy.set(EasyOption.LOW_SPEED_TIME, settings.number(Option.SPEED_TIME, SLOW_SECONDS));
        }
        easy.set(EasyOption.MAX_SEND_SPEED_LARGE, settings.number(Option.LIMIT_RATE, 0));
        easy.set(EasyOption.MAX_RECV_SPEED_LARGE, settings.number(Option.LIMIT_RATE, 0));
        easy.set(EasyOption.MAXFILESIZE_LARGE, settings.number(Option.MAX_FILESIZE, 0));
    }

    private void text(EasyOption<String> target, Option option) {
        String value = settings.text(option);
        if (value != null) {
            easy.set(target, Octets.text(value));
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : Octets.text(text);
    }
}
