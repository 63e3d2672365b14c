package dev.hiper;

import dev.hiper.error.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The schemes that this engine can transfer, and PROTOCOLS_STR, which selects among them. */
final class Protocols {
    static final List<String> SUPPORTED = List.of("http", "https");

    private Protocols() {}

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
