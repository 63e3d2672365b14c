package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyOptionsTest {
    private static InetAddress address(String literal) throws Exception {
        return InetAddress.getAllByName(literal)[0];
    }

    @Test
    void nothingGivenIsACarefulForwardProxy() throws Exception {
        ProxyOptions options = ProxyOptions.parse();
        assertEquals("127.0.0.1", options.listenHost());
        assertEquals(8080, options.listenPort());
        assertNull(options.upstream());
        assertTrue(options.connectPorts().contains(443));
        assertFalse(options.connectPorts().contains(25));
        assertNotEquals(options.pseudonym(), ProxyOptions.parse().pseudonym());
    }

    @Test
    void valuesMayStandBehindAnEqualsSign() throws Exception {
        ProxyOptions options =
                ProxyOptions.parse("--listen=[::1]:81", "--to", "https://origin.example/base/", "--threads=3");
        assertEquals("::1", options.listenHost());
        assertEquals(81, options.listenPort());
        assertEquals(new Upstream("https://origin.example/", "/base"), options.upstream());
        assertEquals(3, options.threads());
    }

    @Test
    void portsAreAddedToThoseOfTls() throws Exception {
        PortList ports = ProxyOptions.parse("--connect-ports", "22,993").connectPorts();
        assertTrue(ports.contains(22) && ports.contains(993) && ports.contains(443));
        assertFalse(ports.contains(80));
        assertTrue(ProxyOptions.parse("--connect-ports", "*").connectPorts().contains(65_535));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--unknown=1|unknown option '--unknown'",
                "--threads|--threads needs a value: N",
                "--threads=none|--threads: 'none' is not a number",
                "--threads=0|--threads: 0 is not between 1 and 1024",
                "--listen=8080|--listen: '8080' is not HOST:PORT",
                "--listen=localhost:99999|--listen: 99999 is not between 0 and 65535",
                "--transport=iocp|--transport: 'iocp' is neither epoll nor nio",
                "--to=ftp://a/|--to: only http and https, not ftp",
                "--to=http://u:p@a/|--to: a URL with neither user nor query is needed",
                "--connect-ports=1,x|--connect-ports: 'x' is not a port",
                "--connect-ports=0|--connect-ports: '0' is not a port",
                "--deny-networks=10.0.0.0|--deny-networks: '10.0.0.0' is not a network such as 10.0.0.0/8",
                "--via=a b|--via: 'a b' is not a token",
                "stray|unknown option 'stray'",
            })
    void nonsenseIsNamed(String argument, String message) {
        assertEquals(
                message,
                assertThrows(BadOptionException.class, () -> ProxyOptions.parse(argument))
                        .getMessage());
    }

    @Test
    void deniedNetworksContainWhatTheySay() throws Exception {
        DeniedNetworks denied = DeniedNetworks.of("192.0.2.0/24,2001:db8::/32");
        assertTrue(denied.contains(address("192.0.2.200")));
        assertFalse(denied.contains(address("192.0.3.1")));
        assertTrue(denied.contains(address("2001:db8:1::1")));
        assertFalse(denied.contains(address("127.0.0.1")));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "224.0.0.1",
        "::ffff:127.0.0.1"
    })
    void internalMeansWhateverIsNotPublic(String address) throws Exception {
        DeniedNetworks denied = DeniedNetworks.of("internal");
        assertTrue(denied.contains(address(address)));
        assertFalse(denied.contains(address("8.8.8.8")));
        assertFalse(denied.contains(address("2600::1")));
    }
}
