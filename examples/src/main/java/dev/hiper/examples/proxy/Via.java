package dev.hiper.examples.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** Who has forwarded a message (RFC 9110, 7.6.3), and so whether it comes back to us. */
final class Via {
    private final String pseudonym;

    Via(String pseudonym) {
        this.pseudonym = pseudonym;
    }

    /** Whether we forwarded this message before. */
    boolean loops(HttpHeaders headers) {
        for (String member : Tokens.members(headers.getAll(HttpHeaderNames.VIA))) {
            // "1.1 name (comment)"; the version may have the protocol in front.
            String[] words = member.split("\\s+", 3);
            if (words.length > 1 && words[1].equalsIgnoreCase(pseudonym)) {
                return true;
            }
        }
        return false;
    }

    /** The value of the field, with us at its end. */
    String extended(List<String> before, String version) {
        String own = version + " " + pseudonym;
        return before.isEmpty() ? own : String.join(", ", before) + ", " + own;
    }
}
