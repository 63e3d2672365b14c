package dev.hiper.examples.proxy;

import dev.hiper.url.Url;
import dev.hiper.url.UrlException;
import io.netty.util.NettyRuntime;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The command line of the proxy. */
public final class ProxyOptions {
    private static final int LARGEST_PORT = 65_535;
    private static final long MILLIS = 1000;

    /** The first line of the help, and what a bad option is answered with. */
    static final String USAGE = "usage: proxy [--listen HOST:PORT] [--to URL] [OPTION]...   (proxy --help lists them)";

    /** Takes the value of one option. */
    private interface Setter {
        void set(ProxyOptions options, String value) throws BadOptionException;
    }

    private record Option(String name, String argument, String help, Setter setter) {}

    private static final List<Option> OPTIONS = List.of(
            new Option(
                    "--listen",
                    "HOST:PORT",
                    "where to listen; port 0 takes a free one (127.0.0.1:8080)",
                    (o, v) -> o.listen(v)),
            new Option("--to", "URL", "be a reverse proxy for this origin (a forward proxy)", (o, v) -> o.to(v)),
            new Option(
                    "--transport",
                    "epoll|nio",
                    "kind of event loop (epoll where there is epoll)",
                    (o, v) -> o.transport(v)),
            new Option(
                    "--threads",
                    "N",
                    "event loops, each with its own connections (one per processor)",
                    (o, v) -> o.threads = number(v, 1, 1024)),
            new Option(
                    "--access-log",
                    "FILE|-|off",
                    "one line per request; - is the standard output (off)",
                    (o, v) -> o.accessLog = v),
            new Option(
                    "--connect-ports",
                    "LIST",
                    "more ports that CONNECT may lead to; * for all (443,8443)",
                    (o, v) -> o.connectPorts = o.connectPorts.and(v)),
            new Option(
                    "--deny-networks",
                    "LIST",
                    "networks never connected to, as 10.0.0.0/8, or internal (none)",
                    (o, v) -> o.deniedNetworks = DeniedNetworks.of(v)),
            new Option(
                    "--connect-timeout",
                    "S",
                    "seconds to reach an upstream, then 504 (10)",
                    (o, v) -> o.connectTimeoutSeconds = number(v, 1, 3600)),
            new Option(
                    "--upstream-timeout",
                    "S",
                    "seconds an upstream may be silent, then 504 (60)",
                    (o, v) -> o.upstreamTimeoutSeconds = number(v, 1, 65_535)),
            new Option(
                    "--idle-timeout",
                    "S",
                    "seconds a client or a tunnel may be idle (60)",
                    (o, v) -> o.idleTimeoutSeconds = number(v, 1, 86_400)),
            new Option(
                    "--drain-timeout",
                    "S",
                    "seconds that running requests get after SIGTERM (10)",
                    (o, v) -> o.drainTimeoutSeconds = number(v, 0, 3600)),
            new Option(
                    "--max-connections",
                    "N",
                    "clients at a time; more get 503 (10000)",
                    (o, v) -> o.maxConnections = number(v, 1, 10_000_000)),
            new Option(
                    "--max-tunnels",
                    "N",
                    "tunnels at a time; more get 503 (1000)",
                    (o, v) -> o.maxTunnels = number(v, 0, 10_000_000)),
            new Option(
                    "--max-idle-upstreams",
                    "N",
                    "idle connections to upstreams that each event loop keeps (256)",
                    (o, v) -> o.maxIdleUpstreams = number(v, 1, 100_000)),
            new Option(
                    "--max-header-bytes",
                    "N",
                    "size of a request head; more gets 431 (32768)",
                    (o, v) -> o.maxHeaderBytes = number(v, 256, 1 << 20)),
            new Option("--via", "NAME", "our name in Via fields (hiper- and a random number)", (o, v) -> o.via(v)));

    private String listenHost = "127.0.0.1";
    private int listenPort = 8080;
    private @Nullable Upstream upstream;
    private @Nullable Transport transport;
    private int threads = NettyRuntime.availableProcessors();
    private String accessLog = "off";
    private PortList connectPorts = PortList.https();
    private DeniedNetworks deniedNetworks = DeniedNetworks.none();
    private int connectTimeoutSeconds = 10;
    private int upstreamTimeoutSeconds = 60;
    private int idleTimeoutSeconds = 60;
    private int drainTimeoutSeconds = 10;
    private int maxConnections = 10_000;
    private int maxTunnels = 1000;
    private int maxIdleUpstreams = 256;
    private int maxHeaderBytes = 32 * 1024;
    private String pseudonym =
            "hiper-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    private boolean help;

