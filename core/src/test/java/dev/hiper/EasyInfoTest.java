package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ProxyCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.http1.ResponseParser;
import dev.hiper.internal.message.ResponseHead;
import dev.hiper.internal.transfer.TransferInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be asked about a transfer, in libcurl's names, numbers and conventions. */
class EasyInfoTest {
    private final Easy easy = Easy.create();
    private final TransferInfo info = easy.transferInfo();

    @Test
    @SuppressWarnings("unchecked") // The type says that it is a number.
    void numbersAreAnsweredWithoutAnObjectToo() {
        info.responseCode = 404;
        info.downloaded = 5_000_000_000L;
        assertEquals(404, easy.infoLong(EasyInfo.RESPONSE_CODE));
        assertEquals(5_000_000_000L, easy.infoLong(EasyInfo.SIZE_DOWNLOAD_T));
        for (EasyInfo<?> any : EasyInfo.all()) {
            if (any.type() == Long.class) {
                EasyInfo<Long> number = (EasyInfo<Long>) any;
                assertEquals(easy.info(number), easy.infoLong(number), number.name());
            }
        }
    }

    @Test
    void namesAndNumbersAreLibcurls() {
        Map<String, Integer> expected = new HashMap<>();
        expected.put("EFFECTIVE_URL", 0x100001);
        expected.put("RESPONSE_CODE", 0x200002);
        expected.put("TOTAL_TIME", 0x300003);
        expected.put("TOTAL_TIME_T", 0x600032);
        expected.put("NAMELOOKUP_TIME", 0x300004);
        expected.put("NAMELOOKUP_TIME_T", 0x600033);
        expected.put("CONNECT_TIME", 0x300005);
        expected.put("CONNECT_TIME_T", 0x600034);
        expected.put("PRETRANSFER_TIME", 0x300006);
        expected.put("PRETRANSFER_TIME_T", 0x600035);
        expected.put("SIZE_UPLOAD_T", 0x600007);
        expected.put("SIZE_DOWNLOAD_T", 0x600008);
        expected.put("SPEED_DOWNLOAD_T", 0x600009);
        expected.put("SPEED_UPLOAD_T", 0x60000a);
        expected.put("HEADER_SIZE", 0x20000b);
        expected.put("REQUEST_SIZE", 0x20000c);
        expected.put("SSL_VERIFYRESULT", 0x20000d);
        expected.put("CONTENT_LENGTH_DOWNLOAD_T", 0x60000f);
        expected.put("CONTENT_LENGTH_UPLOAD_T", 0x600010);
        expected.put("STARTTRANSFER_TIME", 0x300011);
        expected.put("STARTTRANSFER_TIME_T", 0x600036);
        expected.put("CONTENT_TYPE", 0x100012);
        expected.put("PRIVATE", 0x100015);
        expected.put("NUM_CONNECTS", 0x20001a);
        expected.put("REDIRECT_URL", 0x10001f);
        expected.put("PRIMARY_IP", 0x100020);
        expected.put("APPCONNECT_TIME", 0x300021);
        expected.put("APPCONNECT_TIME_T", 0x600038);
        expected.put("CERTINFO", 0x400022);
        expected.put("CONDITION_UNMET", 0x200023);
        expected.put("PRIMARY_PORT", 0x200028);
        expected.put("LOCAL_IP", 0x100029);
        expected.put("LOCAL_PORT", 0x20002a);
        expected.put("ACTIVESOCKET", 0x50002c);
        expected.put("HTTP_VERSION", 0x20002e);
        expected.put("SCHEME", 0x100031);
        expected.put("RETRY_AFTER", 0x600039);
        expected.put("EFFECTIVE_METHOD", 0x10003a);
        expected.put("REFERER", 0x10003c);
        expected.put("XFER_ID", 0x60003f);
        expected.put("CONN_ID", 0x600040);
        expected.put("QUEUE_TIME_T", 0x600041);
        expected.put("POSTTRANSFER_TIME_T", 0x600043);
        expected.put("SIZE_DELIVERED", 0x600047);
        expected.put("REDIRECT_COUNT", 0x200014);
        expected.put("REDIRECT_TIME_T", 0x600037);
        expected.put("REDIRECT_TIME", 0x300013);
        expected.put("FILETIME_T", 0x60000e);
        expected.put("FILETIME", 0x20000e);
        expected.put("HTTP_CONNECTCODE", 0x200016);
        expected.put("HTTPAUTH_AVAIL", 0x200017);
        expected.put("PROXYAUTH_AVAIL", 0x200018);
        expected.put("HTTPAUTH_USED", 0x200045);
        expected.put("PROXYAUTH_USED", 0x200046);
        expected.put("PROXY_ERROR", 0x20003b);
        expected.put("USED_PROXY", 0x200042);
        expected.put("PROXY_SSL_VERIFYRESULT", 0x20002f);
        expected.put("COOKIELIST", 0x40001c);
        Set<String> names = new HashSet<>();
        for (EasyInfo<?> one : EasyInfo.all()) {
            assertTrue(names.add(one.name()));
            assertEquals(expected.get(one.name()), one.id(), one.name());
            assertSame(one, EasyInfo.byName(one.name().toLowerCase(java.util.Locale.ROOT)));
        }
        assertEquals(expected.keySet(), names);
        assertNull(EasyInfo.byName("FTP_ENTRY_PATH"));
        assertThrows(UnsupportedOperationException.class, () -> EasyInfo.all().clear());
    }

