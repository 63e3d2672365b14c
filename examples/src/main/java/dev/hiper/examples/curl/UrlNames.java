package dev.hiper.examples.curl;

import dev.hiper.examples.curl.os.Octets;
import dev.hiper.url.Url;
import dev.hiper.url.UrlException;
import dev.hiper.url.UrlFlag;
import dev.hiper.url.UrlPart;

/** Names of files in URLs: what to call a download, where to put an upload. */
final class UrlNames {
    static final String NAMELESS = "curl_response";
    private static final String HEX = "0123456789ABCDEF";

    private UrlNames() {}

    /** The last part of the path; empty if there is none. */
    static String fileName(String url) {
        try {
            Url parsed = parsed(url);
            String path = parsed.path();
            int end = path.length();
            while (end > 0 && path.charAt(end - 1) == '/') {
                end--;
            }
            int start = path.lastIndexOf('/', end - 1) + 1;
            return end == 0 ? "" : Octets.ofText(path.substring(start, end));
        } catch (UrlException noUrl) {
            return "";
        }
    }

    /** The URL to upload a file to: if it ends in a slash, the name of the file is put behind. */
    static String forUpload(String url, String file) {
        try {
            Url parsed = parsed(url);
            String path = parsed.path();
            if (parsed.query() != null || (!path.endsWith("/") && !path.isEmpty())) {
                return url;
            }
            String name = file.substring(file.lastIndexOf('/') + 1);
            parsed.set(UrlPart.PATH, (path.isEmpty() ? "/" : path) + escaped(name));
            return Octets.ofText(parsed.get(UrlPart.URL, UrlFlag.NO_GUESS_SCHEME));
        } catch (UrlException noUrl) {
            return url;
        }
    }

    private static Url parsed(String url) {
        Url parsed = Url.create();
        parsed.set(UrlPart.URL, Octets.text(url), UrlFlag.GUESS_SCHEME | UrlFlag.NON_SUPPORT_SCHEME);
        return parsed;
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || "-._~".indexOf(c) >= 0;
            if (plain) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return escaped.toString();
    }
}
