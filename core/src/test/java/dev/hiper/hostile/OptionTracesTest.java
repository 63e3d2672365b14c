package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.HttpAuth;
import dev.hiper.Netrc;
import dev.hiper.ProxyType;
import dev.hiper.TimeCondition;
import dev.hiper.WriteResult;
import dev.hiper.mime.Mime;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import dev.hiper.url.Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Redirects, authentication, cookies, proxies, codings and forms leave nothing at a handle that gave them up. */
class OptionTracesTest {
    private static final String URL = "http://a.test/p/../q";

    /** An option with a value that shows on the wire, maybe with the help of others that stay. */
    private record Mark(EasyOption<?> option, Consumer<Easy> set, Consumer<Easy> help) {
        static <T> Mark of(EasyOption<T> option, T value) {
            return of(option, value, easy -> {});
        }

        static <T> Mark of(EasyOption<T> option, T value, Consumer<Easy> help) {
            return new Mark(option, easy -> easy.set(option, value), help);
        }

        void clear(Easy easy) {
            easy.set(option, null);
        }

        @Override
        public String toString() {
            return option.name();
        }
    }

    static List<Mark> marks() {
        return List.of(
                Mark.of(EasyOption.USERPWD, "marker:marker"),
                Mark.of(EasyOption.USERNAME, "marker"),
                Mark.of(EasyOption.PASSWORD, "marker"),
                Mark.of(EasyOption.XOAUTH2_BEARER, "marker", easy -> easy.set(EasyOption.HTTPAUTH, HttpAuth.BEARER)),
                Mark.of(EasyOption.HTTPAUTH, HttpAuth.NTLM, easy -> easy.set(EasyOption.USERPWD, "u:p")),
                Mark.of(EasyOption.ACCEPT_ENCODING, "gzip"),
                Mark.of(EasyOption.TRANSFER_ENCODING, true),
                Mark.of(
                        EasyOption.TIMEVALUE_LARGE,
                        1L,
                        easy -> easy.set(EasyOption.TIMECONDITION, TimeCondition.IFMODSINCE)),
                Mark.of(
                        EasyOption.TIMECONDITION,
                        TimeCondition.IFMODSINCE,
                        easy -> easy.set(EasyOption.TIMEVALUE_LARGE, 1L)),
                Mark.of(EasyOption.PROXY, "http://proxy.test:3128"),
                Mark.of(EasyOption.PROXYUSERPWD, "m:m", easy -> easy.set(EasyOption.PROXY, "http://proxy.test:3128")),
                Mark.of(
                        EasyOption.PROXYHEADER,
                        List.of("X-Marker: 1"),
                        easy -> easy.set(EasyOption.PROXY, "http://proxy.test:3128")),
                Mark.of(EasyOption.NOPROXY, "a.test", easy -> easy.set(EasyOption.PROXY, "http://proxy.test:3128")),
                Mark.of(EasyOption.FOLLOWLOCATION, 1L),
                Mark.of(EasyOption.MAXREDIRS, 0L, easy -> easy.set(EasyOption.FOLLOWLOCATION, 1L)),
                Mark.of(EasyOption.AUTOREFERER, true, easy -> easy.set(EasyOption.FOLLOWLOCATION, 1L)),
                Mark.of(
                        EasyOption.HEADERS_AS_GIVEN,
                        true,
                        easy -> easy.set(EasyOption.HTTPHEADER, List.of("Content-Length: 0"))),
                Mark.of(EasyOption.MIMEPOST, form("marker")));
    }

    private static Mime form(String text) {
        Mime form = Mime.create();
        form.addPart().name("f").data(text);
        return form;
    }

    @Test
    @Tag("T220")
    void afterAResetARequestIsThatOfANewHandle(@TempDir Path folder) throws IOException {
        Path netrc = Files.writeString(folder.resolve("netrc"), "default login marker password marker\n");
        try (World world = new World()) {
            String plain = world.requests(Easy.create());
            Easy easy = Easy.create();
            marks().forEach(mark -> {
                mark.help().accept(easy);
                mark.set().accept(easy);
            });
            easy.set(EasyOption.NETRC, Netrc.OPTIONAL)
                    .set(EasyOption.NETRC_FILE, netrc.toString())
                    .set(EasyOption.PROXYTYPE, ProxyType.SOCKS5)
                    .set(EasyOption.UNRESTRICTED_AUTH, true)
                    .set(EasyOption.POSTREDIR, 7L)
                    .set(EasyOption.REDIR_PROTOCOLS_STR, "https");
            easy.reset();
            assertEquals(plain, world.requests(easy));
        }
    }

