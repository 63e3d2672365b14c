package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Options about authentication that set others, or are taken for others. */
class AuthRulesTest {
    private final Easy easy = Easy.create();

    @Test
    void theFirstColonSeparatesUserAndPassword() {
        easy.set(EasyOption.USERPWD, "user:pass:word");
        assertEquals("user", easy.option(EasyOption.USERNAME));
        assertEquals("pass:word", easy.option(EasyOption.PASSWORD));
        easy.set(EasyOption.USERPWD, ":");
        assertEquals("", easy.option(EasyOption.USERNAME));
        assertEquals("", easy.option(EasyOption.PASSWORD));
    }

    @Test
    void aUserAloneRemovesThePassword() {
        easy.set(EasyOption.USERPWD, "user:pass").set(EasyOption.USERPWD, "other");
        assertEquals("other", easy.option(EasyOption.USERNAME));
        assertNull(easy.option(EasyOption.PASSWORD));
        assertEquals("other", easy.option(EasyOption.USERPWD));
    }

    @Test
    void nullRemovesBoth() {
        easy.set(EasyOption.USERPWD, "user:pass").set(EasyOption.USERPWD, null);
        assertNull(easy.option(EasyOption.USERNAME));
        assertNull(easy.option(EasyOption.PASSWORD));
    }

    @Test
    void theLastOneOfBothWaysCounts() {
        easy.set(EasyOption.USERPWD, "user:pass").set(EasyOption.PASSWORD, "secret");
        assertEquals("user:secret", easy.option(EasyOption.USERPWD));
        easy.set(EasyOption.USERNAME, null);
        assertEquals(":secret", easy.option(EasyOption.USERPWD));
    }

    @Test
    void onlyThoseForTheProxyArePercentDecoded() {
        easy.set(EasyOption.USERPWD, "a%40b:c%3ad").set(EasyOption.PROXYUSERPWD, "a%40b:c%3ad");
        assertEquals("a%40b", easy.option(EasyOption.USERNAME));
        assertEquals("c%3ad", easy.option(EasyOption.PASSWORD));
        assertEquals("a@b", easy.option(EasyOption.PROXYUSERNAME));
        assertEquals("c:d", easy.option(EasyOption.PROXYPASSWORD));
    }

    @Test
    void aRefusedPasswordLeavesTheUserAsItWas() {
        easy.set(EasyOption.PROXYUSERPWD, "user:pass");
        assertThrows(IllegalArgumentException.class, () -> easy.set(EasyOption.PROXYUSERPWD, "other:%00"));
        assertEquals("user:pass", easy.option(EasyOption.PROXYUSERPWD));
    }

    @Test
    void signingForAmazonIsTheOnlySchemeThen() {
        easy.set(EasyOption.HTTPAUTH, HttpAuth.DIGEST).set(EasyOption.AWS_SIGV4, "aws:amz");
        assertEquals(HttpAuth.AWS_SIGV4, easy.option(EasyOption.HTTPAUTH));
        easy.set(EasyOption.AWS_SIGV4, null);
        assertEquals(HttpAuth.AWS_SIGV4, easy.option(EasyOption.HTTPAUTH), "as in libcurl");
    }

    @Test
    void schemesThatDoNotExistHereAreLeftOut() {
        assertEquals(HttpAuth.BASIC, schemes(HttpAuth.BASIC | 256));
        assertEquals(HttpAuth.DIGEST, schemes(HttpAuth.DIGEST_IE));
        assertEquals(
                HttpAuth.BASIC
                        | HttpAuth.DIGEST
                        | HttpAuth.NEGOTIATE
                        | HttpAuth.NTLM
                        | HttpAuth.BEARER
                        | HttpAuth.AWS_SIGV4
                        | HttpAuth.ONLY,
                schemes(HttpAuth.ANY));
        assertEquals(0, schemes(HttpAuth.ANYSAFE) & HttpAuth.BASIC);
    }

    private long schemes(long bits) {
        return easy.set(EasyOption.HTTPAUTH, bits).option(EasyOption.HTTPAUTH);
    }
}
