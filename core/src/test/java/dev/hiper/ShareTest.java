package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What handles have in common, and when that may be changed. */
class ShareTest {
    private static final String COOKIE = ".host.example\tTRUE\t/\tFALSE\t0\tname\tvalue";

    private final Share share = Share.create();
    private final Easy first = Easy.create();
    private final Easy second = Easy.create();

    @Test
    void nothingIsSharedAtFirst() {
        for (Share.Data kind : Share.Data.values()) {
            assertFalse(share.shares(kind));
            assertTrue(share.share(kind).shares(kind));
            assertFalse(share.unshare(kind).shares(kind));
        }
    }

    @Test
    void cookiesOfOneHandleAreThoseOfTheOther() {
        share.share(Share.Data.COOKIE);
        first.set(EasyOption.SHARE, share);
        second.set(EasyOption.SHARE, share);
        first.set(EasyOption.COOKIELIST, COOKIE);
        assertEquals(List.of(COOKIE), second.info(EasyInfo.COOKIELIST));
        assertSame(share, first.option(EasyOption.SHARE));
    }

    @Test
    void whatIsNotSharedStaysWithItsHandle() {
        share.share(Share.Data.HSTS);
        first.set(EasyOption.SHARE, share);
        second.set(EasyOption.SHARE, share);
        first.set(EasyOption.COOKIELIST, COOKIE);
        assertEquals(List.of(COOKIE), first.info(EasyInfo.COOKIELIST));
        assertEquals(List.of(), second.info(EasyInfo.COOKIELIST));
        assertTrue(second.options().state().stores().hasHsts());
    }

    @Test
    void whoLeavesTakesNothingAlong() {
        share.share(Share.Data.COOKIE);
        first.set(EasyOption.SHARE, share).set(EasyOption.COOKIELIST, COOKIE);
        first.set(EasyOption.SHARE, null);
        assertEquals(List.of(), first.info(EasyInfo.COOKIELIST));
        second.set(EasyOption.SHARE, share);
        assertEquals(List.of(COOKIE), second.info(EasyInfo.COOKIELIST));
    }

    @Test
    void aShareInUseIsNotChanged() {
        first.set(EasyOption.SHARE, share);
        assertThrows(IllegalStateException.class, () -> share.share(Share.Data.COOKIE));
        assertThrows(IllegalStateException.class, () -> share.unshare(Share.Data.COOKIE));
        assertThrows(IllegalStateException.class, share::close);
        first.set(EasyOption.SHARE, null);
        share.share(Share.Data.COOKIE).close();
    }

    @Test
    void setTwiceItIsUsedOnce() {
        first.set(EasyOption.SHARE, share).set(EasyOption.SHARE, share);
        first.set(EasyOption.SHARE, null);
        share.close();
    }

    @Test
    void aResetAndAClosedHandleLeaveIt() {
        first.set(EasyOption.SHARE, share);
        second.set(EasyOption.SHARE, share);
        first.reset();
        second.close();
        share.close();
    }

    @Test
    void anotherShareTakesItsPlace() {
        Share other = Share.create().share(Share.Data.COOKIE);
        share.share(Share.Data.COOKIE);
        first.set(EasyOption.SHARE, share).set(EasyOption.COOKIELIST, COOKIE);
        first.set(EasyOption.SHARE, other);
        assertEquals(List.of(), first.info(EasyInfo.COOKIELIST));
        share.close();
    }

    @Test
    void aDuplicateDoesNotUseIt() {
        first.set(EasyOption.SHARE, share);
        Easy copy = first.duphandle();
        assertNull(copy.option(EasyOption.SHARE));
        first.close();
        share.close();
    }

    @Test
    void aClosedShareCannotBeUsed() {
        share.close();
        share.close();
        assertThrows(IllegalStateException.class, () -> first.set(EasyOption.SHARE, share));
        assertNull(first.option(EasyOption.SHARE));
        assertThrows(IllegalStateException.class, () -> share.share(Share.Data.DNS));
    }

    @Test
    void connectionsNamesAndSessionsAreSharedThroughOneEngine() {
        for (Share.Data kind : List.of(Share.Data.CONNECT, Share.Data.DNS, Share.Data.SSL_SESSION)) {
            try (Share one = Share.create().share(kind)) {
                assertSame(one.engine(), assertNotNullEngine(one), kind.name());
            }
        }
    }

    @Test
    void cookiesAndHstsNeedNoEngine() {
        share.share(Share.Data.COOKIE).share(Share.Data.HSTS);
        assertNull(share.engine());
    }

    private static Multi assertNotNullEngine(Share share) {
        Multi engine = share.engine();
        assertNotNull(engine);
        return engine;
    }
}