    @Test
    @Tag("T220")
    void whatAnEarlierTransferLearnedIsForgottenByAReset() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .answer(request -> request.field("Authorization") == null
                            ? SimReply.status(401, new byte[0], "WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\"")
                            : SimReply.ok("x"));
            Easy easy = Easy.create();
            perform(sim, easy.set(EasyOption.USERPWD, "u:p").set(EasyOption.HTTPAUTH, HttpAuth.DIGEST));
            assertEquals(2, server.requests().size());
            easy.reset();
            perform(sim, easy);
            perform(sim, easy.set(EasyOption.USERPWD, "u:p").set(EasyOption.HTTPAUTH, HttpAuth.DIGEST));
            assertEquals(List.of(), server.request(2).values("Authorization"));
        }
    }

    @ParameterizedTest
    @Tag("T221")
    @MethodSource("marks")
    void anOptionThatIsTakenBackLeavesNoTrace(Mark mark) {
        try (World world = new World()) {
            Easy helped = Easy.create();
            mark.help().accept(helped);
            String plain = world.requests(helped);
            Easy easy = Easy.create();
            mark.help().accept(easy);
            mark.set().accept(easy);
            assertNotEquals(plain, world.requests(easy), "The value does not even show.");
            mark.clear(easy);
            if (mark.option() == EasyOption.MIMEPOST) {
                easy.set(EasyOption.HTTPGET, true);
            }
            assertEquals(plain, world.requests(easy));
        }
    }

    @Test
    @Tag("T222")
    void aCloneHasItsOwnFormUrlAndLists() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            byte[] bytes = {'a', 0, 'b', 0, 0};
            Mime form = Mime.create();
            form.addPart().name("f").data(bytes).headers(List.of("X-Part: 1"));
            Url url = Url.parse("http://a.test/original");
            List<String> aliases = new ArrayList<>(List.of("ICY"));
            Easy original = Easy.create()
                    .set(EasyOption.CURLU, url)
                    .set(EasyOption.MIMEPOST, form)
                    .set(EasyOption.HTTP200ALIASES, aliases)
                    .set(EasyOption.USERPWD, "u:p");
            Easy clone = original.duphandle();
            original.set(EasyOption.MIMEPOST, form("changed")).set(EasyOption.USERPWD, "other:p");
            form.addPart().name("late").data("late");
            form.close();
            bytes[0] = 'x';
            aliases.clear();
            sim.loop().add(silent(clone));
            sim.loop().add(silent(original));
            sim.runUntilDone();
            SimRequest ofClone = byUser(server, "dTpw");
            String body = new String(ofClone.body(), StandardCharsets.ISO_8859_1);
            assertTrue(body.contains("X-Part: 1\r\n\r\na\0b\0\0\r\n--"), body);
            assertTrue(!body.contains("late") && !body.contains("changed"), body);
            assertTrue(byUser(server, "b3RoZXI6cA==").bodyText().contains("changed"));
        }
    }

    /** Like libcurl: a clone has an engine for cookies of its own, and what it gets it keeps for itself. */
    @Test
    @Tag("T222")
    void theCookiesOfACloneAreItsOwn() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server =
                    sim.server("a.test").reply(SimReply.bodyless(204, "Set-Cookie: of=clone"), SimReply.ok("x"));
            Easy original = Easy.create()
                    .set(EasyOption.COOKIEFILE, "")
                    .set(EasyOption.COOKIELIST, "Set-Cookie: of=original; domain=a.test; path=/");
            Easy clone = original.duphandle();
            perform(sim, clone);
            perform(sim, original);
            perform(sim, clone);
            assertEquals(List.of(), server.request(0).values("Cookie"));
            assertEquals(List.of("of=original"), server.request(1).values("Cookie"));
            assertEquals(List.of("of=clone"), server.request(2).values("Cookie"));
        }
    }

    private static SimRequest byUser(SimServer server, String pair) {
        return server.requests().stream()
                .filter(request -> request.values("Authorization").contains("Basic " + pair))
                .findFirst()
                .orElseThrow();
    }

    private static Easy silent(Easy easy) {
        return easy.set(EasyOption.WRITEFUNCTION, (self, data) -> WriteResult.ACCEPTED);
    }

    private static void perform(SimHarness sim, Easy easy) {
        sim.loop().add(silent(easy.set(EasyOption.URL, URL)));
        sim.runUntilDone();
        sim.loop().remove(easy);
    }

    /** A server that redirects, and a proxy: all that they hear is one text. */
    private static final class World implements AutoCloseable {
        private final SimHarness sim = new SimHarness();
        private final SimServer server = sim.server("a.test")
                .answer(request -> request.target().equals("/q") ? Redirects.to("/r") : SimReply.bodyless(204));
        private final SimServer proxy = sim.server("proxy.test", 3128).reply(SimReply.bodyless(204));

        /** What a transfer of {@code easy} makes both hear. */
        String requests(Easy easy) {
            int first = server.requests().size();
            int firstOfProxy = proxy.requests().size();
            perform(sim, easy);
            StringBuilder all = new StringBuilder();
            for (SimRequest request :
                    server.requests().subList(first, server.requests().size())) {
                all.append(request.head());
            }
            for (SimRequest request :
                    proxy.requests().subList(firstOfProxy, proxy.requests().size())) {
                all.append("proxy: ").append(request.head());
            }
            return all.toString();
        }

        @Override
        public void close() {
            sim.close();
        }
    }
}
