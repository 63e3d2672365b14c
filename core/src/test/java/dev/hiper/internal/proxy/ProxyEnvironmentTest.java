package dev.hiper.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProxyEnvironmentTest {
    @Test
    @Tag("T142")
    void upperCaseHttpProxyDoesNotCount() {
        assertNull(ProxyEnvironment.proxy("http", Map.of("HTTP_PROXY", "evil")));
        assertNull(ProxyEnvironment.proxy("ws", Map.of("HTTP_PROXY", "evil")));
        assertEquals("p", ProxyEnvironment.proxy("http", Map.of("HTTP_PROXY", "evil", "http_proxy", "p")));
        assertEquals("all", ProxyEnvironment.proxy("http", Map.of("HTTP_PROXY", "evil", "ALL_PROXY", "all")));
    }

    @Test
    void schemeComesBeforeAllAndLowerBeforeUpperCase() {
        Map<String, String> environment =
                Map.of("https_proxy", "a", "HTTPS_PROXY", "b", "all_proxy", "c", "ALL_PROXY", "d");
        assertEquals("a", ProxyEnvironment.proxy("HTTPS", environment));
        assertEquals("c", ProxyEnvironment.proxy("http", environment));
        assertEquals("b", ProxyEnvironment.proxy("https", Map.of("HTTPS_PROXY", "b", "all_proxy", "c")));
        assertEquals("d", ProxyEnvironment.proxy("https", Map.of("ALL_PROXY", "d")));
        assertNull(ProxyEnvironment.proxy("https", Map.of()));
    }

    @Test
    void emptyOneEndsTheSearch() {
        assertNull(ProxyEnvironment.proxy("http", Map.of("http_proxy", "", "all_proxy", "c")));
    }

    @Test
    void webSocketsFallBackToHttp() {
        assertEquals("a", ProxyEnvironment.proxy("ws", Map.of("http_proxy", "a")));
        assertEquals("b", ProxyEnvironment.proxy("wss", Map.of("HTTPS_PROXY", "b")));
        assertEquals("c", ProxyEnvironment.proxy("wss", Map.of("WSS_PROXY", "c", "https_proxy", "b")));
    }

    @Test
    void listOfExceptions() {
        assertEquals("a", ProxyEnvironment.noProxy(Map.of("no_proxy", "a", "NO_PROXY", "b")));
        assertEquals("b", ProxyEnvironment.noProxy(Map.of("NO_PROXY", "b")));
        assertNull(ProxyEnvironment.noProxy(Map.of()));
    }
}
