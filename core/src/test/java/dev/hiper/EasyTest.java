package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.mime.Mime;
import dev.hiper.url.Url;
import dev.hiper.url.UrlPart;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The handle itself: copying, closing, and calls without a transfer. */
class EasyTest {
    private final Easy easy = Easy.create();

    @Test
    void settersAnswerTheHandle() {
        assertSame(easy, easy.set(EasyOption.URL, "http://host/"));
        assertSame(easy, easy.set(EasyOption.TIMEOUT, 3));
        assertSame(easy, easy.set(EasyOption.VERBOSE, true));
    }

    @Test
    @Tag("T222")
    void aDuplicateHasEveryOption() {
        for (OptionCases.Case<?> one : OptionCases.all()) {
            duplicates(one);
        }
    }

    private static <T> void duplicates(OptionCases.Case<T> one) {
        T value = one.accepted().get(one.accepted().size() - 1);
        Easy duplicate = Easy.create().set(one.option(), value).duphandle();
        if (value instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) duplicate.option(one.option()));
        } else if (value instanceof Url url) {
            assertEquals(url.toString(), String.valueOf(duplicate.option(one.option())));
        } else if (value instanceof Share) {
            assertNull(duplicate.option(one.option()), "What is shared is not copied.");
        } else if (value instanceof Mime form) {
            // A copy: what is done to the original does not reach it.
            assertEquals(
                    form.parts().size(),
                    Objects.requireNonNull((Mime) duplicate.option(one.option()))
                            .parts()
                            .size());
            assertNotSame(form, duplicate.option(one.option()));
        } else {
            assertEquals(value, duplicate.option(one.option()), one.option().name());
        }
    }

    @Test
    @Tag("T222")
    void aDuplicateSharesNothingThatChanges() {
        byte[] fields = {0, 1, 0};
        Url url = Url.parse("http://host/1");
        easy.set(EasyOption.POSTFIELDS, fields).set(EasyOption.CURLU, url).set(EasyOption.USERAGENT, "one");
        Easy duplicate = easy.duphandle();
        fields[0] = 9;
        url.set(UrlPart.PATH, "/2");
        easy.set(EasyOption.USERAGENT, "two").set(EasyOption.NOBODY, true);
        assertArrayEquals(new byte[] {0, 1, 0}, duplicate.option(EasyOption.POSTFIELDS));
        assertArrayEquals(new byte[] {0, 1, 0}, duplicate.freeze().request().body());
        assertEquals("/1", duplicate.freeze().url().path());
        assertEquals("one", duplicate.option(EasyOption.USERAGENT));
        assertTrue(duplicate.option(EasyOption.POST));
        duplicate.set(EasyOption.HTTPHEADER, List.of("A: 1"));
        assertEquals(List.of(), easy.option(EasyOption.HTTPHEADER));
    }

    @Test
    void aDuplicateHasItsOwnHooksAndConfiguration() {
        easy.set(EasyOption.URL, "http://host/");
        Easy duplicate = easy.duphandle();
        assertNotSame(easy.freeze(), duplicate.freeze());
        assertSame(duplicate.client, duplicate.freeze().connect().hooks());
    }

    @Test
    void pausingWithoutTransferIsABadArgument() {
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, easy.pause(Pause.ALL));
    }

    @Test
    @Tag("H6")
    void pausingIsRefusedInSocketAndTimerListeners() {
        for (Activity listener : List.of(Activity.SOCKET_CALLBACK, Activity.TIMER_CALLBACK)) {
            easy.guard().enter(listener);
            assertEquals(
                    ResultCode.RECURSIVE_API_CALL,
                    assertThrows(EasyException.class, () -> easy.pause(Pause.CONT))
                            .code());
            easy.guard().leave(listener);
        }
    }

    @Test
    void upkeepWithoutConnectionsDoesNothing() {
        easy.upkeep();
        assertTrue(easy.guard().idle());
    }

    @Test
    void aClosedHandleIsOfNoUse() {
        easy.set(EasyOption.URL, "http://host/").close();
        easy.close();
        for (Runnable call : List.<Runnable>of(
                () -> easy.set(EasyOption.URL, "http://other/"),
                easy::perform,
                () -> easy.pause(Pause.CONT),
                easy::upkeep,
                easy::reset,
                easy::duphandle)) {
            assertEquals(
                    ResultCode.BAD_FUNCTION_ARGUMENT,
                    assertThrows(EasyException.class, call::run).code());
        }
        assertEquals("http://host/", easy.option(EasyOption.URL));
    }

    @Test
    @Tag("H9")
    void performingAHandleOfAMultiIsRefused() {
        try (Multi multi = Multi.create()) {
            multi.add(easy);
            assertEquals(
                    ResultCode.FAILED_INIT,
                    assertThrows(EasyException.class, easy::perform).code());
            assertSame(multi.guard(), easy.guard());
            multi.remove(easy);
        }
        assertTrue(easy.guard().idle());
    }

    @Test
    void closingLeavesTheMulti() {
        try (Multi multi = Multi.create()) {
            multi.add(easy);
            easy.close();
            assertEquals(List.of(), multi.handles());
            assertNull(easy.multi);
        }
    }

    @Test
    void performingWithoutUrlTellsWhy() {
        assertEquals(ResultCode.URL_MALFORMAT, easy.perform());
        TransferFailure failure = easy.failure();
        assertEquals(ResultCode.URL_MALFORMAT, failure.result());
        assertEquals("No URL set", failure.message());
        assertTrue(failure.retrySafe());
        assertTrue(easy.guard().idle());
        assertNull(easy.multi);
        easy.reset();
        assertNull(easy.failure());
        easy.close();
    }

    @Test
    @Tag("A4")
    void addingAHandleClosesItsOwnEngine() {
        easy.perform();
        try (Multi multi = Multi.create()) {
            multi.add(easy);
            assertSame(multi, easy.multi);
            multi.remove(easy);
        }
        assertEquals(ResultCode.URL_MALFORMAT, easy.perform());
        easy.close();
    }
}
