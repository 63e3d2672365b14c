package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.internal.transfer.RequestOptions;
import dev.hiper.internal.transfer.RequestOptions.Method;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The options about method and body, and what they do to each other. */
class BodyOptionsTest {
    private static final byte[] FIELDS = {'a', '=', 'b', 0, 'c'};
    private static final List<EasyOption<Boolean>> SWITCHES =
            List.of(EasyOption.HTTPGET, EasyOption.POST, EasyOption.UPLOAD, EasyOption.NOBODY);
    private static final List<Method> METHODS = List.of(Method.GET, Method.POST, Method.PUT, Method.HEAD);

    private final Easy easy = Easy.create().set(EasyOption.URL, "http://host/");

    @Test
    void eachSwitchTurnsTheOthersOff() {
        for (EasyOption<Boolean> before : SWITCHES) {
            for (EasyOption<Boolean> now : SWITCHES) {
                easy.set(before, true).set(now, true);
                for (EasyOption<Boolean> each : SWITCHES) {
                    assertEquals(each == now, easy.option(each), before + ", then " + now + ": " + each);
                }
                assertEquals(METHODS.get(SWITCHES.indexOf(now)), request().method());
            }
        }
    }

    @Test
    void switchingOffLeadsBackToGet() {
        for (EasyOption<Boolean> one : List.of(EasyOption.POST, EasyOption.UPLOAD)) {
            for (EasyOption<Boolean> before : SWITCHES) {
                easy.set(before, true).set(one, false);
                assertEquals(Method.GET, request().method(), before + ", then " + one + " off");
            }
        }
    }

    @Test
    void switchingNobodyOffChangesHeadOnly() {
        easy.set(EasyOption.NOBODY, true).set(EasyOption.NOBODY, false);
        assertEquals(Method.GET, request().method());
        easy.set(EasyOption.POST, true).set(EasyOption.NOBODY, false);
        assertEquals(Method.POST, request().method());
    }

    @Test
    void switchingHttpgetOffDoesNothing() {
        easy.set(EasyOption.POST, true).set(EasyOption.HTTPGET, false);
        assertEquals(Method.POST, request().method());
    }

    @Test
    void aCustomMethodChangesTheWordOnly() {
        easy.set(EasyOption.POSTFIELDS, FIELDS).set(EasyOption.CUSTOMREQUEST, "PATCH");
        assertEquals(Method.POST, request().method());
        assertEquals("PATCH", request().customMethod());
        assertEquals("PATCH", easy.info(EasyInfo.EFFECTIVE_METHOD));
    }

    @Test
    void fieldsSelectPost() {
        easy.set(EasyOption.POSTFIELDS, FIELDS);
        assertEquals(Method.POST, request().method());
        assertSame(FIELDS, request().body(), "by reference, as in libcurl");
        assertEquals(FIELDS.length, request().bodySize());
    }

    @Test
    void noFieldsSelectPostFromTheReadCallback() {
        easy.set(EasyOption.POSTFIELDS, null).set(EasyOption.POSTFIELDSIZE, 12);
        assertEquals(Method.POST, request().method());
        assertNull(request().body());
        assertEquals(12, request().bodySize());
    }

    @Test
    @Tag("T048")
    void aPostOfFieldsAfterAnUploadHasTheFieldsOnly() {
        easy.set(EasyOption.READFUNCTION, (self, destination) -> ReadCallback.ABORT)
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.INFILESIZE, 99);
        assertNull(request().body());
        assertEquals(99, request().bodySize());
        easy.set(EasyOption.COPYPOSTFIELDS, FIELDS);
        assertPostsFieldsOnly(easy);
        assertPostsFieldsOnly(easy.duphandle());
    }

    @Test
    @Tag("T048")
    void anUploadAfterFieldsReadsTheCallback() {
        easy.set(EasyOption.POSTFIELDS, FIELDS).set(EasyOption.UPLOAD, true);
        assertEquals(Method.PUT, request().method());
        assertNull(request().body());
        assertEquals(-1, request().bodySize());
    }

    @Test
    @Tag("T048")
    void aResetHandleHasNoBody() {
        easy.set(EasyOption.POSTFIELDS, FIELDS).set(EasyOption.POSTFIELDSIZE, 2);
        easy.reset();
        assertEquals(Method.GET, request().method());
        easy.set(EasyOption.POST, true);
        assertNull(request().body());
        assertEquals(-1, request().bodySize());
    }

    @Test
    void getAndHeadHaveNoBodyWhateverIsSet() {
        easy.set(EasyOption.POSTFIELDS, FIELDS).set(EasyOption.HTTPGET, true);
        assertNull(request().body());
        easy.set(EasyOption.NOBODY, true);
        assertNull(request().body());
    }

    @Test
    void theSizeCutsTheFields() {
        easy.set(EasyOption.POSTFIELDS, FIELDS).set(EasyOption.POSTFIELDSIZE, 3);
        assertArrayEquals(new byte[] {'a', '=', 'b'}, request().body());
        assertEquals(3, request().bodySize());
        easy.set(EasyOption.POSTFIELDSIZE, null);
        assertSame(FIELDS, request().body());
    }

    @Test
    void aSizeBeyondTheFieldsFailsTheTransfer() {
        easy.set(EasyOption.POSTFIELDS, FIELDS).set(EasyOption.POSTFIELDSIZE, 6);
        var problem = easy.freeze().urlError();
        assertNotNull(problem);
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, problem.result());
        easy.set(EasyOption.POSTFIELDSIZE, 5);
        assertNull(easy.freeze().urlError());
    }

    @Test
    void resumingFieldsFailsTheTransfer() {
        easy.set(EasyOption.POSTFIELDS, FIELDS).set(EasyOption.RESUME_FROM, 1);
        var problem = easy.freeze().urlError();
        assertNotNull(problem);
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, problem.result());
        easy.set(EasyOption.UPLOAD, true);
        assertNull(easy.freeze().urlError());
        assertEquals(1, request().resumeFrom());
    }

    @Test
    void copyingTakesAsManyBytesAsTheSizeSays() {
        easy.set(EasyOption.POSTFIELDSIZE, 4).set(EasyOption.COPYPOSTFIELDS, FIELDS);
        assertArrayEquals(new byte[] {'a', '=', 'b', 0}, request().body());
        easy.set(EasyOption.POSTFIELDSIZE, 6);
        var refusal = assertThrows(IllegalArgumentException.class, () -> easy.set(EasyOption.COPYPOSTFIELDS, FIELDS));
        assertEquals("COPYPOSTFIELDS: 5 bytes given where POSTFIELDSIZE_LARGE says 6", refusal.getMessage());
    }

    @Test
    void raisingTheSizeDropsACopy() {
        easy.set(EasyOption.COPYPOSTFIELDS, FIELDS).set(EasyOption.POSTFIELDSIZE, 2);
        assertNull(request().body(), "raised from -1");
        easy.set(EasyOption.COPYPOSTFIELDS, FIELDS).set(EasyOption.POSTFIELDSIZE, 1);
        assertArrayEquals(new byte[] {'a'}, request().body(), "lowered");
        easy.set(EasyOption.POSTFIELDS, FIELDS).set(EasyOption.POSTFIELDSIZE_LARGE, 5);
        assertSame(FIELDS, request().body(), "not a copy");
    }

    private static void assertPostsFieldsOnly(Easy posting) {
        RequestOptions request = posting.freeze().request();
        assertEquals(Method.POST, request.method());
        assertArrayEquals(FIELDS, request.body());
        assertEquals(FIELDS.length, request.bodySize());
    }

    private RequestOptions request() {
        return easy.freeze().request();
    }
}
