package dev.hiper.internal.dns;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of CURLOPT_RESOLVE.
 *
 * <pre>
 *    [+]host:port:address[,address]...     known from now on; with + only as long as a cached answer
 *    -host:port                            forgotten
 * </pre>
 *
 * <p>The host may be {@code *} for all hosts, and an IPv6 address in brackets; addresses may stand in brackets.
 *
 * @param host in lower case, without brackets
 * @param addresses empty if the line removes
 * @param permanent whether the entry never gets old
 */
record ResolveLine(String host, int port, List<InetAddress> addresses, boolean permanent) {
    private static final String ANY_HOST = "*";
    private static final int HIGHEST_PORT = 65_535;

    boolean removes() {
        return addresses.isEmpty();
    }

    static boolean isWildcard(String line) {
        return line.startsWith("*:") || line.startsWith("+*:");
    }

    static String anyHost() {
        return ANY_HOST;
    }

    /** The lines about one place, as given. Malformed ones are left out: whoever takes them in tells. */
    static List<String> about(List<String> lines, String host, int port) {
        List<String> about = new ArrayList<>();
        for (String text : lines) {
            if (isAbout(text, host, port)) {
                about.add(text);
            }
        }
        return List.copyOf(about);
    }

    private static boolean isAbout(String text, String host, int port) {
        try {
            ResolveLine line = parse(text);
            return line.port == port && (line.host.equals(host) || line.host.equals(ANY_HOST));
        } catch (TransferException e) {
            return false;
        }
    }

    static ResolveLine parse(String line) throws TransferException {
        boolean removes = line.startsWith("-");
        boolean expires = line.startsWith("+");
        int start = removes || expires ? 1 : 0;
        int hostEnd = hostEnd(line, start);
        if (hostEnd <= start || hostEnd >= line.length() || line.charAt(hostEnd) != ':') {
            throw malformed(line);
        }
        int portEnd = line.indexOf(':', hostEnd + 1);
        boolean hasAddresses = portEnd >= 0;
        if (!removes && !hasAddresses) {
            throw malformed(line);
        }
        int port = port(line, hostEnd + 1, hasAddresses ? portEnd : line.length());
        String host = unbracketed(line.substring(start, hostEnd)).toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            throw malformed(line);
        }
        List<InetAddress> addresses = removes ? List.of() : addresses(line, portEnd + 1);
        return new ResolveLine(host, port, addresses, !expires);
    }

    private static int hostEnd(String line, int start) {
        if (line.startsWith("[", start)) {
            return line.indexOf(']', start) + 1;
        }
        return line.indexOf(':', start);
    }

    private static int port(String line, int start, int end) throws TransferException {
        int port = 0;
        for (int i = start; i < end; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9' || port > HIGHEST_PORT) {
                throw malformed(line);
            }
            port = port * 10 + c - '0';
        }
        if (start == end || port > HIGHEST_PORT) {
            throw malformed(line);
        }
        return port;
    }

    private static List<InetAddress> addresses(String line, int start) throws TransferException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : line.substring(start).split(",", -1)) {
            InetAddress address = text.isEmpty() ? null : address(text);
            if (address == null) {
                throw malformed(line);
            }
            addresses.add(address);
        }
        return List.copyOf(addresses);
    }

    private static @Nullable InetAddress address(String text) {
        return AddressLiteral.parse(unbracketed(text));
    }

    private static String unbracketed(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        return bracketed ? text.substring(1, text.length() - 1) : text;
    }

    private static TransferException malformed(String line) {
        return new TransferException(
                ResultCode.SETOPT_OPTION_SYNTAX, "Could not parse the RESOLVE entry '" + line + "'");
    }
}