    private ProxyOptions() {}

    /**
     * Reads a command line.
     *
     * @throws BadOptionException if {@code arguments} make no sense; the message names the option
     */
    public static ProxyOptions parse(String... arguments) throws BadOptionException {
        ProxyOptions options = new ProxyOptions();
        int next = 0;
        while (next < arguments.length) {
            String argument = arguments[next++];
            if (argument.equals("--help") || argument.equals("-h")) {
                options.help = true;
                return options;
            }
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            Option option = find(equals < 0 ? argument : argument.substring(0, equals));
            if (equals < 0 && next == arguments.length) {
                throw new BadOptionException(option.name + " needs a value: " + option.argument);
            }
            String value = equals < 0 ? arguments[next++] : argument.substring(equals + 1);
            try {
                option.setter.set(options, value);
            } catch (BadOptionException e) {
                throw new BadOptionException(option.name + ": " + e.getMessage());
            }
        }
        return options;
    }

    private static Option find(String name) throws BadOptionException {
        for (Option option : OPTIONS) {
            if (option.name.equals(name)) {
                return option;
            }
        }
        throw new BadOptionException("unknown option '" + name + "'");
    }

    /** The text of {@code --help}. */
    static String help() {
        StringBuilder text = new StringBuilder();
        text.append("usage: proxy [--listen HOST:PORT] [--to URL] [OPTION]...\n\n");
        text.append("An HTTP/1.1 proxy: Netty in front, Hiper behind, on the same event loops.\n\n");
        for (Option option : OPTIONS) {
            text.append(String.format("  %-29s %s%n", option.name + " " + option.argument, option.help));
        }
        text.append(String.format("  %-29s %s%n", "--help", "this text"));
        text.append("\nSIGTERM or SIGINT ends it gracefully, a second one at once.\n");
        return text.toString();
    }

    boolean wantsHelp() {
        return help;
    }

    String listenHost() {
        return listenHost;
    }

    int listenPort() {
        return listenPort;
    }

    /** The origin of a reverse proxy; null for a forward proxy. */
    @Nullable
    Upstream upstream() {
        return upstream;
    }

    /** The transport asked for, or the best there is. */
    Transport transport() {
        Transport chosen = transport;
        return chosen == null ? Transport.best() : chosen;
    }

    int threads() {
        return threads;
    }

    String accessLog() {
        return accessLog;
    }

    PortList connectPorts() {
        return connectPorts;
    }

    DeniedNetworks deniedNetworks() {
        return deniedNetworks;
    }

    int connectTimeoutMillis() {
        return (int) (connectTimeoutSeconds * MILLIS);
    }

    int upstreamTimeoutSeconds() {
        return upstreamTimeoutSeconds;
    }

    int idleTimeoutSeconds() {
        return idleTimeoutSeconds;
    }

    long drainTimeoutMillis() {
        return drainTimeoutSeconds * MILLIS;
    }

    int maxConnections() {
        return maxConnections;
    }

    int maxTunnels() {
        return maxTunnels;
    }

    int maxIdleUpstreams() {
        return maxIdleUpstreams;
    }

    int maxHeaderBytes() {
        return maxHeaderBytes;
    }

    String pseudonym() {
        return pseudonym;
    }

    private void listen(String value) throws BadOptionException {
        int colon = value.lastIndexOf(':');
        if (colon <= 0) {
            throw new BadOptionException("'" + value + "' is not HOST:PORT");
        }
        String host = value.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        listenHost = bracketed ? host.substring(1, host.length() - 1) : host;
        listenPort = number(value.substring(colon + 1), 0, LARGEST_PORT);
    }

    private void to(String value) throws BadOptionException {
        try {
            upstream = Upstream.of(Url.parse(value));
        } catch (UrlException e) {
            throw new BadOptionException("'" + value + "' is not a URL: " + e.getMessage());
        }
    }

    private void transport(String value) throws BadOptionException {
        for (Transport candidate : Transport.values()) {
            if (candidate.text().equals(value)) {
                if (!candidate.available()) {
                    throw new BadOptionException(value + " is not available on this machine");
                }
                transport = candidate;
                return;
            }
        }
        throw new BadOptionException("'" + value + "' is neither epoll nor nio");
    }

    private void via(String value) throws BadOptionException {
        if (!Tokens.isToken(value)) {
            throw new BadOptionException("'" + value + "' is not a token");
        }
        pseudonym = value;
    }

    private static int number(String value, int least, int most) throws BadOptionException {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BadOptionException("'" + value + "' is not a number");
        }
        throw new BadOptionException(value + " is not between " + least + " and " + most);
    }
}
