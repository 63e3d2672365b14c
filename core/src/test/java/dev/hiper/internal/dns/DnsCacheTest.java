package dev.hiper.internal.dns;

import static dev.hiper.internal.dns.ScriptedResolver.addresses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsCacheTest {
    private static final long MINUTE = 60;
    private static final NameServer NAMED = new NameServer() {};

    private final ScriptedResolver resolver = new ScriptedResolver();
    private final AtomicInteger hooked = new AtomicInteger();
    private final ScriptedServers servers = new ScriptedServers();
    private final DnsCache cache = new DnsCache(resolver, servers, hooked::incrementAndGet, new Random(1));
    private final ManualContext context = new ManualContext();
    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "fe80::1", "2001:db8::192.0.2.1"})
    void addressLiteralsAreNotLookedUp(String literal) throws Exception {
        Lookup lookup = lookup(literal);

        assertTrue(lookup.ended());
        assertEquals(List.of(InetAddress.getByName(literal)), lookup.addresses());
        assertTrue(resolver.questions.isEmpty());
        assertTrue(asked.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1.2.3.4.5", "256.1.1.1", "1..2.3", "1.2.3.", "1.2.3.4.", "1.2.3.4x"})
    void almostAddressesAreNames(String name) throws Exception {
        lookup(name);

        assertEquals(name, resolver.last().host);
    }

    @ParameterizedTest
    @ValueSource(strings = {":::1", "12345::", "fe80::1%no-such-interface", ""})
    void whatCanNotBeNameFailsWithoutLookup(String text) throws Exception {
        Lookup lookup = lookup(text);

        assertTrue(lookup.ended());
        assertTrue(lookup.addresses().isEmpty());
        assertInstanceOf(UnknownHostException.class, lookup.failure());
        assertTrue(resolver.questions.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost.", "a.localhost", "a.b.localhost."})
    void localhostIsLoopbackOfBothFamilies(String name) throws Exception {
        assertEquals(addresses("::1", "127.0.0.1"), lookup(name).addresses());
        assertTrue(resolver.questions.isEmpty());
    }

    @Test
    void namesThatOnlyEndLikeLocalhostAreLookedUp() throws Exception {
        lookup("notlocalhost");

        assertEquals(1, resolver.questions.size());
    }

    @Test
    void onionNamesDoNotLeak() throws Exception {
        assertInstanceOf(
                UnknownHostException.class, lookup("expyuzz4wqqyqhjn.onion").failure());
        assertTrue(resolver.questions.isEmpty());
    }

    @Test
    void unwantedFamilyIsLeftOut() throws Exception {
        assertEquals(
                addresses("127.0.0.1"),
                lookup("localhost", Resolver.Family.IPV4).addresses());
        assertEquals(addresses("::1"), lookup("localhost", Resolver.Family.IPV6).addresses());

        Lookup lookup = lookup("a.test", Resolver.Family.IPV6);
        assertEquals(Resolver.Family.IPV6, resolver.last().family);
        answer("1.2.3.4", "2001:db8::1");
        assertEquals(addresses("2001:db8::1"), lookup.addresses());
    }

    @Test
    void answerWakesTheOneWhoWaits() throws Exception {
        Lookup lookup = lookup("a.test");
        assertFalse(lookup.ended());

        resolver.last().give("1.2.3.4");
        assertEquals(1, hooked.get());
        assertTrue(lookup.addresses().isEmpty(), "Nothing changes before the loop thread looks.");
        cache.drain(context.nowNanos());
        assertEquals(addresses("1.2.3.4"), lookup.addresses());
        assertFalse(lookup.ended());
        assertEquals(1, context.wakes);

        resolver.last().give("2001:db8::1");
        resolver.last().end();
        assertEquals(2, hooked.get(), "One call of the hook for everything that lies there.");
        cache.drain(context.nowNanos());
        assertEquals(addresses("1.2.3.4", "2001:db8::1"), lookup.addresses());
        assertTrue(lookup.ended());
        assertNull(lookup.failure());
        assertFalse(cache.waiting());
    }

    @Test
    @Tag("T207")
    @Tag("C25")
    void manyTransfersShareOneLookup() throws Exception {
        List<ManualContext> contexts = new ArrayList<>();
        List<Lookup> lookups = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ManualContext each = new ManualContext();
            contexts.add(each);
            lookups.add(cache.lookup(request("a.test", Resolver.Family.ANY, 0), each));
        }
        assertEquals(1, resolver.questions.size());
        assertEquals(List.of("a.test"), asked);

        resolver.last().give("1.2.3.4");
        resolver.last().end();
        cache.drain(context.nowNanos());

        assertTrue(contexts.stream().allMatch(each -> each.wakes > 0));
        assertTrue(lookups.stream()
                .allMatch(each -> each.ended() && each.addresses().size() == 1));
    }

    @Test
    @Tag("T205")
    void answersAreFreshForAsLongAsTheAskerAllows() throws Exception {
        lookup("a.test");
        answer("1.2.3.4");

        context.advanceMillis(59_999);
        assertTrue(lookup("a.test").ended());
        assertEquals(1, resolver.questions.size());

        context.advanceMillis(1);
        assertTrue(cache.lookup(request("a.test", Resolver.Family.ANY, -1), context)
                .ended());
        Lookup renewed = lookup("a.test");
        assertFalse(renewed.ended());
        answer("5.6.7.8");
        assertEquals(addresses("5.6.7.8"), renewed.addresses());
        assertEquals(addresses("5.6.7.8"), lookup("a.test").addresses());
    }

    @Test
    void zeroSecondsMeansNoCache() throws Exception {
        lookup("a.test");
        answer("1.2.3.4");

        cache.lookup(request("a.test", Resolver.Family.ANY, 0), context);

        assertEquals(2, resolver.questions.size());
    }

    @Test
    @Tag("T205")
    void missingNameIsRememberedForShort() throws Exception {
        Lookup lookup = lookup("a.test");
        resolver.last().fail();
        cache.drain(context.nowNanos());
        assertTrue(lookup.ended());
        assertInstanceOf(UnknownHostException.class, lookup.failure());

        assertInstanceOf(UnknownHostException.class, lookup("a.test").failure());
        assertEquals(1, resolver.questions.size());

        context.advanceMillis(1000L * Limits.NEGATIVE_NAME_SECONDS);
        assertFalse(lookup("a.test").ended());
    }

    @Test
    @Tag("T204")
    void emptyAnswerIsLikeMissingName() throws Exception {
        Lookup lookup = lookup("a.test");
        answer();

        assertTrue(lookup.ended());
        assertTrue(lookup.addresses().isEmpty());
        assertEquals(1, cache.size());
    }

    @Test
    void overloadedResolverIsNoAnswerAboutTheName() throws Exception {
        lookup("a.test");
        resolver.last().answer.onEnd(new RejectedExecutionException());
        cache.drain(context.nowNanos());

        assertFalse(lookup("a.test").ended());
        assertEquals(2, resolver.questions.size());
    }

    @Test
    @Tag("T088")
    @Tag("T204")
    void onlySomeAddressesOfHugeAnswerAreKept() throws Exception {
        Lookup lookup = lookup("a.test");
        resolver.last()
                .give(IntStream.range(0, 4000)
                        .mapToObj(i -> "10.0." + i / 250 + "." + i % 250)
                        .toArray(String[]::new));
        resolver.last().give("2001:db8::1", "2001:db8::1");
        resolver.last().end();
        cache.drain(context.nowNanos());

        assertEquals(Limits.ADDRESSES + 1, lookup.addresses().size());
        assertTrue(lookup.addresses().containsAll(addresses("2001:db8::1")));
    }

    @Test
    void freshAnswersAreShuffledOnDemand() throws Exception {
        String[] ordered = IntStream.range(0, 20).mapToObj(i -> "10.0.0." + i).toArray(String[]::new);
        LookupRequest shuffling =
                new LookupRequest("a.test", 80, Resolver.Family.ANY, MINUTE, true, false, asked::add, null);
        Lookup shuffled = cache.lookup(shuffling, context);
        answer(ordered);
        Lookup plain = lookup("b.test");
        answer(ordered);

        assertEquals(addresses(ordered), plain.addresses());
        assertNotEquals(addresses(ordered), shuffled.addresses());
        assertTrue(shuffled.addresses().containsAll(plain.addresses()));
    }

    @Test
    void lookupIsCancelledWhenTheLastOneLeaves() throws Exception {
        Lookup one = lookup("a.test");
        Lookup other = cache.lookup(request("a.test", Resolver.Family.ANY, MINUTE), new ManualContext());

        one.cancel();
        one.cancel();
        assertFalse(resolver.last().cancelled);
        other.cancel();
        assertTrue(resolver.last().cancelled);
        assertFalse(cache.waiting());

        answer("1.2.3.4");
        assertEquals(0, cache.size(), "What comes after that is ignored.");
        assertEquals(0, context.wakes);
    }

    @Test
    void vetoStopsTheLookup() {
        TransferException veto = new TransferException(ResultCode.ABORTED_BY_CALLBACK, "no");
        LookupRequest request = new LookupRequest(
                "a.test",
                80,
                Resolver.Family.ANY,
                MINUTE,
                false,
                false,
                host -> {
                    throw veto;
                },
                null);

        assertSame(veto, assertThrows(TransferException.class, () -> cache.lookup(request, context)));
        assertTrue(resolver.questions.isEmpty());
        assertFalse(cache.waiting());
    }

    @Test
    void resolverMayAnswerOnTheSpot() throws Exception {
        Resolver prompt = new Resolver() {
            @Override
            public Query resolve(String host, Family family, Answer answer) {
                answer.onAddresses(addresses("1.2.3.4"));
                answer.onEnd(null);
                return () -> {};
            }

            @Override
            public void close() {}
        };
        try (DnsCache promptCache = new DnsCache(prompt, servers, () -> {})) {
            Lookup lookup = promptCache.lookup(request("a.test", Resolver.Family.ANY, MINUTE), context);

            assertTrue(lookup.ended());
            assertEquals(addresses("1.2.3.4"), lookup.addresses());
        }
    }

    @Test
    void numberOfNamesIsBounded() throws Exception {
        for (int i = 0; i <= Limits.CACHED_NAMES; i++) {
            lookup("n" + i + ".test");
            answer("1.2.3.4");
        }

        assertEquals(Limits.CACHED_NAMES, cache.size());
        assertFalse(lookup("n0.test").ended(), "The oldest had to go.");
        assertTrue(lookup("n1.test").ended());
    }

    @Test
    void pruningDropsWhatIsOld() throws Exception {
        lookup("a.test");
        answer("1.2.3.4");
        context.advanceMillis(30_000);
        lookup("b.test");
        answer("1.2.3.4");
        context.advanceMillis(30_000);

        cache.prune(context.nowNanos(), -1);
        assertEquals(2, cache.size());
        cache.prune(context.nowNanos(), MINUTE);
        assertEquals(2, cache.size(), "looks once a second only");
        context.advanceMillis(1000);
        cache.prune(context.nowNanos(), MINUTE);
        assertEquals(1, cache.size());
        assertTrue(lookup("b.test").ended());
    }

    @Test
    void closingCancelsAndClosesTheResolver() throws Exception {
        lookup("a.test");

        cache.close();

        assertTrue(resolver.last().cancelled);
        assertTrue(resolver.closed);
    }

    @Test
    void resolveEntriesAnswerForTheirHostAndPort() throws Exception {
        cache.preload(List.of("A.test:80:1.2.3.4,[2001:db8::1],2001:db8::2", "[::5]:80:5.5.5.5"), context.nowNanos());

        assertEquals(
                addresses("1.2.3.4", "2001:db8::1", "2001:db8::2"),
                lookup("a.test").addresses());
        assertEquals(addresses("5.5.5.5"), lookup("::5").addresses());
        assertEquals(
                addresses("1.2.3.4"), lookup("a.test", Resolver.Family.IPV4).addresses());
        LookupRequest otherPort =
                new LookupRequest("a.test", 81, Resolver.Family.ANY, MINUTE, false, false, asked::add, null);
        assertFalse(cache.lookup(otherPort, context).ended());
    }

    @Test
    void resolveEntriesStayUnlessMarkedWithPlus() throws Exception {
        cache.preload(List.of("a.test:80:1.1.1.1", "+b.test:80:2.2.2.2"), context.nowNanos());
        assertEquals(addresses("2.2.2.2"), lookup("b.test").addresses());

        context.advanceMillis(60_000);
        cache.clear();

        assertEquals(addresses("1.1.1.1"), lookup("a.test").addresses());
        assertFalse(lookup("b.test").ended());
    }

    @Test
    void minusRemovesEntriesAndCachedAnswers() throws Exception {
        lookup("b.test");
        answer("1.2.3.4");

        cache.preload(List.of("a.test:80:1.1.1.1", "-a.test:80", "-b.test:80"), context.nowNanos());

        assertFalse(lookup("a.test").ended());
        assertFalse(lookup("b.test").ended());
    }

    @Test
    void wildcardServesTransfersThatBroughtIt() throws Exception {
        List<String> lines = List.of("*:80:9.9.9.9", "a.test:80:1.1.1.1");
        assertTrue(DnsCache.hasWildcard(lines));
        cache.preload(lines, context.nowNanos());
        LookupRequest wild =
                new LookupRequest("any.test", 80, Resolver.Family.ANY, MINUTE, false, true, asked::add, null);

        assertEquals(addresses("9.9.9.9"), cache.lookup(wild, context).addresses());
        assertEquals(addresses("1.1.1.1"), lookup("a.test").addresses());
        assertFalse(lookup("any.test").ended());
    }

    @Test
    void transferWithNameServerAsksThatOne() throws Exception {
        Lookup lookup = lookupAt(NAMED);

        assertTrue(resolver.questions.isEmpty());
        assertEquals("a.test", servers.last().host());
        assertEquals(List.of("a.test"), asked);
        servers.last().answer().known(addresses("1.2.3.4"), MINUTE, context.nowNanos());
        assertTrue(lookup.ended());
        assertEquals(addresses("1.2.3.4"), lookup.addresses());
        assertEquals(1, context.wakes);
    }

    @Test
    void answersOfNameServersAreNotMixedWithThoseOfOthers() throws Exception {
        lookup("a.test");
        answer("6.6.6.6");
        Lookup named = lookupAt(NAMED);
        assertFalse(named.ended());
        servers.last().answer().known(addresses("1.2.3.4"), MINUTE, context.nowNanos());

        assertEquals(addresses("1.2.3.4"), lookupAt(NAMED).addresses());
        assertEquals(addresses("6.6.6.6"), lookup("a.test").addresses());
        assertFalse(lookupAt(new NameServer() {}).ended());
    }

    @Test
    void nameServerIsAskedByEachTransferForItself() throws Exception {
        Lookup first = lookupAt(NAMED);
        Lookup second = lookupAt(NAMED);
        assertEquals(2, servers.questions.size());

        first.cancel();
        assertEquals(1, servers.cancels);
        servers.questions.get(0).answer().known(addresses("6.6.6.6"), MINUTE, context.nowNanos());
        assertFalse(second.ended());
        assertTrue(first.addresses().isEmpty(), "Nobody listens any more.");
    }

    @Test
    @Tag("T204")
    void nameServerDecidesHowLongItsAnswerHoldsAtMost() throws Exception {
        lookupAt(NAMED);
        servers.last().answer().known(addresses("1.2.3.4"), 10, context.nowNanos());
        context.advanceMillis(9_999);
        assertTrue(lookupAt(NAMED).ended());
        context.advanceMillis(1);
        assertFalse(lookupAt(NAMED).ended());
        servers.last().answer().known(addresses("1.2.3.4"), 1000, context.nowNanos());
        context.advanceMillis(59_999);
        assertTrue(lookupAt(NAMED).ended());
        context.advanceMillis(1);
        assertFalse(lookupAt(NAMED).ended(), "The transfer's own limit holds, too.");
    }

    @Test
    @Tag("T205")
    void whatNameServerCouldNotAnswerIsAskedAgain() throws Exception {
        Lookup failed = lookupAt(NAMED);
        Exception problem = new TransferException(ResultCode.COULDNT_RESOLVE_HOST, "SERVFAIL");
        servers.last().answer().failed(problem, context.nowNanos());
        assertTrue(failed.ended());
        assertSame(problem, failed.failure());
        assertFalse(lookupAt(NAMED).ended());

        servers.last().answer().known(List.of(), 0, context.nowNanos());
        Lookup known = lookupAt(NAMED);
        assertTrue(known.ended(), "That there is no such name is remembered for a short while.");
        assertInstanceOf(UnknownHostException.class, known.failure());
    }

    @Test
    void closingCancelsWhatNameServersWereAsked() throws Exception {
        lookupAt(NAMED);
        cache.close();
        assertEquals(1, servers.cancels);
    }

    @Test
    void removedResolveEntryForgetsWhatNameServersSaid() throws Exception {
        lookupAt(NAMED);
        servers.last().answer().known(addresses("1.2.3.4"), MINUTE, context.nowNanos());
        cache.preload(List.of("-a.test:80"), context.nowNanos());
        assertFalse(lookupAt(NAMED).ended());
    }

    @Test
    void linesAboutPlaceAreFound() {
        List<String> lines = List.of("a.test:80:1.1.1.1", "A.test:81:1.1.1.1", "*:80:2.2.2.2", "junk", "-a.test:80");

        assertEquals(
                List.of("a.test:80:1.1.1.1", "*:80:2.2.2.2", "-a.test:80"), DnsCache.linesAbout(lines, "a.test", 80));
        assertTrue(DnsCache.linesAbout(lines, "b.test", 81).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.test",
                "a.test:80",
                "a.test:80:",
                ":80:1.2.3.4",
                "a.test::1.2.3.4",
                "a.test:x:1.2.3.4",
                "a.test:65536:1.2.3.4",
                "a.test:99999999999999999999:1.2.3.4",
                "a.test:80:1.2.3.4,",
                "a.test:80:name.test",
                "[::1:80:1.2.3.4",
                "[]:80:1.2.3.4",
                "+",
                "-",
                "-a.test",
                "-a.test:port"
            })
    void malformedResolveEntryIsRefused(String line) {
        TransferException problem =
                assertThrows(TransferException.class, () -> cache.preload(List.of(line), context.nowNanos()));

        assertEquals(ResultCode.SETOPT_OPTION_SYNTAX, problem.result());
    }

    private Lookup lookupAt(NameServer server) throws TransferException {
        Resolver.Family any = Resolver.Family.ANY;
        return cache.lookup(new LookupRequest("a.test", 80, any, MINUTE, false, false, asked::add, server), context);
    }

    private Lookup lookup(String host) throws TransferException {
        return lookup(host, Resolver.Family.ANY);
    }

    private Lookup lookup(String host, Resolver.Family family) throws TransferException {
        return cache.lookup(request(host, family, MINUTE), context);
    }

    private LookupRequest request(String host, Resolver.Family family, long seconds) {
        return new LookupRequest(host, 80, family, seconds, false, false, asked::add, null);
    }

    private void answer(String... texts) {
        resolver.last().give(texts);
        resolver.last().end();
        cache.drain(context.nowNanos());
    }
}