    @Test
    void answersAreOfTheTypeThatIsSaid() {
        for (EasyInfo<?> one : EasyInfo.all()) {
            Object answer = easy.info(one);
            assertTrue(answer == null || one.type().isInstance(answer), one.name());
        }
    }

    @Test
    void beforeATransfer() {
        assertEquals("", easy.info(EasyInfo.EFFECTIVE_URL));
        assertEquals(0, easy.info(EasyInfo.RESPONSE_CODE));
        assertEquals("GET", easy.info(EasyInfo.EFFECTIVE_METHOD));
        assertEquals(HttpVersion.NONE, easy.info(EasyInfo.HTTP_VERSION));
        assertNull(easy.info(EasyInfo.SCHEME));
        assertNull(easy.info(EasyInfo.CONTENT_TYPE));
        assertNull(easy.info(EasyInfo.REDIRECT_URL));
        assertNull(easy.info(EasyInfo.ACTIVESOCKET));
        assertEquals(0, easy.info(EasyInfo.RETRY_AFTER));
        assertEquals("", easy.info(EasyInfo.PRIMARY_IP));
        assertEquals(-1, easy.info(EasyInfo.PRIMARY_PORT));
        assertEquals("", easy.info(EasyInfo.LOCAL_IP));
        assertEquals(-1, easy.info(EasyInfo.LOCAL_PORT));
        assertEquals(-1, easy.info(EasyInfo.CONTENT_LENGTH_DOWNLOAD_T));
        assertEquals(-1, easy.info(EasyInfo.CONTENT_LENGTH_UPLOAD_T));
        assertEquals(-1, easy.info(EasyInfo.XFER_ID));
        assertEquals(-1, easy.info(EasyInfo.CONN_ID));
        assertEquals(List.of(), easy.info(EasyInfo.CERTINFO));
        assertEquals(0, easy.info(EasyInfo.REDIRECT_COUNT));
        assertEquals(-1, easy.info(EasyInfo.FILETIME_T));
        assertEquals(0, easy.info(EasyInfo.HTTP_CONNECTCODE));
        assertEquals(0, easy.info(EasyInfo.HTTPAUTH_AVAIL));
        assertEquals(0, easy.info(EasyInfo.PROXYAUTH_AVAIL));
        assertEquals(0, easy.info(EasyInfo.PROXY_ERROR));
        assertEquals(0, easy.info(EasyInfo.USED_PROXY));
        assertEquals(List.of(), easy.info(EasyInfo.COOKIELIST), "no cookie engine");
        assertFalse(easy.info(EasyInfo.CONDITION_UNMET));
    }

