package dev.hiper.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.HstsEntry;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Redirects between http and https of one host: two origins. */
class RedirectAcrossTlsTest {
    private static final String HOST = "a.test";
    private static final String BASIC = "Basic dXNlcjpzM2NyZXQ=";

    private final SimHarness sim = new SimHarness();

    private SimCall call(String url) {
        return TlsOrigin.call(sim, url)
                .set(EasyOption.FOLLOWLOCATION, 1L)
                .set(EasyOption.USERPWD, "user:s3cret")
                .set(EasyOption.COOKIE, "sid=s3cret")
                .set(EasyOption.AUTOREFERER, true);
    }

    private static String to(String location) {
        return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + "\r\n\r\n";
    }

    private static String heard(TlsOrigin origin) {
        StringBuilder all = new StringBuilder();
        origin.sessions.forEach(session -> all.append(session.plain.toString(ISO_8859_1)));
        return all.toString();
    }

    /** The downgrade itself is allowed, unless REDIR_PROTOCOLS_STR says otherwise. */
    @Test
    @Tag("T003")
    @Tag("T011")
    void plainTextHearsNothingThatWasForTls() {
        TlsOrigin secure = new TlsOrigin(sim, HOST, to("http://" + HOST + "/plain"));
        SimServer plain = sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("plain"));
        SimCall call = sim.add(call("https://" + HOST + "/page?q"));
        sim.runUntilDone();
        assertEquals("plain", call.body());
        assertTrue(heard(secure).contains(BASIC));
        String head = plain.request(0).head();
        assertFalse(head.contains("Authorization") || head.contains("Cookie"), head);
        assertNull(plain.request(0).field("Referer"), "A secret page is not named to a public one.");
        sim.close();
    }

    @Test
    @Tag("T003")
    void theDowngradeCanBeForbidden() {
        TlsOrigin secure = new TlsOrigin(sim, HOST, to("http://" + HOST + "/plain"));
        SimServer plain = sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("plain"));
        SimCall call = sim.add(call("https://" + HOST + "/").set(EasyOption.REDIR_PROTOCOLS_STR, "https"));
        sim.runUntilDone();
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, call.result());
        assertEquals(1, secure.sessions.size());
        assertEquals(0, plain.peers().size());
        sim.close();
    }

    @Test
    @Tag("T004")
    void tlsHearsNothingThatWasForPlainText() {
        TlsOrigin secure = new TlsOrigin(sim, HOST, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecure");
        SimServer plain = sim.serverAt("10.0.0.1", 80)
                .reply(SimReply.status(301, new byte[0], "Location: https://" + HOST + "/"));
        SimCall call = sim.add(call("http://" + HOST + "/"));
        sim.runUntilDone();
        assertEquals("secure", call.body());
        assertEquals(List.of(BASIC), plain.request(0).values("Authorization"));
        assertFalse(heard(secure).contains("Authorization") || heard(secure).contains("Cookie"));
        sim.close();
    }

    /** The first request went to https already, so that this is the origin that the secrets are for. */
    @Test
    @Tag("T003")
    void whatHstsMovedToTlsKeepsItsSecretsThere() {
        TlsOrigin secure = new TlsOrigin(sim, HOST, to("/again"));
        SimServer plain = sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("plain"));
        sim.add(knownToInsist(call("http://" + HOST + "/").set(EasyOption.MAXREDIRS, 1L)));
        sim.runUntilDone();
        assertEquals(0, plain.peers().size());
        String all = heard(secure);
        assertTrue(all.contains("GET /again"), all);
        assertEquals(3, all.split("Authorization: Basic", -1).length, all);
        sim.close();
    }

    private static SimCall knownToInsist(SimCall call) {
        Iterator<HstsEntry> entries =
                List.of(new HstsEntry(HOST, false, Long.MAX_VALUE)).iterator();
        return call.set(EasyOption.HSTS_CTRL, 1L)
                .set(EasyOption.HSTSREADFUNCTION, easy -> entries.hasNext() ? entries.next() : null);
    }
}
