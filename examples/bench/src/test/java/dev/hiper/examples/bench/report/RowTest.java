package dev.hiper.examples.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.examples.bench.run.Competitor.Kind;
import dev.hiper.examples.bench.run.RunResult;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowTest {
    @Test
    void costIsCpuTimeOfARequest() {
        Row row = row(
                "tiny-64",
                hiper("tiny-64", 1).requests(1_000).cpu(30_000, 10_000).measured());

        assertEquals(40, row.cost().median());
        assertEquals(30, row.userCost().median());
        assertEquals(10, row.systemCost().median());
        assertEquals(0.04, row.clientBusy().median());
    }

    @Test
    void costOfBulkIsCpuTimeOfAGigabyteThoughNoRequestWasCompleted() {
        Row row = row(
                "big-1",
                hiper("big-1", 1)
                        .requests(0)
                        .bytes(500_000_000)
                        .cpu(100_000, 150_000)
                        .measured());

        assertEquals(500, row.cost().median());
        assertEquals(500, row.megabytesPerSecond().median());
        assertEquals(Optional.empty(), row.micros(measurement -> (double) measurement.p50Nanos()));
    }

    @Test
    void bytesThatAreSentCountLikeThoseThatCome() {
        Row row = row("upload", hiper("upload", 1).requests(10_000).bytes(0).measured());

        assertEquals(655.36, row.megabytesPerSecond().median(), 1e-9);
    }

    @Test
    void serverIsTheLimitIfItHasNoTimeLeftAndTheClientHas() {
        assertTrue(serverBound(950_000, 949_999));
        assertFalse(serverBound(949_999, 500_000));
        assertFalse(serverBound(990_000, 950_000));
    }

    private static boolean serverBound(long serverMicros, long clientMicros) {
        return row(
                        "tiny-64",
                        hiper("tiny-64", 1)
                                .server(serverMicros)
                                .cpu(clientMicros, 0)
                                .measured())
                .serverBound();
    }

    @Test
    void keptConnectionsAreNotOpenedAgain() {
        assertTrue(connectionsAsExpected("tiny-64", 10_000, 166));
        assertFalse(connectionsAsExpected("tiny-64", 10_000, 167));
    }

    @Test
    void newConnectionsAreAsManyAsRequests() {
        assertTrue(connectionsAsExpected("reconnect", 10_000, 10_030));
        assertTrue(connectionsAsExpected("reconnect", 10_000, 9_836));
        assertFalse(connectionsAsExpected("reconnect", 10_000, 9_835));
    }

    private static boolean connectionsAsExpected(String scenario, long requests, long opened) {
        return row(
                        scenario,
                        hiper(scenario, 1)
                                .requests(requests)
                                .newConnections(opened)
                                .measured())
                .connectionsAsExpected();
    }

    @Test
    void ratiosAreTakenWithinARound() {
        Row row = row(
                "tiny-64",
                hiper("tiny-64", 1).cpu(300, 0).measured(),
                hiper("tiny-64", 2).cpu(800, 0).measured());
        Row other = row(
                "tiny-64",
                peer(2).cpu(200, 0).measured(),
                peer(1).cpu(100, 0).measured(),
                peer(3).cpu(1, 0).measured());

        assertEquals(Optional.of(new Spread(3.5, 3, 4)), row.costRelativeTo(other));
    }

    @Test
    void withoutACommonRoundThereIsNoRatio() {
        Row row = row("tiny-64", hiper("tiny-64", 1).measured());

        assertEquals(Optional.empty(), row.costRelativeTo(row("tiny-64", peer(2).measured())));
    }

    private static Samples hiper(String scenario, int round) {
        return Samples.of(scenario, "hiper", Kind.HIPER, round);
    }

    private static Samples peer(int round) {
        return Samples.of("tiny-64", "peer", Kind.PEER, round);
    }

    private static Row row(String scenario, RunResult... runs) {
        return Row.of(Scenarios.named(scenario), Arrays.asList(runs));
    }
}
