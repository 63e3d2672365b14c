package dev.hiper.examples.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.examples.bench.run.Competitor.Kind;
import dev.hiper.examples.bench.run.RunResult.Outcome;
import org.junit.jupiter.api.Test;

/** Whole reports, letter by letter. */
class TablesTest {
    private static final String HEADING =
            """
            2025-01-01T00:00:00Z, A CPU, 2 cores, Linux 6, A JVM 17.
            Server: own; client on core 1, server on core 0. 2 rounds: median (least-greatest) of 10 s after 5 s of warm-up.

            """;

    @Test
    void clientsAreComparedInTheOrderOfTheirCost() {
        BenchReport report = Samples.report(
                Samples.of("tiny-64", "vertx", Kind.PEER, 1)
                        .cpu(800_000, 200_000)
                        .measured(),
                Samples.of("tiny-64", "hiper", Kind.HIPER, 1)
                        .requests(20_000)
                        .allocated(0)
                        .measured(),
                Samples.of("tiny-64", "wrk", Kind.TOOL, 1)
                        .cpu(50_000, 150_000)
                        .allocated(-1)
                        .server(990_000)
                        .measured(),
                Samples.of("tiny-64", "vertx", Kind.PEER, 2)
                        .cpu(800_000, 400_000)
                        .errors(2)
                        .newConnections(300)
                        .measured(),
                Samples.of("tiny-64", "hiper", Kind.HIPER, 2)
                        .requests(20_000)
                        .allocated(0)
                        .measured(),
                Samples.of("tiny-64", "wrk", Kind.TOOL, 2).without(Outcome.FAILED, "ended with status 1: oh\nno"),
                Samples.of("tiny-64", "jdk", Kind.PEER, 1).without(Outcome.UNSUPPORTED, "no such thing"),
                Samples.of("tiny-64", "okhttp", Kind.PEER, 1).without(Outcome.UNSUPPORTED, "no such thing"));

        assertEquals(
                HEADING
                        + """
                        ### tiny-64

                        64 in flight, GET of 13 bytes.

                        | client | req/s |    CPU us/req | user | system | alloc B/req | p50 us | p99 us | p99.9 us | errors | new conns | x reference |      x best peer | busy client/server % |
                        |--------|------:|--------------:|-----:|-------:|------------:|-------:|-------:|---------:|-------:|----------:|------------:|-----------------:|---------------------:|
                        | wrk    | 10000 |          20.0 | 5.00 |   15.0 |           - |    100 |    200 |      300 |      0 |         0 |        1.00 |             0.20 |   20/99 server-bound |
                        | hiper  | 20000 |          40.0 | 20.0 |   20.0 |        0.00 |    100 |    200 |      300 |      0 |         0 |        2.00 | 0.37 (0.33-0.40) |                80/50 |
                        | vertx  | 10000 | 110 (100-120) | 80.0 |   30.0 |        2.00 |    100 |    200 |      300 |      2 |   150 (!) |        5.00 |             1.00 |               110/50 |

                        - Compared is the CPU time. Reference: wrk. Best Java peer: vertx.
                        - server-bound: the server's core had no time left while the client's had. Such a rate is the server's, not the client's; CPU time per request is the client's all the same.
                        - (!): Connections were opened while measuring, which nothing asked for.
                        - Error of vertx: it answered 500
                        - Failed: wrk (round 2): ended with status 1: oh
                        - Not measured: jdk, okhttp: no such thing
                        """,
                Tables.markdown(report));
    }

    @Test
    void bulkIsCountedInBytes() {
        assertEquals(
                HEADING
                        + """
                        ### big-1

                        1 in flight, GET of 1 GiB.

                        | client | MB/s | CPU ms/GB | user | system | alloc KB/GB | p50 us | p99 us | p99.9 us | errors | new conns | x reference | x best peer | busy client/server % |
                        |--------|-----:|----------:|-----:|-------:|------------:|-------:|-------:|---------:|-------:|----------:|------------:|------------:|---------------------:|
                        | hiper  | 2000 |       400 |  200 |    200 |        2.00 |      - |      - |        - |      0 |         0 |           - |           - |                80/50 |

                        - Compared is the CPU time. Reference: none. Best Java peer: none.
                        """,
                Tables.markdown(Samples.report(Samples.of("big-1", "hiper", Kind.HIPER, 1)
                        .requests(0)
                        .bytes(2_000_000_000)
                        .allocated(4_000)
                        .measured())));
    }

    @Test
    void largeBodiesAreCountedInBothWays() {
        assertTrue(Tables.markdown(Samples.report(
                        Samples.of("upload", "hiper", Kind.HIPER, 1).measured()))
                .contains(" CPU us/req | user | system | CPU ms/GB |"));
    }

    @Test
    void scenarioThatNobodyCouldRunHasNoTable() {
        assertEquals(
                HEADING
                        + """
                        ### tls-tiny

                        64 in flight, GET of 13 bytes, over TLS.

                        - Not measured: hiper: no TLS
                        """,
                Tables.markdown(Samples.report(
                        Samples.of("tls-tiny", "hiper", Kind.HIPER, 1).without(Outcome.UNSUPPORTED, "no TLS"))));
    }

    @Test
    void familyIsSummedUpInRelationToItsPlainScenario() {
        String markdown = Tables.markdown(Samples.report(
                Samples.of("idle-0", "hiper", Kind.HIPER, 1).cpu(100_000, 0).measured(),
                Samples.of("idle-10000", "hiper", Kind.HIPER, 1)
                        .cpu(110_000, 0)
                        .extra("heapPerIdle", 1_234)
                        .measured(),
                Samples.of("idle-10000", "libcurl", Kind.TOOL, 1)
                        .cpu(120_000, 0)
                        .measured()));

        assertTrue(
                markdown.endsWith(
                        """

                        ### idle, summary

                        CPU time per request in relation to the same client in idle-0.

                        | client  | idle-10000 | heap bytes per idle (idle-10000) |
                        |---------|-----------:|---------------------------------:|
                        | hiper   |       1.10 |                             1234 |
                        | libcurl |          - |                                - |
                        """),
                markdown);
    }

    @Test
    void variantAloneIsNotSummedUp() {
        assertFalse(Tables.markdown(Samples.report(
                        Samples.of("stalled-1000", "hiper", Kind.HIPER, 1).measured()))
                .contains("summary"));
    }
}
