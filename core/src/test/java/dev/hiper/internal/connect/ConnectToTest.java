package dev.hiper.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectToTest {
    @ParameterizedTest
    @CsvSource({
        "a.test:80:b.test:81, b.test, 81",
        "A.Test:80:B.Test:81, b.test, 81",
        "::b.test:81, b.test, 81",
        "a.test::b.test:81, b.test, 81",
        ":80:b.test:, b.test, 80",
        ":::81, a.test, 81",
        ":::, a.test, 80",
        "::b.test, b.test, 80",
        "::[2001:DB8::1]:81, 2001:db8::1, 81",
        "::[2001:db8::1], 2001:db8::1, 80"
    })
    void fittingLineGivesTheTarget(String line, String host, int port) throws Exception {
        assertEquals(new ConnectTo.Target(host, port), ConnectTo.find(List.of(line), "a.test", 80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.test:80:c.test:1", "a.test:81:c.test:1", "[::1]:80:c.test:1"})
    void otherLinesAreSkipped(String line) throws Exception {
        assertNull(ConnectTo.find(List.of(line), "a.test", 80));
        assertEquals(new ConnectTo.Target("d.test", 2), ConnectTo.find(List.of(line, "::d.test:2"), "a.test", 80));
    }

    @Test
    void bracketedHostIsRecognised() throws Exception {
        assertEquals(new ConnectTo.Target("b.test", 2), ConnectTo.find(List.of("[::1]:80:b.test:2"), "::1", 80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.test", "a.test:80", "::b.test:x", "::b.test:65536", "::b.test:-1", "[::1"})
    void malformedLineIsRefused(String line) {
        TransferException problem =
                assertThrows(TransferException.class, () -> ConnectTo.find(List.of(line), "a.test", 80));

        assertEquals(ResultCode.SETOPT_OPTION_SYNTAX, problem.result());
    }
}
