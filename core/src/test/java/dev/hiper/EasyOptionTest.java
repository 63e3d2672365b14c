package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.OptionCases.Case;
import dev.hiper.internal.bytes.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every option by itself. What options do to each other is in
 * {@link BodyOptionsTest}.
 */
class EasyOptionTest {
    /** libcurl's numbers end far below: its bases go up to 40000. */
    private static final int OWN_NUMBERS = 900_000;

    /** Old names, each with the option whose number they share. */
    private static final Map<EasyOption<?>, EasyOption<?>> SAME_NUMBER = Map.of(
            EasyOption.POST301, EasyOption.POSTREDIR,
            EasyOption.ENCODING, EasyOption.ACCEPT_ENCODING);

    static List<Case<?>> cases() {
        return OptionCases.all();
    }

    @Test
    void everyOptionHasACase() {
        Set<EasyOption<?>> covered = new HashSet<>();
        for (Case<?> one : OptionCases.all()) {
            assertTrue(covered.add(one.option()), one + " twice");
        }
        assertEquals(new HashSet<>(EasyOption.all()), covered);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void numberNameAndDefaultAreLibcurls(Case<?> one) {
        assertEquals(one.id(), one.option().id());
        assertSame(one.option(), EasyOption.byName(one.option().name()));
        assertSame(SAME_NUMBER.getOrDefault(one.option(), one.option()), EasyOption.byId(one.id()));
        assertEquals(one.defaultValue(), one.option().defaultValue());
        assertEquals(one.defaultValue(), Easy.create().option(one.option()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void acceptedValuesAreKept(Case<?> one) {
        keepsAccepted(one);
    }

    private static <T> void keepsAccepted(Case<T> one) {
        for (T value : one.accepted()) {
            Easy easy = Easy.create().set(one.option(), value);
            assertSameValue(value, easy.option(one.option()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refusedValuesNameTheOptionAndChangeNothing(Case<?> one) {
        refuses(one);
    }

    private static <T> void refuses(Case<T> one) {
        T before = one.accepted().get(one.accepted().size() - 1);
        for (T value : one.refused()) {
            Easy easy = Easy.create().set(one.option(), before);
            var refusal = assertThrows(IllegalArgumentException.class, () -> easy.set(one.option(), value));
            assertTrue(refusal.getMessage().startsWith(one.option().name() + ": "), refusal.getMessage());
            assertEquals(before, easy.option(one.option()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("T221")
    void nullBringsTheDefaultBack(Case<?> one) {
        resets(one);
    }

    private static <T> void resets(Case<T> one) {
        for (T value : one.accepted()) {
            Easy easy = Easy.create().set(one.option(), value).set(one.option(), (T) null);
            assertEquals(one.defaultValue(), easy.option(one.option()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resetBringsAllDefaultsBack(Case<?> one) {
        resetsAll(one);
    }

    private static <T> void resetsAll(Case<T> one) {
        Easy easy = Easy.create();
        for (T value : one.accepted()) {
            easy.set(one.option(), value);
        }
        easy.reset();
        for (EasyOption<?> option : EasyOption.all()) {
            assertEquals(option.defaultValue(), easy.option(option), option.name());
        }
    }

    @Test
    void namesAreFoundInAnyCase() {
        assertSame(EasyOption.TIMEOUT_MS, EasyOption.byName("timeout_ms"));
        assertNull(EasyOption.byName("FTPPORT"));
        assertNull(EasyOption.byId(10017));
    }

    /** As curl_easy_option_by_name and curl_easy_option_by_id. */
    @Test
    void anOldNameIsFoundByNameAndItsNumberLeadsToTheNewOne() {
        SAME_NUMBER.forEach((old, main) -> {
            assertEquals(main.id(), old.id());
            assertSame(old, EasyOption.byName(old.name()));
            assertSame(main, EasyOption.byName(main.name()));
            assertSame(main, EasyOption.byId(old.id()));
            assertTrue(old.isAlias() && !main.isAlias());
        });
    }

    @Test
    void noOtherNumberIsSharedAndNoNameTwice() {
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (EasyOption<?> option : EasyOption.all()) {
            assertTrue(names.add(option.name()), option.name());
            assertTrue(SAME_NUMBER.containsKey(option) || ids.add(option.id()), option.name());
        }
    }

    /** The table in README calls them ours by this. */
    @Test
    void optionsThatLibcurlDoesNotHaveHaveNumbersThatItWillNotUse() {
        Set<String> own = new HashSet<>();
        for (EasyOption<?> option : EasyOption.all()) {
            if (option.id() >= OWN_NUMBERS) {
                own.add(option.name());
            }
        }
        assertEquals(Set.of("HEADERS_AS_GIVEN", "LENIENT", "PROXY_ENVIRONMENT"), own);
    }

    @Test
    void theListOfOptionsCannotBeChanged() {
        assertThrows(UnsupportedOperationException.class, () -> EasyOption.all().clear());
    }

    @Test
    void aValueOfAnotherTypeIsRefusedThroughRawTypesToo() {
        @SuppressWarnings("unchecked") // The point of the test.
        EasyOption<Object> url = (EasyOption<Object>) (EasyOption<?>) EasyOption.URL;
        var refusal =
                assertThrows(IllegalArgumentException.class, () -> Easy.create().set(url, 5));
        assertEquals("URL: takes a String", refusal.getMessage());
    }

    @Test
    void textsEndAtEightMillionBytes() {
        String longest = "x".repeat(Limits.OPTION_BYTES);
        assertEquals(longest, Easy.create().set(EasyOption.USERAGENT, longest).option(EasyOption.USERAGENT));
        assertThrows(IllegalArgumentException.class, () -> Easy.create().set(EasyOption.USERAGENT, longest + "x"));
        String wide = "\u20ac".repeat(Limits.OPTION_BYTES / 3 + 1);
        assertThrows(IllegalArgumentException.class, () -> Easy.create().set(EasyOption.USERAGENT, wide));
        assertThrows(
                IllegalArgumentException.class, () -> Easy.create().set(EasyOption.HTTPHEADER, List.of(longest + "x")));
    }

    @Test
    void sizesInUtf8AreThoseOfTheirBytes() {
        for (String text : List.of("", "abc", "\u007f\u0080\u07ff\u0800\uffff", "a\ud83d\ude00b", "\u20ac")) {
            assertEquals(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length, Utf8.size(text), text);
        }
    }

    @Test
    void listsAreSnapshots() {
        List<String> lines = new ArrayList<>(List.of("A: 1"));
        Easy easy = Easy.create().set(EasyOption.HTTPHEADER, lines);
        lines.add("B: 2");
        assertEquals(List.of("A: 1"), easy.option(EasyOption.HTTPHEADER));
    }

    @Test
    void buffersAreBroughtIntoTheirRange() {
        assertEquals(1024, set(EasyOption.BUFFERSIZE, 0));
        assertEquals(1024, set(EasyOption.BUFFERSIZE, 1));
        assertEquals(10 * 1024 * 1024, set(EasyOption.BUFFERSIZE, Long.MAX_VALUE));
        assertEquals(16 * 1024, set(EasyOption.UPLOAD_BUFFERSIZE, 0));
        assertEquals(2 * 1024 * 1024, set(EasyOption.UPLOAD_BUFFERSIZE, Long.MAX_VALUE));
    }

    @Test
    void spansAreBroughtIntoTheirRange() {
        assertEquals(65_535, set(EasyOption.LOW_SPEED_TIME, 65_536));
        assertEquals(65_535, set(EasyOption.EXPECT_100_TIMEOUT_MS, 65_536));
        assertEquals(Integer.MAX_VALUE, set(EasyOption.TCP_KEEPIDLE, 1L << 40));
    }

    @Test
    void zeroMeansTheDefaultWhereLibcurlSaysSo() {
        assertEquals(5, set(EasyOption.MAXCONNECTS, 0));
        assertEquals(300_000, set(EasyOption.CONNECTTIMEOUT_MS, 0));
        assertEquals(300, set(EasyOption.CONNECTTIMEOUT, 0));
    }

    @Test
    void certificateTypesAreTakenInAnyCase() {
        assertEquals("P12", Easy.create().set(EasyOption.SSLCERTTYPE, "p12").option(EasyOption.SSLCERTTYPE));
    }

    @Test
    void theLastOfSecondsAndMillisecondsCounts() {
        for (var pair : List.of(
                List.of(EasyOption.TIMEOUT, EasyOption.TIMEOUT_MS),
                List.of(EasyOption.CONNECTTIMEOUT, EasyOption.CONNECTTIMEOUT_MS),
                List.of(EasyOption.SERVER_RESPONSE_TIMEOUT, EasyOption.SERVER_RESPONSE_TIMEOUT_MS))) {
            EasyOption<Long> seconds = pair.get(0);
            EasyOption<Long> millis = pair.get(1);
            Easy easy = Easy.create().set(millis, 1).set(seconds, 3);
            assertEquals(3000, easy.option(millis));
            easy.set(millis, 4567);
            assertEquals(4, easy.option(seconds));
            easy.set(seconds, Long.MAX_VALUE);
            assertEquals(Long.MAX_VALUE, easy.option(millis));
            easy.set(seconds, null);
            assertEquals(millis.defaultValue(), easy.option(millis));
            assertTrue(seconds.isAlias() && !millis.isAlias());
        }
    }

    @Test
    void theLastOfShortAndLargeCounts() {
        for (var pair : List.of(
                List.of(EasyOption.POSTFIELDSIZE, EasyOption.POSTFIELDSIZE_LARGE),
                List.of(EasyOption.RESUME_FROM, EasyOption.RESUME_FROM_LARGE),
                List.of(EasyOption.INFILESIZE, EasyOption.INFILESIZE_LARGE),
                List.of(EasyOption.TIMEVALUE, EasyOption.TIMEVALUE_LARGE),
                List.of(EasyOption.POST301, EasyOption.POSTREDIR),
                List.of(EasyOption.MAXFILESIZE, EasyOption.MAXFILESIZE_LARGE))) {
            Easy easy = Easy.create().set(pair.get(1), 1).set(pair.get(0), 2);
            assertEquals(2, easy.option(pair.get(1)));
            easy.set(pair.get(1), 3);
            assertEquals(3, easy.option(pair.get(0)));
            assertTrue(pair.get(0).isAlias() && !pair.get(1).isAlias());
        }
    }

    @Test
    void theLastOfOldAndNewNameCounts() {
        Easy easy = Easy.create().set(EasyOption.ENCODING, "gzip");
        assertEquals("gzip", easy.option(EasyOption.ACCEPT_ENCODING));
        easy.set(EasyOption.ACCEPT_ENCODING, "");
        assertEquals("", easy.option(EasyOption.ENCODING));
    }

    @Test
    void redirectsAreCountedInAShort() {
        assertEquals(32_767, set(EasyOption.MAXREDIRS, 32_768));
        assertEquals(32_767, set(EasyOption.MAXREDIRS, Long.MAX_VALUE));
    }

    @Test
    void copiedFieldsAreTheHandlesOwn() {
        byte[] fields = {1, 2, 3};
        Easy easy = Easy.create().set(EasyOption.COPYPOSTFIELDS, fields);
        fields[0] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, easy.option(EasyOption.COPYPOSTFIELDS));
        assertNotSame(easy.option(EasyOption.COPYPOSTFIELDS), easy.option(EasyOption.COPYPOSTFIELDS));
    }

    private static long set(EasyOption<Long> option, long value) {
        return Easy.create().set(option, value).option(option);
    }

    private static void assertSameValue(Object expected, Object actual) {
        if (expected instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) actual);
        } else {
            assertEquals(expected, actual);
        }
    }
}