    @Test
    void timesAreMicrosecondsAndSeconds() {
        info.totalNanos = 1_500_000_999;
        info.nameLookupNanos = 1_000;
        info.connectNanos = 2_000;
        info.appConnectNanos = 3_000;
        info.preTransferNanos = 4_000;
        info.postTransferNanos = 5_000;
        info.startTransferNanos = 6_000;
        info.queueNanos = 7_000;
        assertEquals(1_500_000, easy.info(EasyInfo.TOTAL_TIME_T));
        assertEquals(1.500000999, easy.info(EasyInfo.TOTAL_TIME));
        assertEquals(1, easy.info(EasyInfo.NAMELOOKUP_TIME_T));
        assertEquals(1e-6, easy.info(EasyInfo.NAMELOOKUP_TIME));
        assertEquals(2, easy.info(EasyInfo.CONNECT_TIME_T));
        assertEquals(2e-6, easy.info(EasyInfo.CONNECT_TIME));
        assertEquals(3, easy.info(EasyInfo.APPCONNECT_TIME_T));
        assertEquals(3e-6, easy.info(EasyInfo.APPCONNECT_TIME));
        assertEquals(4, easy.info(EasyInfo.PRETRANSFER_TIME_T));
        assertEquals(4e-6, easy.info(EasyInfo.PRETRANSFER_TIME));
        assertEquals(5, easy.info(EasyInfo.POSTTRANSFER_TIME_T));
        assertEquals(6, easy.info(EasyInfo.STARTTRANSFER_TIME_T));
        assertEquals(6e-6, easy.info(EasyInfo.STARTTRANSFER_TIME));
        assertEquals(7, easy.info(EasyInfo.QUEUE_TIME_T));
        info.redirectNanos = 8_000;
        assertEquals(8, easy.info(EasyInfo.REDIRECT_TIME_T));
        assertEquals(8e-6, easy.info(EasyInfo.REDIRECT_TIME));
    }

    @Test
    void countsAndSizes() {
        info.uploaded = 1;
        info.downloaded = 2;
        info.delivered = 3;
        info.headerBytes = 4;
        info.requestBytes = 5;
        info.contentLengthDownload = 6;
        info.contentLengthUpload = 7;
        info.newConnections = 8;
        info.transferId = 9;
        info.connectionId = 10;
        info.verifyResult = 12;
        assertEquals(1, easy.info(EasyInfo.SIZE_UPLOAD_T));
        assertEquals(2, easy.info(EasyInfo.SIZE_DOWNLOAD_T));
        assertEquals(3, easy.info(EasyInfo.SIZE_DELIVERED));
        assertEquals(4, easy.info(EasyInfo.HEADER_SIZE));
        assertEquals(5, easy.info(EasyInfo.REQUEST_SIZE));
        assertEquals(6, easy.info(EasyInfo.CONTENT_LENGTH_DOWNLOAD_T));
        assertEquals(7, easy.info(EasyInfo.CONTENT_LENGTH_UPLOAD_T));
        assertEquals(8, easy.info(EasyInfo.NUM_CONNECTS));
        assertEquals(9, easy.info(EasyInfo.XFER_ID));
        assertEquals(10, easy.info(EasyInfo.CONN_ID));
        assertEquals(12, easy.info(EasyInfo.SSL_VERIFYRESULT));
    }

    @Test
    void redirectsAuthenticationAndProxies() {
        info.redirectCount = 1;
        info.fileTime = 2;
        info.connectCode = 3;
        info.authAvailable = HttpAuth.BASIC | HttpAuth.DIGEST;
        info.proxyAuthAvailable = HttpAuth.NTLM;
        info.authUsed = HttpAuth.DIGEST;
        info.proxyAuthUsed = HttpAuth.BASIC;
        info.proxyError = ProxyCode.USER_REJECTED.number();
        info.usedProxy = true;
        info.proxyVerifyResult = 4;
        assertEquals(1, easy.info(EasyInfo.REDIRECT_COUNT));
        assertEquals(2, easy.info(EasyInfo.FILETIME_T));
        assertEquals(2, easy.info(EasyInfo.FILETIME));
        assertEquals(3, easy.info(EasyInfo.HTTP_CONNECTCODE));
        assertEquals(3, easy.info(EasyInfo.HTTPAUTH_AVAIL));
        assertEquals(8, easy.info(EasyInfo.PROXYAUTH_AVAIL));
        assertEquals(2, easy.info(EasyInfo.HTTPAUTH_USED));
        assertEquals(1, easy.info(EasyInfo.PROXYAUTH_USED));
        assertEquals(33, easy.info(EasyInfo.PROXY_ERROR));
        assertEquals(1, easy.info(EasyInfo.USED_PROXY));
        assertEquals(4, easy.info(EasyInfo.PROXY_SSL_VERIFYRESULT));
    }

