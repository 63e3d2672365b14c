package dev.hiper;

import dev.hiper.error.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The schemes that this engine can transfer, and PROTOCOLS_STR, which selects among them. */
final class Protocols {
    static final List<String> SUPPORTED = List.of("http", "https");

    /** All bits of the old options: PROTOCOLS and REDIR_PROTOCOLS. */
    static final long ALL_BITS = 0xFFFF_FFFFL;

    private static final long HTTP = 1;
    private static final long HTTPS = 1 << 1;

    private Protocols() {}

    /** libcurl's {@code CURLPROTO_} bits of {@code names}. */
    static long bits(List<String> names) {
        return (names.contains("http") ? HTTP : 0) | (names.contains("https") ? HTTPS : 0);
    }

    static List<String> parse(EasyOption<?> option, String text) {
        List<String> chosen = new ArrayList<>();
        for (String name : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            if (name.equals("all")) {
                chosen.addAll(SUPPORTED);
            } else if (SUPPORTED.contains(name)) {
                chosen.add(name);
            } else if (!name.isEmpty()) {
                throw option.refused("\"" + name + "\". " + ResultCode.UNSUPPORTED_PROTOCOL.text());
            }
        }
        if (chosen.isEmpty()) {
            throw option.refused("no protocol is named");
        }
        return List.copyOf(chosen);
    }
}
