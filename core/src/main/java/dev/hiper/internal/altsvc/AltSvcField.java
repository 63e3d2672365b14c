package dev.hiper.internal.altsvc;

import dev.hiper.internal.altsvc.AltSvc.Alpn;
import dev.hiper.internal.altsvc.AltSvc.Endpoint;
import dev.hiper.internal.bytes.AsciiText;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.bytes.TextCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of an Alt-Svc field, RFC 7838, 3.
 *
 * @param clears whether what was known before is void
 */
record AltSvcField(boolean clears, List<AltSvc> services) {

    private static final long DEFAULT_AGE_SECONDS = 24 * 3600;
    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST_PARAMETER_NAME = 20;

    /** Reads as far as it is well-formed. */
    static AltSvcField parse(String value, Endpoint origin, long now) {
        TextCursor in = new TextCursor(value);
        if (AsciiText.equalsIgnoreCase(AsciiText.trimBlanks(in.takeUntil(";\r\n")), "clear")) {
            return new AltSvcField(true, List.of());
        }
        in.moveTo(0);
        List<AltSvc> services = new ArrayList<>();
        do {
            Alpn alpn = Alpn.of(AsciiText.trimBlanks(in.takeUntil("=")));
            Destination destination = in.take('=') ? takeDestination(in, origin) : null;
            if (destination == null) {
                break;
            }
            Parameters parameters = takeParameters(in);
            if (alpn != null && services.size() < Limits.ALTERNATIVES_PER_FIELD) {
                long age = parameters.maxAge();
                services.add(new AltSvc(
                        origin,
                        new Endpoint(alpn, destination.host(), destination.port()),
                        age > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + age,
                        parameters.persist()));
            }
        } while (in.take(','));
        return new AltSvcField(!services.isEmpty(), services);
    }

    /** {@code "host:port"} or {@code ":port"}, or null. */
    private static @Nullable Destination takeDestination(TextCursor in, Endpoint origin) {
        if (!in.take('"')) {
            return null;
        }
        String host = origin.host();
        if (in.peek() != ':') {
            boolean ipv6 = in.take('[');
            host = in.takeUntil(ipv6 ? "]" : ":", Limits.CACHED_HOST);
            if (host.isEmpty() || (ipv6 && !in.take(']'))) {
                return null;
            }
        }
        if (!in.take(':')) {
            return null;
        }
        long port = in.takeNumber(LARGEST_PORT);
        return port > 0 && in.take('"') && isHost(host) ? new Destination(host, (int) port) : null;
    }

    /** A name goes into a file of words and, one day, into a request. */
    private static boolean isHost(String host) {
        return host.chars().noneMatch(c -> c <= ' ' || c == 0x7F || c == '"' || c == '\\');
    }

    /** Each {@code ;name=number}; the rest of an alternative ends at the first parameter that is none. */
    private static Parameters takeParameters(TextCursor in) {
        long maxAge = DEFAULT_AGE_SECONDS;
        boolean persist = false;
        in.skipBlanks();
        while (in.take(';')) {
            String name = in.takeUntil("=", LONGEST_PARAMETER_NAME);
            if (name.isEmpty() || !in.take('=')) {
                break;
            }
            in.skipBlanks();
            boolean quoted = in.take('"');
            long number = in.takeNumber(Long.MAX_VALUE);
            if (number < 0) {
                in.takeUntil(",;");
                break;
            }
            String trimmed = AsciiText.trimBlanks(name);
            if (AsciiText.equalsIgnoreCase(trimmed, "ma")) {
                maxAge = number;
            } else if (AsciiText.equalsIgnoreCase(trimmed, "persist")) {
                persist |= number == 1;
            }
            in.skipBlanks();
            if (quoted && !in.take('"')) {
                break;
            }
            in.skipBlanks();
        }
        return new Parameters(maxAge, persist);
    }

    private record Destination(String host, int port) {}

    private record Parameters(long maxAge, boolean persist) {}
}
