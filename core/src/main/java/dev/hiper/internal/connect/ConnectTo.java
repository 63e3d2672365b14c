package dev.hiper.internal.connect;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CONNECT_TO lines: {@code HOST:PORT:NEWHOST:NEWPORT}. An empty HOST or PORT fits any, an empty NEWHOST or
 * NEWPORT keeps what was there. IPv6 addresses stand in brackets.
 */
final class ConnectTo {
    private static final int HIGHEST_PORT = 65_535;

    /** Where to connect to instead. */
    record Target(String host, int port) {}

    private ConnectTo() {}

    /** The target of the first line that fits; null if none does. */
    static @Nullable Target find(List<String> lines, String host, int port) throws TransferException {
        for (String line : lines) {
            int hostEnd = colonAfterHost(line, 0);
            int portEnd = line.indexOf(':', hostEnd + 1);
            if (portEnd < 0) {
                throw malformed(line);
            }
            if (fits(line.substring(0, hostEnd), host) && fitsPort(line.substring(hostEnd + 1, portEnd), port)) {
                return target(line, portEnd + 1, host, port);
            }
        }
        return null;
    }

    private static boolean fits(String wanted, String host) {
        return wanted.isEmpty() || Peer.normalised(wanted).equals(host);
    }

    private static boolean fitsPort(String wanted, int port) {
        return wanted.isEmpty() || wanted.equals(Integer.toString(port));
    }

    private static Target target(String line, int start, String host, int port) throws TransferException {
        boolean hasPort = line.indexOf(':', afterBrackets(line, start)) >= 0;
        int hostEnd = hasPort ? colonAfterHost(line, start) : line.length();
        String newHost = line.substring(start, hostEnd);
        String newPort = hasPort ? line.substring(hostEnd + 1) : "";
        return new Target(
                newHost.isEmpty() ? host : Peer.normalised(newHost), newPort.isEmpty() ? port : port(newPort, line));
    }

    private static int colonAfterHost(String line, int start) throws TransferException {
        int colon = line.indexOf(':', afterBrackets(line, start));
        if (colon < 0) {
            throw malformed(line);
        }
        return colon;
    }

    private static int afterBrackets(String line, int start) throws TransferException {
        if (!line.startsWith("[", start)) {
            return start;
        }
        int end = line.indexOf(']', start);
        if (end < 0) {
            throw malformed(line);
        }
        return end + 1;
    }

    private static int port(String text, String line) throws TransferException {
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || port > HIGHEST_PORT) {
                throw malformed(line);
            }
            port = port * 10 + c - '0';
        }
        if (port > HIGHEST_PORT) {
            throw malformed(line);
        }
        return port;
    }

    private static TransferException malformed(String line) {
        return new TransferException(
                ResultCode.SETOPT_OPTION_SYNTAX, "Could not parse the CONNECT_TO entry '" + line + "'");
    }
}
