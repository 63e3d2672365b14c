package dev.hiper.examples.curl.suite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the part of the running case that answers a request; remembers what it chose before. */
final class ReplyScript {
    private static final Pattern LEADING_DIGITS = Pattern.compile("(\\d{1,18}).*", Pattern.DOTALL);
    private static final Pattern IPV6_AUTHORITY =
            Pattern.compile("CONNECT \\[([0-9a-fA-F:.]+)\\]:\\d+.*", Pattern.DOTALL);
    private static final String BOUNCE = "swsbounce";
    private static final int PARTS = 10_000;
    private static final int DIGEST_PARTS = 1000;
    private static final int NTLM_FIRST_PARTS = 1001;
    private static final int NTLM_LAST_PARTS = 1002;
    private static final int HEX_RADIX = 16;

    private final RunningCase running;
    private int previousPart;
    private boolean bouncing;
    private int negotiatePart = -1;

    ReplyScript(RunningCase running) {
        this.running = running;
    }

    RunningCase running() {
        return running;
    }

    /** The reply, or none if the connection is to be closed without one. */
    Optional<byte[]> reply(RequestBuffer request) {
        String line = request.requestLine();
        boolean connect = line.startsWith("CONNECT ");
        long number = number(line);
        if (number > PARTS ? number / PARTS != running.number() : number != running.number() && number != 0) {
            return Optional.empty();
        }
        int part = number > PARTS ? (int) (number % PARTS) : 0;
        if (!request.isChunked()) {
            part = withCredentials(part, request.text());
        }
        if (bouncing) {
            part = previousPart + 1;
        }
        Part chosen = running.file().part("reply/" + (connect ? "connect" : "data") + (part == 0 ? "" : part));
        previousPart = part;
        bouncing = chosen.raw().contains(BOUNCE);
        return chosen.isAbsent() ? Optional.empty() : Optional.of(chosen.reply());
    }

    /** The number in the request line, with the part in its last four digits if it is a long one; or 0. */
    private static long number(String line) {
        int version = line.indexOf(" HTTP/");
        String upToVersion = version < 0 ? line : line.substring(0, version);
        int slash = upToVersion.lastIndexOf('/');
        if (slash >= 0) {
            Matcher digits = LEADING_DIGITS.matcher(upToVersion.substring(slash + 1));
            if (digits.matches()) {
                return Long.parseLong(digits.group(1));
            }
        }
        Matcher authority = IPV6_AUTHORITY.matcher(line);
        if (authority.matches()) {
            String groups = authority.group(1);
            String last = groups.substring(groups.lastIndexOf(':') + 1);
            return last.matches("[0-9a-fA-F]{1,8}") ? Long.parseLong(last, HEX_RADIX) : 0;
        }
        return 0;
    }

    private int withCredentials(int part, String text) {
        if (text.contains("Authorization: Negotiate")) {
            negotiatePart = (negotiatePart < 0 ? part : negotiatePart) + 1;
            return negotiatePart;
        }
        if (text.contains("Authorization: Digest")) {
            return part + DIGEST_PARTS;
        }
        if (text.contains("Authorization: NTLM TlRMTVNTUAAD")) {
            return part + NTLM_LAST_PARTS;
        }
        if (text.contains("Authorization: NTLM TlRMTVNTUAAB")) {
            return part + NTLM_FIRST_PARTS;
        }
        return text.contains("Authorization: Basic") && part >= DIGEST_PARTS ? part + 1 : part;
    }
}
