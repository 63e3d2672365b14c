package dev.hiper.examples.bench.micro;

import dev.hiper.error.TransferException;
import dev.hiper.internal.http1.RequestEncoder;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.RequestHead;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A request head that was put together before, checked and written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestEncoderBenchmark {
    private final RequestEncoder encoder = new RequestEncoder();
    private final RequestHead plain = get();
    private final RequestHead custom = get().add("Authorization", "Bearer 2YotnFZFEjr1zCsicMWpAA.4f90d13a42.e8b7")
            .add("Accept-Encoding", "gzip, deflate")
            .add("Accept-Language", "en-GB,en;q=0.8,de;q=0.5")
            .add("Cache-Control", "no-cache")
            .add("If-None-Match", "\"5d8c72a5edda8d6a5b3a9e2f1c4b7d60\"")
            .add("Origin", "https://www.example.com")
            .add("Referer", "https://www.example.com/catalogue/items?page=3")
            .add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .add("X-Forwarded-For", "203.0.113.195")
            .add("X-Request-Id", "0b1e6c1a-7d4f-4c39-9a57-2f8d3e5b6c70");

    /** What the engine asks with when nothing is said. */
    private static RequestHead get() {
        return new RequestHead()
                .target("/catalogue/items?page=4")
                .host("api.example.com:8080")
                .add(FieldName.ACCEPT, "*/*");
    }

    @Benchmark
    public ByteBuffer defaultFields() throws TransferException {
        return encoder.encode(plain);
    }

    @Benchmark
    public ByteBuffer tenCustomFields() throws TransferException {
        return encoder.encode(custom);
    }
}
