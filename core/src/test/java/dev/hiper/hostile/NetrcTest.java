package dev.hiper.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hiper.EasyOption;
import dev.hiper.Netrc;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file with passwords of several hosts: each host hears its own, whatever the file and the servers look like. */
class NetrcTest {
    private static final String OTHER = "http://b.test/";

    private static final String BOTH =
            """
            machine a.test login alice password apw
            machine a.test login bob password bpw
            machine b.test login carol password cpw
            """;

    @TempDir
    Path folder;

    private SimCall call(SimHarness sim, String file) throws IOException {
        Path netrc = Files.write(folder.resolve("netrc"), file.getBytes(ISO_8859_1));
        return Redirects.following(sim, Answers.URL)
                .set(EasyOption.NETRC, Netrc.OPTIONAL)
                .set(EasyOption.NETRC_FILE, netrc.toString());
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    @ParameterizedTest
    @Tag("T151")
    @CsvSource({
        "machine b.test login bob, Basic Ym9iOg==",
        "machine b.test, ''",
        "default login dora password dpw, Basic ZG9yYTpkcHc=",
        "default login dora, Basic ZG9yYTo=",
        "default, ''",
        "machine c.test login x password y, ''"
    })
    void theSecondHostNeverHearsThePasswordOfTheFirst(String entry, String expected) throws IOException {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to(OTHER));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            sim.add(call(sim, "machine a.test login alice password apw\n" + entry + "\n"));
            sim.runUntilDone();
            assertEquals(List.of(basic("alice:apw")), first.request(0).values("Authorization"));
            assertEquals(expected, String.join("|", other.request(0).values("Authorization")));
        }
    }

    @Test
    void theFileIsNotAskedIfTheOptionsNameUserAndPassword() throws IOException {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to(OTHER));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            sim.add(call(sim, BOTH).set(EasyOption.NETRC, Netrc.REQUIRED).set(EasyOption.USERPWD, "alice:own"));
            sim.runUntilDone();
            assertEquals(List.of(basic("alice:own")), first.request(0).values("Authorization"));
            assertEquals(List.of(), other.request(0).values("Authorization"));
        }
    }

    @Test
    @Tag("T151")
    void theNameInTheUrlChoosesTheEntry() throws IOException {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            sim.add(call(sim, BOTH).set(EasyOption.URL, "http://bob@a.test/"));
            sim.runUntilDone();
            sim.add(call(sim, "machine a.test login alice password apw").set(EasyOption.URL, "http://bob@a.test/"));
            sim.runUntilDone();
            assertEquals(List.of(basic("bob:bpw")), server.request(0).values("Authorization"));
            assertEquals(List.of(basic("bob:")), server.request(1).values("Authorization"));
        }
    }

    @ParameterizedTest
    @Tag("T152")
    @CsvSource({"'', ''", "machine b.test login bob password bpw, Basic Ym9iOmJwdw=="})
    void hostsBehindOneProxyConnectionHearTheirOwn(String entry, String expected) throws IOException {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = sim.server("proxy.test", 3128).reply(Redirects.to(OTHER), SimReply.ok("other"));
            SimCall call = sim.add(call(sim, "machine a.test login alice password apw\n" + entry)
                    .set(EasyOption.PROXY, "http://proxy.test:3128"));
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertEquals(1, proxy.peers().size());
            SimRequest first = proxy.request(0);
            assertEquals(List.of(basic("alice:apw")), first.values("Authorization"));
            assertEquals("http://b.test/", proxy.request(1).target());
            assertEquals(expected, String.join("|", proxy.request(1).values("Authorization")));
        }
    }

    @ParameterizedTest
    @Tag("T153")
    @ValueSource(
            strings = {
                "machine a.test login u password \"p#\\\"q\"",
                "# text\nmachine a.test login u password p#\\\"q\n# machine",
                "macdef x\nmachine a.test login evil password evil\n\nmachine a.test login u password \"p#\\\"q\"",
                "machine a.test\n\tlogin\tu\r\n\tpassword \"p#\\\"q\""
            })
    void filesInManyStylesAreUnderstood(String file) throws IOException {
        String password = file.startsWith("#") ? "p#\\\"q" : "p#\"q";
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(call(sim, file));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result(), () -> String.valueOf(call.message()));
            assertEquals(List.of(basic("u:" + password)), server.request(0).values("Authorization"));
        }
    }

    @ParameterizedTest
    @Tag("T153")
    @ValueSource(
            strings = {
                "machine a.test login \"unterminated",
                "machine a.test login u password",
                "machine a.test login",
                "machine",
                "login u password s3cret"
            })
    void filesThatAreBrokenAreReportedOrKnowNothing(String file) throws IOException {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(call(sim, file));
            sim.runUntilDone();
            if (call.result() == ResultCode.OK) {
                Redirects.without(server, basic("u:s3cret"));
            } else {
                assertEquals(ResultCode.READ_ERROR, call.result());
                assertFalse(call.message().failure().message().contains("s3cret"));
                assertEquals(0, server.requests().size());
            }
        }
    }

    @Test
    @Tag("T153")
    void noFileIsTooStrange() throws IOException {
        Random random = new Random(1);
        byte[] noise = new byte[4000];
        for (int run = 0; run < 20; run++) {
            random.nextBytes(noise);
            String file =
                    switch (run) {
                        case 0 -> "";
                        case 1 -> "machine a.test login " + "u".repeat(16_384);
                        case 2 -> "x".repeat(1 << 20);
                        default -> new String(noise, ISO_8859_1);
                    };
            try (SimHarness sim = new SimHarness()) {
                sim.server("a.test").reply(SimReply.ok("x"));
                SimCall call = sim.add(call(sim, file));
                sim.runUntilDone();
                assertEquals(call.result() == ResultCode.OK ? ResultCode.OK : ResultCode.READ_ERROR, call.result());
            }
        }
    }

    @Test
    @Tag("T153")
    void aFileThatIsMissingIsReportedWithoutItsNeighbours() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(sim.call(Answers.URL)
                    .set(EasyOption.NETRC, Netrc.REQUIRED)
                    .set(EasyOption.NETRC_FILE, folder.resolve("missing").toString()));
            sim.runUntilDone();
            assertEquals(ResultCode.READ_ERROR, call.result());
            assertEquals(0, server.requests().size());
        }
    }
}
