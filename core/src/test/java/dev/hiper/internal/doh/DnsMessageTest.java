package dev.hiper.internal.doh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsMessageTest {
    private static final int NAME = 12;

    @Test
    void questionOfTheStandardsExample() throws Exception {
        // RFC 8484, 4.1.1.
        String expected = "00000100000100000000000003777777076578616d706c6503636f6d0000010001";
        assertEquals(expected, hex(DnsMessage.question("www.example.com", RecordType.A)));
        assertEquals(expected, hex(DnsMessage.question("www.example.com.", RecordType.A)), "The root may be named.");
        assertTrue(hex(DnsMessage.question("www.example.com", RecordType.AAAA)).endsWith("001c0001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".a", "a..", "b\u00fccher.example"})
    void whatIsNoNameCannotBeAsked(String host) {
        assertThrows(TransferException.class, () -> DnsMessage.question(host, RecordType.A));
    }

    @Test
    @Tag("T204")
    void lengthsOfNamesAreThoseOfDns() throws Exception {
        String label = "a".repeat(63);
        DnsMessage.question(label + ".test", RecordType.A);
        assertThrows(TransferException.class, () -> DnsMessage.question("a" + label + ".test", RecordType.A));

        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertEquals(12 + 255 + 4, DnsMessage.question(longest, RecordType.A).length);
        assertThrows(TransferException.class, () -> DnsMessage.question(longest + "a", RecordType.A));
    }

    @Test
    void answerOfTheStandardsExample() throws Exception {
        // RFC 8484, 4.2.2.
        byte[] message = HexFormat.of()
                .parseHex("000081800001000100000000" + "03777777076578616d706c6503636f6d00001c0001"
                        + "c00c001c000100000e7d001020010db8abcd00120001000200030004");
        DnsAnswer answer = DnsMessage.answer(message, "www.example.com", RecordType.AAAA);
        assertEquals(List.of(InetAddress.getByName("2001:db8:abcd:12:1:2:3:4")), answer.addresses());
        assertEquals(3709, answer.ttlSeconds());
    }

    @Test
    void nameIsComparedWithoutCase() throws Exception {
        assertEquals(addresses("1.2.3.4"), read(Messages.one("A.TeSt", RecordType.A, 5, 1, 2, 3, 4)));
    }

    @Test
    void nameThatDoesNotExistIsAnAnswer() throws Exception {
        assertEquals(List.of(), read(Messages.code("a.test", RecordType.A, 3)));
        assertEquals(
                List.of(), read(Messages.code("a.test", RecordType.A, 0)), "It may have other kinds of addresses.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 15})
    @Tag("T204")
    void failureOfTheServerIsTold(int code) {
        TransferException problem = refused(Messages.code("a.test", RecordType.A, code));
        assertEquals(ResultCode.COULDNT_RESOLVE_HOST, problem.result());
        assertTrue(String.valueOf(problem.getMessage()).contains("code " + code), problem.getMessage());
    }

    @Test
    void aliasesAreFollowedInAnyOrder() throws Exception {
        byte[] message = answers(3)
                .name("c.test")
                .record(1, 100, 1, 2, 3, 4)
                .name("b.test")
                .alias(70, "c.test")
                .name("a.test")
                .alias(90, "B.test")
                .toBytes();
        DnsAnswer answer = DnsMessage.answer(message, "a.test", RecordType.A);
        assertEquals(addresses("1.2.3.4"), answer.addresses());
        assertEquals(70, answer.ttlSeconds(), "The shortest of the chain.");
    }

    @Test
    @Tag("T204")
    void addressesOfOthersAreNotBelieved() throws Exception {
        byte[] message = new Messages()
                .header(0, 0x8180, 1, 2, 1, 1)
                .question("a.test", RecordType.A)
                .name("bank.test")
                .record(1, 100, 6, 6, 6, 6)
                .name("a.test")
                .alias(100, "b.other")
                .name("b.other")
                .record(1, 100, 7, 7, 7, 7)
                .name("b.other")
                .record(1, 100, 8, 8, 8, 8)
                .toBytes();
        assertEquals(List.of(), read(message), "Neither other names nor other sections than that of answers.");
    }

    @Test
    @Tag("T204")
    void recordsOfOtherKindAndClassArePassedOver() throws Exception {
        byte[] message = answers(4)
                .pointer(NAME)
                .record(28, 1, 1, 2, 3)
                .pointer(NAME)
                .record(46, 1, 9, 9)
                .pointer(NAME)
                .raw(0, 1, 0, 3, 0, 0, 0, 9, 0, 4, 6, 6, 6, 6)
                .pointer(NAME)
                .record(1, 50, 1, 2, 3, 4)
                .toBytes();
        assertEquals(addresses("1.2.3.4"), read(message));
    }

    @Test
    @Tag("T204")
    void aliasesInCirclesEnd() {
        byte[] circle = answers(2)
                .name("a.test")
                .alias(1, "b.test")
                .name("b.test")
                .alias(1, "a.test")
                .toBytes();
        assertTrue(String.valueOf(refused(circle).getMessage()).contains("circles"));
        refused(answers(1).pointer(NAME).alias(1, "a.test").toBytes());
    }

    @Test
    @Tag("T204")
    void onlySoManyAliasesAreFollowed() throws Exception {
        assertEquals(addresses("1.2.3.4"), read(chain(Limits.DNS_ALIASES)));
        refused(chain(Limits.DNS_ALIASES + 1));
    }

    private static byte[] chain(int aliases) {
        Messages message = answers(aliases + 1);
        String name = "a.test";
        for (int i = 0; i < aliases; i++) {
            String next = "n" + i + ".test";
            message.name(name).alias(9, next);
            name = next;
        }
        return message.name(name).record(1, 9, 1, 2, 3, 4).toBytes();
    }

    @Test
    @Tag("T204")
    void timesToLiveAreClamped() throws Exception {
        assertEquals(0, ttl(0));
        assertEquals(300, ttl(300));
        assertEquals(Limits.DNS_TTL_SECONDS, ttl(Integer.MAX_VALUE));
        assertEquals(0, ttl(Integer.MIN_VALUE), "RFC 2181, 8.");
        assertEquals(0, ttl(-1));
    }

    private static long ttl(int sent) throws TransferException {
        return DnsMessage.answer(Messages.one("a.test", RecordType.A, sent, 1, 2, 3, 4), "a.test", RecordType.A)
                .ttlSeconds();
    }

    @Test
    @Tag("T088")
    void numberOfAddressesIsBounded() throws Exception {
        int many = 4000;
        Messages message = answers(many);
        for (int i = 0; i < many; i++) {
            message.pointer(NAME).record(1, 9, 10, 0, i >> 8, i & 0xff);
        }
        assertEquals(Limits.ADDRESSES, read(message.toBytes()).size());
    }

    @Test
    @Tag("T204")
    void answerToAnotherQuestionIsRefused() {
        byte[] good = Messages.one("a.test", RecordType.A, 5, 1, 2, 3, 4);
        refused(changed(good, 1, 1));
        refused(changed(good, 2, 0x01));
        refused(changed(good, 2, 0x89));
        refused(changed(good, 2, 0x83));
        refused(changed(good, 5, 0));
        refused(changed(good, 5, 2));
        refused(changed(good, 13, 'b'));
        refused(changed(good, 21, 28));
        refused(changed(good, 23, 3));
    }

    private static byte[] changed(byte[] message, int at, int value) {
        byte[] changed = message.clone();
        changed[at] = (byte) value;
        return changed;
    }

    @Test
    @Tag("T204")
    void pointersLeadBackOrNowhere() throws Exception {
        refused(answers(1).pointer(24).record(1, 9, 1, 2, 3, 4).toBytes());
        refused(answers(1).pointer(30).record(1, 9, 1, 2, 3, 4).toBytes());
        refused(answers(1).pointer(0).record(1, 9, 1, 2, 3, 4).toBytes());
        refused(answers(1).pointer(16_383).record(1, 9, 1, 2, 3, 4).toBytes());
        // A label, and then back to that label: it would grow for ever.
        refused(answers(1).raw(1, 'x').pointer(24).record(1, 9, 1, 2, 3, 4).toBytes());
        // Two that point at each other.
        refused(answers(2)
                .pointer(40)
                .record(1, 9, 1, 2, 3, 4)
                .pointer(24)
                .record(1, 9, 1, 2, 3, 4)
                .toBytes());
        assertEquals(addresses("1.2.3.4"), read(Messages.one("a.test", RecordType.A, 5, 1, 2, 3, 4)));
    }

    @Test
    @Tag("T204")
    void numberOfPointersInOneNameIsBounded() {
        Messages message = answers(1);
        int first = message.size() + 2 + 10;
        // The data of a record of unknown kind is a long staircase of pointers.
        int steps = Limits.DNS_NAME_POINTERS + 10;
        int[] stairs = new int[2 * steps];
        for (int i = 0; i < steps; i++) {
            int target = i == 0 ? NAME : first + 2 * (i - 1);
            stairs[2 * i] = 0xc0 | target >> 8;
            stairs[2 * i + 1] = target & 0xff;
        }
        message.pointer(NAME).record(99, 1, stairs);
        byte[] all = message.pointer(first + 2 * (steps - 1))
                .record(1, 1, 1, 2, 3, 4)
                .toBytes();
        refused(changed(all, 7, 2));
    }

    @Test
    @Tag("T204")
    void labelsOfUnknownKindAreRefused() {
        refused(answers(1).raw(0x40, 0).record(1, 9, 1, 2, 3, 4).toBytes());
        refused(answers(1).raw(0x80, 0).record(1, 9, 1, 2, 3, 4).toBytes());
    }

    @Test
    @Tag("T204")
    void longNamesInAnswersAreRefused() throws Exception {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertEquals(
                List.of(),
                read(answers(1).name(longest).record(1, 9, 1, 2, 3, 4).toBytes()));
        refused(answers(1).name(longest + "a").record(1, 9, 1, 2, 3, 4).toBytes());
    }

    @Test
    void dotInLabelIsNotTheEndOfLabel() throws Exception {
        byte[] message = answers(1)
                .raw(6, 'a', '.', 't', 'e', 's', 't', 0)
                .record(1, 9, 6, 6, 6, 6)
                .toBytes();
        assertEquals(List.of(), read(message));
    }

    @Test
    @Tag("T204")
    void lengthsOfDataMustFit() {
        refused(answers(1).pointer(NAME).record(1, 9, 1, 2, 3).toBytes());
        refused(answers(1).pointer(NAME).record(1, 9, 1, 2, 3, 4, 5).toBytes());
        refused(answers(1).pointer(NAME).record(5, 9, 1, 'b', 0, 0).toBytes());
        refused(answers(1)
                .pointer(NAME)
                .raw(0, 1, 0, 1, 0, 0, 0, 9, 0xff, 0xff, 1, 2, 3, 4)
                .toBytes());
    }

    @Test
    @Tag("T204")
    void everyPieceOfAnAnswerIsRefused() throws Exception {
        byte[] whole = new Messages()
                .header(0, 0x8180, 1, 2, 0, 1)
                .question("a.test", RecordType.A)
                .pointer(NAME)
                .alias(9, "b.test")
                .name("b.test")
                .record(1, 9, 1, 2, 3, 4)
                .raw(0)
                .record(41, 0)
                .toBytes();
        assertEquals(addresses("1.2.3.4"), read(whole));
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length));
        }
        refused(Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    @Tag("T204")
    void noBytesDoHarm() {
        Random random = new Random(1);
        byte[] good = Messages.one("a.test", RecordType.A, 5, 1, 2, 3, 4);
        for (int run = 0; run < 20_000; run++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertTrue(read(bad).size() <= 1);
            } catch (TransferException refused) {
                assertEquals(ResultCode.COULDNT_RESOLVE_HOST, refused.result());
            }
        }
    }

    private static Messages answers(int count) {
        return new Messages().header(0, 0x8180, 1, count, 0, 0).question("a.test", RecordType.A);
    }

    private static TransferException refused(byte[] message) {
        return assertThrows(TransferException.class, () -> read(message));
    }

    private static List<InetAddress> read(byte[] message) throws TransferException {
        return DnsMessage.answer(message, "a.test", RecordType.A).addresses();
    }

    private static List<InetAddress> addresses(String text) throws Exception {
        return List.of(InetAddress.getByName(text));
    }

    private static String hex(byte[] bytes) {
        assertArrayEquals(new byte[] {0, 0}, Arrays.copyOf(bytes, 2), "the id");
        return HexFormat.of().formatHex(bytes);
    }
}
