package dev.hiper.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.ScriptedResolver;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HaProxyFilterTest {
    private final ProxyContext context = new ProxyContext();
    private final ScriptedTransport server = new ScriptedTransport();

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, PROXY TCP4 192.0.2.1 192.0.2.2 4000 80",
        "::1, ::1, PROXY TCP6 ::1 ::1 4000 80",
        "2001:db8::, ::, PROXY TCP6 2001:db8:: :: 4000 80",
        "2001:db8:0:1:0:0:0:7, 1:2:3:4:5:6:7:8, PROXY TCP6 2001:db8:0:1::7 1:2:3:4:5:6:7:8 4000 80",
        "1:0:3:4:5:6:7:8, 1:0:0:4:5:0:0:8, PROXY TCP6 1:0:3:4:5:6:7:8 1::4:5:0:0:8 4000 80"
    })
    void socketsAddressesAreTold(String local, String remote, String line) throws Exception {
        between(local, remote);
        assertEquals(line + "\r\n", told(null));
        assertEquals(1, server.writes.size());
    }

    @Test
    void givenAddressStandsForBoth() throws Exception {
        between("127.0.0.1", "127.0.0.1");
        assertEquals("PROXY TCP4 192.0.2.9 192.0.2.9 4000 80\r\n", told("192.0.2.9"));
        server.writes.clear();
        assertEquals("PROXY TCP6 2a04:4e42::347 2a04:4e42::347 4000 80\r\n", told("2a04:4e42::347"));
    }

    @Test
    void unixSocketsHaveNothingToTell() throws Exception {
        server.local = UnixDomainSocketAddress.of("");
        server.remote = UnixDomainSocketAddress.of("/s");
        assertEquals("PROXY UNKNOWN\r\n", told(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host.test", "1.2.3", "1.2.3.4 x", "1.2.3.4\r\nX", "::1%lo", "[::1]"})
    void whatIsNoAddressIsNotTold(String text) {
        between("127.0.0.1", "127.0.0.1");
        TransferException failure = assertThrows(TransferException.class, () -> told(text));
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, failure.result());
        assertEquals("", server.written());
    }

    @Test
    void lineMayGoOutInPieces() throws Exception {
        between("192.0.2.1", "192.0.2.2");
        server.room = 3;
        HaProxyFilter filter = new HaProxyFilter(server, null);

        assertEquals(Step.BLOCKED, filter.connect(context));
        PollSet polls = new PollSet();
        filter.adjust(polls);
        assertEquals(PollSet.OUT, polls.bitsOf(server.socket));
        server.room = 100;
        assertEquals(Step.DONE, filter.connect(context));

        assertEquals("PROXY TCP4 192.0.2.1 192.0.2.2 4000 80\r\n", server.written());
        assertSame(server, filter.settled());
    }

    private void between(String local, String remote) {
        server.local = new InetSocketAddress(ScriptedResolver.addresses(local).get(0), 4000);
        server.remote = new InetSocketAddress(ScriptedResolver.addresses(remote).get(0), 80);
    }

    private String told(@Nullable String clientAddress) throws TransferException {
        assertEquals(Step.DONE, new HaProxyFilter(server, clientAddress).connect(context));
        return server.written();
    }
}
