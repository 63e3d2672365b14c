package dev.hiper.examples.curl.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The arguments of this process as octet strings. Java decodes them in the charset of the locale, which in the C locale
 * loses every octet above 127; Linux keeps the original in {@code /proc/self/cmdline}.
 */
public final class RawArguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private RawArguments() {}

    /** The arguments given to {@code main}, octet by octet where that can be found out, else in UTF-8. */
    public static String[] of(String[] decoded) {
        if (allAscii(decoded)) {
            return decoded;
        }
        byte[] commandLine;
        try {
            commandLine = Files.readAllBytes(COMMAND_LINE);
        } catch (IOException absent) {
            commandLine = new byte[0]; // Another system: the decoded ones have to do.
        }
        return of(decoded, commandLine);
    }

    /** Takes the last arguments of a command line, each ended by NUL, if they fit to the decoded ones. */
    static String[] of(String[] decoded, byte[] commandLine) {
        String[] raw = new String[decoded.length];
        int end = commandLine.length - 1;
        for (int i = decoded.length - 1; i >= 0; i--) {
            int start = end;
            while (start > 0 && commandLine[start - 1] != 0) {
                start--;
            }
            if (end < 0) {
                return encoded(decoded);
            }
            raw[i] = new String(commandLine, start, end - start, StandardCharsets.ISO_8859_1);
            if (Octets.isAscii(decoded[i]) && !decoded[i].equals(raw[i])) {
                return encoded(decoded);
            }
            end = start - 1;
        }
        return raw;
    }

    private static String[] encoded(String[] decoded) {
        String[] octets = new String[decoded.length];
        for (int i = 0; i < decoded.length; i++) {
            octets[i] = Octets.ofText(decoded[i]);
        }
        return octets;
    }

    private static boolean allAscii(String[] texts) {
        for (String text : texts) {
            if (!Octets.isAscii(text)) {
                return false;
            }
        }
        return true;
    }
}
