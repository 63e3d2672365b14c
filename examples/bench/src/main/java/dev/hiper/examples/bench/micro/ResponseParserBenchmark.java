package dev.hiper.examples.bench.micro;

import dev.hiper.error.TransferException;
import dev.hiper.internal.http1.ResponseParser;
import dev.hiper.internal.message.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

/** A response head that arrived in one piece, read as the engine does: up to the end of the head, line by line. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResponseParserBenchmark {
    /** What a small server answers. */
    private static final String SHORT =
            """
            HTTP/1.1 200 OK
            Server: nginx/1.26.2
            Date: Tue, 15 Nov 1994 08:12:31 GMT
            Content-Type: text/plain
            Content-Length: 13
            Connection: keep-alive

            Hello, world!""";

    /** What comes through a content delivery network. */
    private static final String LONG =
            """
            HTTP/1.1 200 OK
            Date: Tue, 15 Nov 1994 08:12:31 GMT
            Content-Type: application/json; charset=utf-8
            Content-Length: 13
            Connection: keep-alive
            Server: cloudfront
            Cache-Control: public, max-age=300, s-maxage=600, stale-while-revalidate=60
            ETag: W/"5d8c72a5edda8d6a5b3a9e2f1c4b7d60"
            Last-Modified: Tue, 15 Nov 1994 08:00:00 GMT
            Expires: Tue, 15 Nov 1994 08:17:31 GMT
            Age: 12
            Vary: Accept-Encoding, Origin
            Via: 1.1 3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d.cache.example.net
            Accept-Ranges: bytes
            Access-Control-Allow-Origin: *
            Access-Control-Allow-Methods: GET, HEAD, OPTIONS
            Access-Control-Allow-Headers: Authorization, Content-Type, X-Requested-With
            Access-Control-Expose-Headers: X-Request-Id, X-RateLimit-Remaining
            Strict-Transport-Security: max-age=31536000; includeSubDomains; preload
            Content-Security-Policy: default-src 'self'; img-src 'self' data:; frame-ancestors 'none'
            Referrer-Policy: strict-origin-when-cross-origin
            Permissions-Policy: geolocation=(), microphone=(), camera=()
            X-Content-Type-Options: nosniff
            X-Frame-Options: DENY
            X-Request-Id: 0b1e6c1a-7d4f-4c39-9a57-2f8d3e5b6c70
            X-RateLimit-Limit: 5000
            X-RateLimit-Remaining: 4987
            X-RateLimit-Reset: 784887151
            X-Cache: Hit from cache
            X-Served-By: cache-fra-1234
            Set-Cookie: session=8f14e45fceea167a5a36dedd4bea2543; Path=/; HttpOnly; Secure; SameSite=Lax

            Hello, world!""";

    private final ResponseParser parser = ResponseParser.forOrigin(new ResponseHead());
    private final ByteBuffer five = received(SHORT);
    private final ByteBuffer thirty = received(LONG);

    private static ByteBuffer received(String response) {
        byte[] bytes = response.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    @Benchmark
    public int fiveFields() throws TransferException {
        return read(five);
    }

    @Benchmark
    public int thirtyFields() throws TransferException {
        return read(thirty);
    }

    private int read(ByteBuffer in) throws TransferException {
        in.rewind();
        parser.reset(false, 0);
        while (parser.next(in) == ResponseParser.Event.LINE) {
            // The engine hands the line on here.
        }
        return parser.head().status();
    }
}
