package dev.hiper.examples.curl.report;

import dev.hiper.examples.curl.report.HeaderLookup.Field;
import dev.hiper.spi.NanoClock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Made-up transfers to report on, and a clock that stands until it is moved. */
final class Transfers {
    /** A clock in the hand of the test. */
    static final class HandClock implements NanoClock {
        private long nanos;

        void millis(long later) {
            nanos += later * 1_000_000;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long currentTimeMillis() {
            return nanos / 1_000_000;
        }
    }

    private final Map<String, Object> infos = new HashMap<>();
    private final List<List<Field>> responses = new ArrayList<>();
    private String url = "http://host/";
    private @Nullable String message;
    private int exitCode;

    Transfers info(String name, Object value) {
        infos.put(name, value);
        return this;
    }

    Transfers url(String given) {
        url = given;
        return this;
    }

    Transfers failed(int code, String why) {
        exitCode = code;
        message = why;
        return this;
    }

    /** Adds a response with fields given as {@code Name: value}. */
    Transfers response(String... lines) {
        List<Field> fields = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            fields.add(new Field(line.substring(0, colon), line.substring(colon + 2)));
        }
        responses.add(fields);
        return this;
    }

    Report report() {
        HeaderLookup headers = new HeaderLookup() {
            @Override
            public int requests() {
                return responses.size();
            }

            @Override
            public List<Field> fields(int request) {
                return responses.get(request);
            }
        };
        RunFacts facts = new RunFacts(url, 3, "out.txt", exitCode, message, 2, 9, "lib/1");
        return new Report(infos::get, headers, facts);
    }

    static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