    @Test
    void cookiesAreLinesOfNetscapesFormat() {
        easy.set(EasyOption.COOKIELIST, "Set-Cookie: a=b; domain=host.example; path=/p");
        assertEquals(List.of(".host.example\tTRUE\t/p\tFALSE\t0\ta\tb"), easy.info(EasyInfo.COOKIELIST));
        easy.set(EasyOption.COOKIELIST, "ALL");
        assertEquals(List.of(), easy.info(EasyInfo.COOKIELIST));
    }

    @Test
    void speedsAreAveragesAndDoNotOverflow() {
        info.downloaded = 3_000_000;
        info.uploaded = 5;
        info.totalNanos = 1_500_000_000;
        assertEquals(2_000_000, easy.info(EasyInfo.SPEED_DOWNLOAD_T));
        assertEquals(3, easy.info(EasyInfo.SPEED_UPLOAD_T));
        info.totalNanos = 0;
        assertEquals(5_000_000, easy.info(EasyInfo.SPEED_UPLOAD_T));
        info.downloaded = Long.MAX_VALUE;
        assertEquals(Long.MAX_VALUE, easy.info(EasyInfo.SPEED_DOWNLOAD_T));
        info.totalNanos = 4_000_000_000L;
        assertEquals(Long.MAX_VALUE / 4, easy.info(EasyInfo.SPEED_DOWNLOAD_T));
    }

