package dev.hiper.internal.multi;

import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.internal.dns.NameServer;
import dev.hiper.internal.transfer.HttpOptions;
import dev.hiper.internal.transfer.PaceOptions;
import dev.hiper.internal.transfer.RequestOptions;
import dev.hiper.internal.transfer.RequestOptions.Method;
import dev.hiper.internal.transfer.ResponseOptions;
import dev.hiper.internal.transfer.Route;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.url.Url;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A DNS server that is asked over HTTPS (RFC 8484), and how to get there: the frozen form of the DOH options. */
public final class DohServer implements NameServer {
    private static final List<String> PROTOCOLS = List.of("https");
    private static final List<String> HEADERS = List.of("Content-Type: application/dns-message");
    private static final long NO_WAIT_MILLIS = 1000;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final ResponseOptions RESPONSE =
            new ResponseOptions(false, true, 0, false, true, false, false, BUFFER_BYTES);

    private final String name;
    private final @Nullable Url url;
    private final @Nullable TransferException urlError;
    private final ConnectOptions connect;
    private final Route route;

    /**
     * @param name the URL as given
     * @param url null if it cannot be used
     * @param urlError why it cannot be used; null if it can
     * @param connect how anything is reached without a proxy
     * @param route how the server is
     */
    public DohServer(
            String name, @Nullable Url url, @Nullable TransferException urlError, ConnectOptions connect, Route route) {
        this.name = name;
        this.url = url;
        this.urlError = urlError;
        this.connect = connect;
        this.route = route;
    }

    /** The transfer that carries {@code question} there. */
    TransferConfig transfer(byte[] question) {
        RequestOptions request = new RequestOptions(
                Method.POST,
                null,
                null,
                HEADERS,
                null,
                null,
                null,
                null,
                0,
                question,
                null,
                false,
                true,
                question.length,
                RequestOptions.Version.HTTP_1_1,
                NO_WAIT_MILLIS,
                false,
                BUFFER_BYTES);
        return new TransferConfig(
                url, urlError, PROTOCOLS, request, RESPONSE, PaceOptions.NO_LIMITS, HttpOptions.PLAIN, connect, route);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DohServer server
                && name.equals(server.name)
                && connect.tls().equals(server.connect.tls());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, connect.tls());
    }

    @Override
    public String toString() {
        return name;
    }
}
