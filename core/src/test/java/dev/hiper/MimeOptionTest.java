package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.internal.transfer.RequestOptions;
import dev.hiper.internal.transfer.RequestOptions.Method;
import dev.hiper.mime.Mime;
import org.junit.jupiter.api.Test;

/** MIMEPOST among the other options about the body. */
class MimeOptionTest {
    private static final byte[] FIELDS = {'a', '=', 'b'};

    private final Mime form = Mime.create();
    private final Easy easy = Easy.create().set(EasyOption.URL, "http://host/");

    @Test
    void aFormSelectsPost() {
        easy.set(EasyOption.MIMEPOST, form);
        assertEquals(Method.POST, request().method());
        assertSame(form, request().mime(), "by reference, as in libcurl");
        assertNull(request().body());
    }

    @Test
    void fieldsAfterwardsWin() {
        easy.set(EasyOption.MIMEPOST, form).set(EasyOption.POSTFIELDS, FIELDS);
        assertNull(request().mime());
        assertSame(FIELDS, request().body());
        assertNull(easy.option(EasyOption.MIMEPOST));
    }

    @Test
    void aFormAfterwardsWins() {
        easy.set(EasyOption.POSTFIELDS, FIELDS).set(EasyOption.MIMEPOST, form);
        assertNull(request().body());
        assertNull(easy.option(EasyOption.POSTFIELDS));
        assertSame(form, request().mime());
    }

    @Test
    void anotherMethodAfterwardsHasNoForm() {
        easy.set(EasyOption.MIMEPOST, form).set(EasyOption.HTTPGET, true);
        assertEquals(Method.GET, request().method());
        assertNull(request().mime());
    }

    @Test
    void noFormIsAPostFromTheReadCallback() {
        easy.set(EasyOption.MIMEPOST, form).set(EasyOption.MIMEPOST, null);
        assertEquals(Method.POST, request().method());
        assertNull(request().mime());
        assertEquals(-1, request().bodySize());
    }

    @Test
    void anotherFormIsFrozenAgain() {
        easy.set(EasyOption.MIMEPOST, form);
        RequestOptions before = request();
        Mime other = Mime.create();
        easy.set(EasyOption.MIMEPOST, other);
        assertNotSame(before, request());
        assertSame(other, request().mime());
    }

    @Test
    void escapingIsSelected() {
        easy.set(EasyOption.MIMEPOST, form).set(EasyOption.MIME_OPTIONS, 1);
        assertTrue(request().mimeEscape());
    }

    @Test
    void aResetHandleHasNoForm() {
        easy.set(EasyOption.MIMEPOST, form);
        request();
        easy.reset();
        assertNull(easy.option(EasyOption.MIMEPOST));
        assertEquals(Method.GET, request().method());
        assertNull(request().mime());
    }

    @Test
    void aDuplicateHasAFormOfItsOwn() {
        form.addPart().name("a").data("b");
        easy.set(EasyOption.MIMEPOST, form);
        Mime copy = easy.duphandle().option(EasyOption.MIMEPOST);
        assertNotNull(copy);
        assertNotSame(form, copy);
        form.addPart();
        assertEquals(1, copy.parts().size());
        assertEquals("a", copy.parts().get(0).name());
    }

    private RequestOptions request() {
        return easy.freeze().request();
    }
}
