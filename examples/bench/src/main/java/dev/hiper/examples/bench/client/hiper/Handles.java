package dev.hiper.examples.bench.client.hiper;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.WriteResult;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.examples.bench.load.Request;
import java.nio.file.Path;
import java.util.Objects;

/** The handle of an exchange: made once, its options set once, used for every request of that exchange. */
final class Handles {
    private final ClientSettings settings;

    Handles(ClientSettings settings) {
        this.settings = settings;
    }

    Easy of(Exchange exchange) {
        Easy known = (Easy) exchange.state;
        if (known != null) {
            return known;
        }
        Easy easy = handle(exchange);
        exchange.state = easy;
        return easy;
    }

    private Easy handle(Exchange exchange) {
        Request request = exchange.request();
        Easy easy = Easy.create()
                .set(EasyOption.URL, request.uri().toString())
                .set(EasyOption.PRIVATE, exchange)
                .set(EasyOption.WRITEFUNCTION, (sender, data) -> {
                    exchange.received(data.remaining());
                    return WriteResult.ACCEPTED;
                });
        if (request.isPost()) {
            easy.set(EasyOption.COPYPOSTFIELDS, request.body());
        }
        if (request.timeLimits()) {
            easy.set(EasyOption.CONNECTTIMEOUT_MS, Request.CONNECT_MILLIS)
                    .set(EasyOption.TIMEOUT_MS, Request.TOTAL_MILLIS)
                    .set(EasyOption.LOW_SPEED_LIMIT, Request.LOW_SPEED_BYTES)
                    .set(EasyOption.LOW_SPEED_TIME, Request.LOW_SPEED_SECONDS);
        }
        Path certificate = settings.certificate();
        if (certificate != null) {
            easy.set(EasyOption.CAINFO, certificate.toString());
        }
        return easy;
    }

    static Exchange exchange(Easy easy) {
        return (Exchange) Objects.requireNonNull(easy.info(EasyInfo.PRIVATE));
    }
}