    @Test
    void addressesAreShownAsLibcurlDoes() throws UnknownHostException {
        info.remoteAddress = new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), 443);
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        info.localAddress = new InetSocketAddress(InetAddress.getByAddress(loopback), 50_000);
        assertEquals("10.0.0.1", easy.info(EasyInfo.PRIMARY_IP));
        assertEquals(443, easy.info(EasyInfo.PRIMARY_PORT));
        assertEquals("::1", easy.info(EasyInfo.LOCAL_IP));
        assertEquals(50_000, easy.info(EasyInfo.LOCAL_PORT));
        info.remoteAddress = UnixDomainSocketAddress.of("/run/socket");
        assertEquals("/run/socket", easy.info(EasyInfo.PRIMARY_IP));
        assertEquals(-1, easy.info(EasyInfo.PRIMARY_PORT));
    }

    @Test
    void aZoneIsNotPartOfAnAddress() throws UnknownHostException {
        byte[] linkLocal = new byte[16];
        linkLocal[0] = (byte) 0xfe;
        linkLocal[1] = (byte) 0x80;
        linkLocal[15] = 2;
        info.remoteAddress = new InetSocketAddress(java.net.Inet6Address.getByAddress(null, linkLocal, 3), 80);
        assertEquals("fe80::2", easy.info(EasyInfo.PRIMARY_IP));
    }

    @Test
    void versionsAreLibcurls() {
        int[] tenfold = {0, 9, 10, 11, 20, 30};
        HttpVersion[] expected = {
            HttpVersion.NONE,
            HttpVersion.NONE,
            HttpVersion.HTTP_1_0,
            HttpVersion.HTTP_1_1,
            HttpVersion.HTTP_2_0,
            HttpVersion.HTTP_3
        };
        for (int i = 0; i < tenfold.length; i++) {
            info.httpVersion = tenfold[i];
            assertEquals(expected[i], easy.info(EasyInfo.HTTP_VERSION));
        }
    }

    @Test
    void methodAndUrlThatWereUsed() {
        easy.set(EasyOption.UPLOAD, true);
        assertEquals("PUT", easy.info(EasyInfo.EFFECTIVE_METHOD));
        easy.set(EasyOption.CUSTOMREQUEST, "PATCH");
        assertEquals("PATCH", easy.info(EasyInfo.EFFECTIVE_METHOD));
        info.effectiveMethod = "GET";
        info.effectiveUrl = "http://host/";
        info.scheme = "http";
        assertEquals("GET", easy.info(EasyInfo.EFFECTIVE_METHOD));
        assertEquals("http://host/", easy.info(EasyInfo.EFFECTIVE_URL));
        assertEquals("http", easy.info(EasyInfo.SCHEME));
    }

    @Test
    void optionsThatAreAskedBack() {
        Object mine = new Object();
        easy.set(EasyOption.PRIVATE, mine).set(EasyOption.REFERER, "http://from/");
        assertSame(mine, easy.info(EasyInfo.PRIVATE));
        assertEquals("http://from/", easy.info(EasyInfo.REFERER));
    }

    @Test
    void theConditionIsUnmetAt304() {
        info.responseCode = 304;
        assertEquals(304, easy.info(EasyInfo.RESPONSE_CODE));
        assertTrue(easy.info(EasyInfo.CONDITION_UNMET));
    }

    @Test
    void theConditionIsUnmetWhenTheEngineKeptTheBodyAway() {
        info.responseCode = 200;
        assertFalse(easy.info(EasyInfo.CONDITION_UNMET));
        info.conditionUnmet = true;
        assertTrue(easy.info(EasyInfo.CONDITION_UNMET));
    }

    @Test
    void theRefererThatWasSentWinsOverTheOption() {
        easy.set(EasyOption.REFERER, "http://option/");
        info.referer = "http://page/";
        assertEquals("http://page/", easy.info(EasyInfo.REFERER));
    }

    @Test
    void theUrlOfARedirectThatWasNotFollowedWinsOverWhatTheFieldSays() throws TransferException {
        info.effectiveUrl = "http://host/";
        respond("302", "Location: /field");
        info.redirectUrl = "http://host/asked";
        assertEquals("http://host/asked", easy.info(EasyInfo.REDIRECT_URL));
    }

    @Test
    void fieldsOfTheResponse() throws TransferException {
        info.effectiveUrl = "http://host/a/b?q";
        respond("302", "Content-Type: text/html", "Location: ../c d", "Retry-After: 120");
        assertEquals("text/html", easy.info(EasyInfo.CONTENT_TYPE));
        assertEquals("http://host/c%20d", easy.info(EasyInfo.REDIRECT_URL));
        assertEquals(120, easy.info(EasyInfo.RETRY_AFTER));
        respond("201", "Location: /c");
        assertNull(easy.info(EasyInfo.REDIRECT_URL), "no redirect");
        respond("302", "Location: http://:bad/");
        assertEquals("http://:bad/", easy.info(EasyInfo.REDIRECT_URL), "no URL: as it came");
        respond("302", "Location: ");
        assertNull(easy.info(EasyInfo.REDIRECT_URL), "leads nowhere");
    }

    @Test
    void retryAfterIsCappedAndForgiving() throws TransferException {
        respond("503", "Retry-After: 99999999999999999999");
        assertEquals(21_600, easy.info(EasyInfo.RETRY_AFTER));
        respond("503", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT");
        assertEquals(21_600, easy.info(EasyInfo.RETRY_AFTER));
        respond("503", "Retry-After: Friday, 31-Dec-99 23:59:59 GMT");
        assertEquals(0, easy.info(EasyInfo.RETRY_AFTER), "a form of old, and of the past");
        respond("503", "Retry-After: 31 Dec 2999 23:59:59 GMT");
        assertEquals(21_600, easy.info(EasyInfo.RETRY_AFTER), "no form of HTTP, but a date");
        respond("503", "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT");
        assertEquals(0, easy.info(EasyInfo.RETRY_AFTER));
        respond("503", "Retry-After: soon");
        assertEquals(0, easy.info(EasyInfo.RETRY_AFTER));
    }

    @Test
    void resettingForgetsTheTransfer() {
        info.responseCode = 200;
        info.connectionId = 5;
        easy.reset();
        assertEquals(0, easy.info(EasyInfo.RESPONSE_CODE));
        assertEquals(-1, easy.info(EasyInfo.CONN_ID));
    }

    private void respond(String status, String... fields) throws TransferException {
        String text = "HTTP/1.1 " + status + " \r\n" + String.join("\r\n", fields) + "\r\n\r\n";
        ByteBuffer wire = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        ResponseHead head = new ResponseHead();
        ResponseParser parser = ResponseParser.forOrigin(head);
        parser.reset(false, 0);
        while (parser.next(wire) != ResponseParser.Event.HEAD_END) {
            assertTrue(wire.position() > 0);
        }
        info.head = head;
        info.responseCode = head.status();
    }
}
