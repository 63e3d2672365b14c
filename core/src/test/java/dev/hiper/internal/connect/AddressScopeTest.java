package dev.hiper.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressScopeTest {
    private static final int SCOPE = 7;

    @Test
    void linkLocalAddressGetsTheScope() throws Exception {
        Inet6Address scoped = (Inet6Address) AddressScope.of(InetAddress.getByName("fe80::1"), SCOPE);
        assertEquals(SCOPE, scoped.getScopeId());
        assertEquals("fe80:0:0:0:0:0:0:1%7", scoped.getHostAddress());
    }

    @Test
    void scopeOfTheAddressWins() throws Exception {
        InetAddress named =
                Inet6Address.getByAddress(null, InetAddress.getByName("fe80::1").getAddress(), 3);
        assertSame(named, AddressScope.of(named, SCOPE));
    }

    @Test
    void noScopeChangesNothing() throws Exception {
        InetAddress plain = InetAddress.getByName("fe80::1");
        assertSame(plain, AddressScope.of(plain, AddressScope.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "fd00::1", "::1", "10.0.0.1", "169.254.1.1"})
    void otherAddressesNeedNone(String text) throws Exception {
        InetAddress address = InetAddress.getByName(text);
        assertSame(address, AddressScope.of(address, SCOPE));
    }
}
