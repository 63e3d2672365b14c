package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The old way to select protocols writes what the new way reads. */
class ProtocolBitsRuleTest {
    private static final long HTTP = 1;
    private static final long HTTPS = 2;
    private static final long FTP = 4;

    private final Easy easy = Easy.create();

    @Test
    void bitsBecomeNames() {
        easy.set(EasyOption.PROTOCOLS, HTTP).set(EasyOption.REDIR_PROTOCOLS, HTTP | HTTPS);
        assertEquals("http", easy.option(EasyOption.PROTOCOLS_STR));
        assertEquals("http,https", easy.option(EasyOption.REDIR_PROTOCOLS_STR));
        easy.set(EasyOption.URL, "http://host/");
        assertEquals(List.of("http"), easy.freeze().protocols());
        assertEquals(List.of("http", "https"), easy.freeze().http().redirectProtocols());
    }

    @Test
    void namesBecomeBits() {
        easy.set(EasyOption.PROTOCOLS_STR, "HTTPS");
        assertEquals(HTTPS, easy.option(EasyOption.PROTOCOLS));
        easy.set(EasyOption.PROTOCOLS_STR, "all");
        assertEquals(HTTP | HTTPS, easy.option(EasyOption.PROTOCOLS));
    }

    @Test
    void bitsOfOtherProtocolsAreLeftOut() {
        easy.set(EasyOption.PROTOCOLS, HTTPS | FTP);
        assertEquals("https", easy.option(EasyOption.PROTOCOLS_STR));
        easy.set(EasyOption.PROTOCOLS, Protocols.ALL_BITS);
        assertEquals("http,https", easy.option(EasyOption.PROTOCOLS_STR));
    }

    @Test
    void onlyOtherProtocolsAreRefused() {
        easy.set(EasyOption.PROTOCOLS, HTTPS);
        assertThrows(IllegalArgumentException.class, () -> easy.set(EasyOption.PROTOCOLS, FTP));
        assertEquals("https", easy.option(EasyOption.PROTOCOLS_STR));
    }

    @Test
    void nullBringsAllBack() {
        easy.set(EasyOption.PROTOCOLS, HTTPS).set(EasyOption.PROTOCOLS, null);
        assertNull(easy.option(EasyOption.PROTOCOLS_STR));
        assertEquals(Protocols.ALL_BITS, easy.option(EasyOption.PROTOCOLS));
    }
}
