package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Numbers that programs for libcurl know by heart. */
class ConstantsTest {
    @Test
    void multiCodes() {
        assertCodes(MultiCode.values(), MultiCode::code, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertEquals(8, MultiCode.RECURSIVE_API_CALL.code());
        assertEquals(11, MultiCode.ABORTED_BY_CALLBACK.code());
        assertEquals(
                MultiCode.values().length,
                Arrays.stream(MultiCode.values())
                        .map(MultiCode::text)
                        .distinct()
                        .count());
    }

    @Test
    void pollActions() {
        assertCodes(PollAction.values(), PollAction::code, 0, 1, 2, 3, 4);
        assertEquals(List.of(PollAction.IN, PollAction.INOUT), select(PollAction::in));
        assertEquals(List.of(PollAction.OUT, PollAction.INOUT), select(PollAction::out));
    }

    private static List<PollAction> select(java.util.function.Predicate<PollAction> property) {
        return Arrays.stream(PollAction.values()).filter(property).toList();
    }

    @Test
    void enumsWithLibcurlsNumbers() {
        assertCodes(Notification.values(), Notification::code, 0, 1);
        assertCodes(MultiCount.values(), MultiCount::code, 1, 2, 3, 4, 5);
        assertCodes(HttpVersion.values(), HttpVersion::code, 0, 1, 2, 3, 4, 5, 30, 31);
        assertCodes(IpResolve.values(), IpResolve::code, 0, 1, 2);
        assertCodes(InfoType.values(), InfoType::code, 0, 1, 2, 3, 4, 5, 6);
        assertCodes(SeekResult.values(), SeekResult::code, 0, 1, 2);
        assertCodes(SockoptResult.values(), SockoptResult::code, 0, 1, 2);
        assertCodes(CallbackResult.values(), CallbackResult::code, 0, 1);
        assertCodes(ProxyType.values(), ProxyType::code, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertCodes(HeaderCode.values(), HeaderCode::code, 0, 1, 2, 3, 4, 5, 6, 7);
        assertEquals(
                List.of(Netrc.IGNORED, Netrc.OPTIONAL, Netrc.REQUIRED), List.of(Netrc.values()), "in libcurl's order");
        assertEquals(
                List.of(
                        TimeCondition.NONE,
                        TimeCondition.IFMODSINCE,
                        TimeCondition.IFUNMODSINCE,
                        TimeCondition.LASTMOD),
                List.of(TimeCondition.values()),
                "in libcurl's order");
    }

    @Test
    void bits() {
        assertEquals(List.of(1, 2, 4), List.of(Readiness.IN, Readiness.OUT, Readiness.ERR));
        assertEquals(List.of(1, 4, 5, 0), List.of(Pause.RECV, Pause.SEND, Pause.ALL, Pause.CONT));
        assertEquals(List.of(0, 0), List.of(Pause.RECV_CONT, Pause.SEND_CONT));
        assertEquals(List.of(0L, 1L, 2L), List.of(Pipelining.NOTHING, Pipelining.HTTP1, Pipelining.MULTIPLEX));
        assertEquals(
                List.of(1L, 2L, 4L),
                List.of(NetworkChange.CLEAR_ALL, NetworkChange.CLEAR_CONNS, NetworkChange.CLEAR_DNS));
        assertEquals(
                List.of(0L, 1L, 4L, 5L, 6L, 7L),
                List.of(
                        SslVersion.DEFAULT,
                        SslVersion.TLSV1,
                        SslVersion.TLSV1_0,
                        SslVersion.TLSV1_1,
                        SslVersion.TLSV1_2,
                        SslVersion.TLSV1_3));
        assertEquals(
                List.of(0x10000L, 0x40000L, 0x50000L, 0x60000L, 0x70000L),
                List.of(
                        SslVersion.MAX_DEFAULT,
                        SslVersion.MAX_TLSV1_0,
                        SslVersion.MAX_TLSV1_1,
                        SslVersion.MAX_TLSV1_2,
                        SslVersion.MAX_TLSV1_3));
    }

    @Test
    void bitsOfAuthenticationAndTls() {
        assertEquals(
                List.of(0L, 1L, 2L, 4L, 8L, 16L, 64L, 128L, 0x8000_0000L),
                List.of(
                        HttpAuth.NONE,
                        HttpAuth.BASIC,
                        HttpAuth.DIGEST,
                        HttpAuth.NEGOTIATE,
                        HttpAuth.NTLM,
                        HttpAuth.DIGEST_IE,
                        HttpAuth.BEARER,
                        HttpAuth.AWS_SIGV4,
                        HttpAuth.ONLY));
        assertEquals(
                List.of(1L, 2L, 4L, 8L, 16L),
                List.of(
                        SslOptions.ALLOW_BEAST,
                        SslOptions.NO_REVOKE,
                        SslOptions.NO_PARTIALCHAIN,
                        SslOptions.REVOKE_BEST_EFFORT,
                        SslOptions.NATIVE_CA));
    }

    @Test
    void answersOfCallbacks() {
        assertEquals(0x10000001, ReadCallback.PAUSE);
        assertEquals(0x10000000, ReadCallback.ABORT);
        assertEquals(0x10000001, XferInfoCallback.CONTINUE);
    }

    @Test
    void everySocketActionIsEitherAboutReadingOrWritingOrNeither() {
        assertFalse(PollAction.NONE.in() || PollAction.NONE.out() || PollAction.REMOVE.in() || PollAction.REMOVE.out());
        assertTrue(PollAction.INOUT.in() && PollAction.INOUT.out());
    }

    private static <E> void assertCodes(E[] values, ToIntFunction<E> code, int... expected) {
        assertEquals(
                Arrays.stream(expected).boxed().toList(),
                Arrays.stream(values).map(code::applyAsInt).toList());
    }
}
