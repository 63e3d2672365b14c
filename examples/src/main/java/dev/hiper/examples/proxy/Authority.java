package dev.hiper.examples.proxy;

import dev.hiper.url.Url;
import dev.hiper.url.UrlException;

/**
 * The target of a CONNECT request, {@code host:port}: RFC 9110, 9.3.6.
 *
 * @param host a name or an address, without brackets
 */
record Authority(String host, int port) {
    static Authority parse(String text) throws RefusedException {
        if (!Tokens.isVisibleAscii(text) || !text.matches("[^/?#@\\\\]+:[0-9]{1,5}")) {
            throw RefusedException.badRequest("CONNECT needs a target of the form host:port.");
        }
        try {
            Url url = Url.parse("http://" + text + "/");
            String host = url.host();
            if (host != null && !host.isEmpty() && url.port() > 0) {
                return new Authority(host, url.port());
            }
        } catch (UrlException e) {
            throw RefusedException.badRequest("The target of CONNECT is malformed: " + e.getMessage());
        }
        throw RefusedException.badRequest("The target of CONNECT needs a host and a port.");
    }
}
