package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.HttpAuth;
import dev.hiper.Netrc;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever tells who the user is stays with the origin that it was given for, whoever redirects where. */
class RedirectSecretsTest {
    private static final String SECRET = "s3cret";
    /** {@code user:s3cret} as Basic says it. */
    private static final String BASIC = "Basic dXNlcjpzM2NyZXQ=";

    /** The ways to give a credential. */
    private enum Way {
        OPTION {
            @Override
            void give(SimCall call, String url) {
                call.set(EasyOption.USERPWD, "user:" + SECRET);
            }
        },
        URL {
            @Override
            void give(SimCall call, String url) {
                call.set(EasyOption.URL, url.replace("http://", "http://user:" + SECRET + "@"));
            }
        },
        HEADER {
            @Override
            void give(SimCall call, String url) {
                call.set(EasyOption.HTTPHEADER, List.of("Authorization: " + BASIC));
            }
        },
        LOWER_CASE_HEADER {
            @Override
            void give(SimCall call, String url) {
                call.set(EasyOption.HTTPHEADER, List.of("authorization: " + BASIC));
            }
        };

        abstract void give(SimCall call, String url);
    }

    @ParameterizedTest
    @Tag("T001")
    @EnumSource(Way.class)
    void anotherHostIsNotToldWhoTheUserIs(Way way) {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL);
            way.give(call, Answers.URL);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertEquals(List.of(BASIC), first.request(0).values("Authorization"));
            assertEquals(
                    1, Redirects.without(other, "authorization", SECRET, BASIC).size());
        }
    }

    @ParameterizedTest
    @Tag("T001")
    @CsvSource({"OPTION", "HEADER"})
    void onlyUnrestrictedAuthTellsOtherHosts(Way way) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL).set(EasyOption.UNRESTRICTED_AUTH, true);
            way.give(call, Answers.URL);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(List.of(BASIC), other.request(0).values("Authorization"));
        }
    }

    @Test
    @Tag("T001")
    void whatTheUrlSaysIsForItsOriginOnlyEvenIfUnrestricted() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(Redirects.to("http://a.test/b"), Redirects.to("http://b.test/"), SimReply.ok("x"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL).set(EasyOption.UNRESTRICTED_AUTH, true);
            Way.URL.give(call, Answers.URL);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(List.of(BASIC), server.request(0).values("Authorization"));
            assertEquals(List.of(BASIC), server.request(1).values("Authorization"));
            assertEquals(List.of(), other.request(0).values("Authorization"));
        }
    }

    @ParameterizedTest
    @Tag("T002")
    @EnumSource(Way.class)
    void anotherPortIsAnotherOrigin(Way way) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test", 8080).reply(Redirects.to("http://a.test:9090/"));
            SimServer other = sim.serverAt("10.0.0.1", 9090).reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, "http://a.test:8080/").set(EasyOption.COOKIE, "sid=" + SECRET);
            way.give(call, "http://a.test:8080/");
            sim.add(call);
            sim.runUntilDone();
            assertEquals("other", call.body());
            Redirects.without(other, "authorization", "cookie", SECRET);
        }
    }

    @Test
    @Tag("T002")
    void theSameOriginInOtherWordsIsStillTold() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to("HTTP://A.TEST:80/b/../c"), SimReply.ok("same"));
            SimCall call = Redirects.following(sim, Answers.URL).set(EasyOption.COOKIE, "sid=1");
            Way.OPTION.give(call, Answers.URL);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("/c", server.request(1).target());
            assertEquals(List.of(BASIC), server.request(1).values("Authorization"));
            assertEquals(List.of("sid=1"), server.request(1).values("Cookie"));
        }
    }

    @ParameterizedTest
    @Tag("T005")
    @CsvSource({"true", "false"})
    void cookiesGivenByHandStayAndThoseOfTheJarGoWhereTheyBelong(boolean byHeader) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL)
                    .set(EasyOption.COOKIEFILE, "")
                    .set(EasyOption.COOKIELIST, "Set-Cookie: of=b; domain=b.test; path=/")
                    .set(EasyOption.COOKIELIST, "Set-Cookie: of=a; domain=a.test; path=/");
            if (byHeader) {
                call.set(EasyOption.HTTPHEADER, List.of("cookie: sid=1"));
            } else {
                call.set(EasyOption.COOKIE, "sid=1");
            }
            sim.add(call);
            sim.runUntilDone();
            assertEquals(List.of("of=b"), other.request(0).values("Cookie"));
        }
    }

    /** There is no way to declare more fields secret: these two are, and all others go along, as with libcurl. */
    @Test
    @Tag("T006")
    void otherFieldsOfTheApplicationGoEverywhere() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            sim.add(Redirects.following(sim, Answers.URL)
                    .set(
                            EasyOption.HTTPHEADER,
                            List.of("X-Own: 1", "Authorization: x", "Cookie: sid=1", "Host: inner.test")));
            sim.runUntilDone();
            assertEquals(List.of("1"), other.request(0).values("X-Own"));
            assertEquals(List.of("b.test"), other.request(0).values("Host"));
            Redirects.without(other, "authorization", "cookie", "inner.test");
        }
    }

    @ParameterizedTest
    @Tag("T007")
    @EnumSource(Way.class)
    void onceElsewhereNoHopBringsSecretsBackToStrangers(Way way) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to("http://b.test/"));
            SimServer second = sim.server("b.test").reply(Redirects.to("/other"), Redirects.to("http://c.test/"));
            SimServer third = sim.server("c.test").reply(SimReply.ok("third"));
            SimCall call = Redirects.following(sim, Answers.URL).set(EasyOption.COOKIE, "sid=" + SECRET);
            way.give(call, Answers.URL);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("third", call.body());
            assertEquals(
                    2,
                    Redirects.without(second, "authorization", "cookie", SECRET).size());
            assertEquals(
                    1,
                    Redirects.without(third, "authorization", "cookie", SECRET).size());
        }
    }

    /** Like libcurl: the secrets are for this origin, however one gets there. */
    @Test
    @Tag("T007")
    void theOriginThatSecretsWereGivenForGetsThemAgain() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to("http://b.test/"), SimReply.ok("back"));
            SimServer other = sim.server("b.test").reply(Redirects.to("http://a.test/back"));
            SimCall call = Redirects.following(sim, Answers.URL);
            Way.OPTION.give(call, Answers.URL);
            sim.add(call);
            sim.runUntilDone();
            Redirects.without(other, "authorization");
            assertEquals(List.of(BASIC), first.request(1).values("Authorization"));
        }
    }

    @ParameterizedTest
    @Tag("T008")
    @CsvSource({
        "example.test, sub.example.test",
        "sub.example.test, example.test",
        "example.test, badexample.test",
        "example.test, example.test.b.test",
        "example.test, example.test."
    })
    void noHostIsAnothersRelative(String from, String to) {
        try (SimHarness sim = new SimHarness()) {
            sim.server(from).reply(Redirects.to("http://" + to + "/"));
            SimServer other = sim.server(to).reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, "http://" + from + "/").set(EasyOption.COOKIE, "sid=" + SECRET);
            Way.OPTION.give(call, Answers.URL);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertEquals(
                    1,
                    Redirects.without(other, "authorization", "cookie", SECRET).size());
        }
    }

    @ParameterizedTest
    @Tag("T009")
    @CsvSource({"machine b.test", "default"})
    void theBearerTokenStaysEvenIfAFileKnowsTheOtherHost(String entry, @TempDir Path folder) throws IOException {
        Path netrc = Files.writeString(folder.resolve("netrc"), entry + " login user password s3cret\n");
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL)
                    .set(EasyOption.XOAUTH2_BEARER, "t0ken")
                    .set(EasyOption.HTTPAUTH, HttpAuth.BEARER)
                    .set(EasyOption.NETRC, Netrc.OPTIONAL)
                    .set(EasyOption.NETRC_FILE, netrc.toString()));
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertEquals(List.of("Bearer t0ken"), first.request(0).values("Authorization"));
            Redirects.without(other, "bearer", "t0ken");
        }
    }

    @Test
    @Tag("T010")
    void userInformationOfALocationNeverReplacesTheApplications() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server =
                    sim.server("a.test").reply(Redirects.to("http://evil:pw@a.test/x"), SimReply.ok("answer"));
            SimCall call = Redirects.following(sim, Answers.URL);
            Way.OPTION.give(call, Answers.URL);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("/x", server.request(1).target());
            assertEquals(List.of(BASIC), server.request(1).values("Authorization"));
        }
    }

    /** Like libcurl: it counts for the leg that it leads to, and is told to nobody else. */
    @Test
    @Tag("T010")
    void userInformationOfALocationCountsForThatLegOnly() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test")
                    .reply(Redirects.to("http://user:s3cret@a.test/x"), Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL).set(EasyOption.AUTOREFERER, true));
            sim.runUntilDone();
            assertEquals(List.of(BASIC), first.request(1).values("Authorization"));
            assertEquals(List.of("http://a.test/x"), other.request(0).values("Referer"));
            Redirects.without(other, "authorization", SECRET);
            assertEquals("other", call.body());
        }
    }

    @Test
    @Tag("T010")
    void userInformationOfALocationIsRefusedIfUrlsMustNotHaveAny() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to("http://evil:pw@a.test/x"), SimReply.ok("x"));
            SimCall call =
                    sim.add(Redirects.following(sim, Answers.URL).set(EasyOption.DISALLOW_USERNAME_IN_URL, true));
            sim.runUntilDone();
            assertEquals(ResultCode.LOGIN_DENIED, call.result());
            assertFalse(call.message().failure().message().contains("pw"));
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    @Tag("T011")
    void theRefererNamesNeitherUserNorFragment() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = sim.add(Redirects.following(sim, "http://user:s3cret@a.test/p?q#frag")
                    .set(EasyOption.AUTOREFERER, true));
            sim.runUntilDone();
            assertNull(first.request(0).field("Referer"));
            assertEquals(List.of("http://a.test/p?q"), other.request(0).values("Referer"));
            assertEquals("http://a.test/p?q", call.easy().info(EasyInfo.REFERER));
        }
    }

    @Test
    @Tag("T001")
    void theNextTransferOfTheHandleKnowsItsCredentialsAgain() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to("http://b.test/"), SimReply.ok("x"));
            sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL);
            Way.OPTION.give(call, Answers.URL);
            for (int run = 0; run < 2; run++) {
                sim.add(call.forget());
                sim.runUntilDone();
                sim.remove(call);
                assertEquals(List.of(BASIC), first.request(run).values("Authorization"));
            }
        }
    }

    /** Anybody's name at another server is no business of the first credential's password. */
    @Test
    @Tag("T001")
    void thePasswordOfTheOptionsIsNotJoinedToTheUserOfALocation() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to("http://user@b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL);
            Way.OPTION.give(call, Answers.URL);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(List.of("Basic dXNlcjo="), other.request(0).values("Authorization"));
        }
    }
}
