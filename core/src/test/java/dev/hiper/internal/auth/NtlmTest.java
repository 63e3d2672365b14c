package dev.hiper.internal.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NtlmTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Nonces FIXED = bytes -> Arrays.fill(bytes, (byte) 0xAA);
    private static final byte[] CLIENT_NONCE = HEX.parseHex("aaaaaaaaaaaaaaaa");
    private static final byte[] SERVER_NONCE = HEX.parseHex("0123456789abcdef");

    /** Milliseconds since 1970 at which the clock of Windows is zero. */
    private static final long WINDOWS_ZERO = -11_644_473_600_000L;

    private static final String TARGET_INFO =
            "02000c0044006f006d00610069006e0001000c00530065007200760065007200" + "00000000";

    private static final int UNICODE = 1;
    private static final int EXTENDED_SECURITY = 1 << 19;
    private static final int WITH_TARGET_INFO = 1 << 23;

    @Test
    void md4HasTheValuesOfItsRfc() {
        assertMd4("31d6cfe0d16ae931b73c59d7e0c089c0", "");
        assertMd4("bde52cb31de33e46245e05fbdbd6fb24", "a");
        assertMd4("a448017aaf21d8525fc10ae87aa6729d", "abc");
        assertMd4("d79e1c308aa5bbcdeea8ed63df412da9", "abcdefghijklmnopqrstuvwxyz");
        assertMd4("e33b4ddc9c38f2199c3e7b164fcc0536", "1234567890".repeat(8));
    }

    @Test
    void firstVersionHasTheValuesOfTheSpecification() throws GeneralSecurityException {
        assertEquals("a4f49c406510bdcab6824ee7c30fd852", HEX.formatHex(NtlmHashes.ntHash("Password")));
        assertEquals("e52cac67419a9a224a3b108f3fa6cb6d", HEX.formatHex(NtlmHashes.lmHash("Password")));
        assertEquals(
                "67c43011f30298a2ad35ece64f16331c44bdbed927841f94",
                HEX.formatHex(NtlmHashes.responseV1(NtlmHashes.ntHash("Password"), SERVER_NONCE)));
        assertEquals(
                "98def7b87f88aa5dafe2df779688a172def11c7d5ccdef13",
                HEX.formatHex(NtlmHashes.responseV1(NtlmHashes.lmHash("Password"), SERVER_NONCE)));
    }

    @Test
    void secondVersionHasTheValuesOfTheSpecification() throws GeneralSecurityException {
        byte[] hash = NtlmHashes.ntHashV2("User", "Domain", "Password");
        assertEquals("0c868a403bfd7a93a3001ef22ef02e3f", HEX.formatHex(hash));
        assertEquals(
                "86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa",
                HEX.formatHex(NtlmHashes.lmResponseV2(hash, SERVER_NONCE, CLIENT_NONCE)));
        NtlmChallenge challenge = new NtlmChallenge(0, SERVER_NONCE, HEX.parseHex(TARGET_INFO));
        String response = HEX.formatHex(NtlmHashes.ntResponseV2(hash, challenge, CLIENT_NONCE, WINDOWS_ZERO));
        assertEquals(
                "68cd0ab851e51c96aabc927bebef6a1c" + "01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000"
                        + TARGET_INFO + "00000000",
                response);
    }

    @Test
    void firstMessageNamesNobody() {
        assertEquals("TlRMTVNTUAABAAAABoIIAAAAAAAAAAAAAAAAAAAAAAA=", NtlmMessages.negotiate());
    }

    @Test
    void answerToAServerWithoutExtendedSecurity() throws TransferException {
        NtlmChallenge challenge = decoded(
                "TlRMTVNTUAACAAAAAgACADAAAACGggEAc51AYVDgyNcAAAAAAAAAAG4AbgAyAAAAQ0MCAAQAQwBDAAEAEgBFAEwASQBTAEEAQgBFAFQA"
                        + "SAAEABgAYwBjAC4AaQBjAGUAZABlAHYALgBuAHUAAwAsAGUAbABpAHMAYQBiAGUAdABoAC4AYwBjAC4AaQBjAGUAZABlAHYA"
                        + "LgBuAHUAAAAAAA==");
        assertEquals(
                "TlRMTVNTUAADAAAAGAAYAEAAAAAYABgAWAAAAAAAAABwAAAACAAIAHAAAAALAAsAeAAAAAAAAAAAAAAAhoIBAFpkQwKRCZFMhjj0tw47"
                        + "wEjKHRHlvzfxQamFcheMuv8v+xeqphEO5V41xRd7R9deOXRlc3R1c2VyV09SS1NUQVRJT04=",
                NtlmMessages.authenticate(Credentials.of("testuser", "testpass"), challenge, FIXED, 0));
        String withDomain =
                "TlRMTVNTUAADAAAAGAAYAEAAAAAYABgAWAAAAAgACABwAAAABgAGAHgAAAALAAsAfgAAAAAAAAAAAAAAhoIBAMIyJpR5mHpg2FZha5kR"
                        + "aFZ9436GAxPu0C5llxexSQ5QzVkiLSfkcpVyRgCXXqR+Am15ZG9tYWlubXlzZWxmV09SS1NUQVRJT04=";
        for (String user : new String[] {"mydomain\\myself", "mydomain/myself"}) {
            assertEquals(
                    withDomain, NtlmMessages.authenticate(Credentials.of(user, "secret"), challenge, FIXED, 0), user);
        }
    }

    @Test
    void answerToAServerWithExtendedSecurityIsOfTheSecondVersion() throws TransferException {
        NtlmChallenge challenge =
                new NtlmChallenge(UNICODE | EXTENDED_SECURITY, SERVER_NONCE, HEX.parseHex(TARGET_INFO));
        ByteBuffer message = message(
                NtlmMessages.authenticate(Credentials.of("Domain\\User", "Password"), challenge, FIXED, WINDOWS_ZERO));
        assertEquals("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa", HEX.formatHex(payload(message, 12)));
        assertEquals("68cd0ab851e51c96aabc927bebef6a1c", HEX.formatHex(Arrays.copyOf(payload(message, 20), 16)));
        assertEquals("Domain", new String(payload(message, 28), StandardCharsets.UTF_16LE));
        assertEquals("User", new String(payload(message, 36), StandardCharsets.UTF_16LE));
        assertEquals("WORKSTATION", new String(payload(message, 44), StandardCharsets.UTF_16LE));
        assertEquals(UNICODE | EXTENDED_SECURITY, message.getInt(60));
    }

    @Test
    @Tag("T149")
    void charactersBeyondTheBasicPlaneArriveWhole() throws TransferException {
        NtlmChallenge challenge = new NtlmChallenge(UNICODE, SERVER_NONCE, new byte[0]);
        String user = "\uD83D\uDE00\u00e9";
        ByteBuffer message = message(NtlmMessages.authenticate(Credentials.of(user, user), challenge, FIXED, 0));
        assertEquals(user, new String(payload(message, 36), StandardCharsets.UTF_16LE));
    }

    @Test
    @Tag("T149")
    void lengthsAreNeverCutOff() throws TransferException {
        NtlmChallenge challenge = new NtlmChallenge(0, SERVER_NONCE, new byte[0]);
        String kilobyte = "u".repeat(1024);
        ByteBuffer message =
                message(NtlmMessages.authenticate(Credentials.of(kilobyte, kilobyte), challenge, FIXED, 0));
        assertEquals(kilobyte, new String(payload(message, 36), StandardCharsets.UTF_8));
        assertEquals(
                0, payload(message(NtlmMessages.authenticate(Credentials.of("", ""), challenge, FIXED, 0)), 36).length);
        TransferException failure = assertThrows(
                TransferException.class,
                () -> NtlmMessages.authenticate(Credentials.of("u".repeat(1 << 16), "p"), challenge, FIXED, 0));
        assertEquals(ResultCode.TOO_LARGE, failure.result());
    }

    @Test
    @Tag("T148")
    void messageThatIsNoneIsRefused() {
        for (String text : new String[] {"", "$", "TlRM", "a".repeat(64), "A".repeat(1 << 17)}) {
            assertNull(NtlmChallenge.decode(text), text);
        }
        byte[] whole = challengeBytes(0, 0, 0);
        for (int length = 0; length < 32; length++) {
            assertNull(decode(Arrays.copyOf(whole, length)));
        }
        assertNotNull(decode(Arrays.copyOf(whole, 32)));
        whole[8] = 3;
        assertNull(decode(whole));
    }

    @Test
    @Tag("T148")
    void targetInfoOutsideTheMessageIsRefused() {
        assertNull(decode(challengeBytes(WITH_TARGET_INFO, 0xFFFF, 48)));
        assertNull(decode(challengeBytes(WITH_TARGET_INFO, 8, 49)));
        assertNull(decode(challengeBytes(WITH_TARGET_INFO, 8, 47)));
        assertNull(decode(challengeBytes(WITH_TARGET_INFO, 8, 0)));
        assertNull(decode(challengeBytes(WITH_TARGET_INFO, 8, -1)));
        assertNull(decode(challengeBytes(WITH_TARGET_INFO, 1, Integer.MAX_VALUE)));
        assertNotNull(decode(challengeBytes(0, 0xFFFF, -1)));
    }

    @Test
    void targetInfoIsTakenFromItsPlace() {
        NtlmChallenge challenge = decode(challengeBytes(WITH_TARGET_INFO, 7, 49));
        assertNotNull(challenge);
        assertArrayEquals(new byte[] {2, 3, 4, 5, 6, 7, 8}, challenge.targetInfo());
        assertArrayEquals(SERVER_NONCE, challenge.nonce());
    }

    @Test
    @Tag("T148")
    void noBytesDoHarm() {
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = challengeBytes(random.nextInt(), random.nextInt(80), random.nextInt(80) - 5);
            decode(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
        }
    }

    /** A message of 56 bytes, whose last eight count from one. */
    private static byte[] challengeBytes(int flags, int infoLength, int infoOffset) {
        ByteBuffer message = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        message.put(NtlmChallenge.SIGNATURE).putInt(2).putLong(0).putInt(flags).put(SERVER_NONCE);
        message.putLong(0)
                .putShort((short) infoLength)
                .putShort((short) infoLength)
                .putInt(infoOffset);
        message.put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        return message.array();
    }

    private static NtlmChallenge decode(byte[] bytes) {
        return NtlmChallenge.decode(Base64.getEncoder().encodeToString(bytes));
    }

    private static NtlmChallenge decoded(String base64) {
        return Objects.requireNonNull(NtlmChallenge.decode(base64));
    }

    private static ByteBuffer message(String base64) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] payload(ByteBuffer message, int at) {
        int offset = message.getInt(at + 4);
        byte[] bytes = new byte[message.getShort(at)];
        message.get(offset, bytes);
        return bytes;
    }

    private static void assertMd4(String expected, String text) {
        assertEquals(expected, HEX.formatHex(Md4.hash(text.getBytes(StandardCharsets.US_ASCII))));
    }
}
