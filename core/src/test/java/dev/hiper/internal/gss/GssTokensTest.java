package dev.hiper.internal.gss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without Kerberos: with a context that only notes what it is asked. */
class GssTokensTest {
    private final List<String> calls = new ArrayList<>();
    private final GSSContext context = (GSSContext) Proxy.newProxyInstance(
            GSSContext.class.getClassLoader(), new Class<?>[] {GSSContext.class}, (proxy, method, arguments) -> {
                calls.add(method.getName() + (arguments == null ? "" : Arrays.deepToString(arguments)));
                return answer(method.getName());
            });

    @Test
    @Tag("T150")
    void credentialIsNotDelegated() throws TransferException {
        new GssTokens("HTTP", "h", (service, host) -> context).next(new byte[0]);
        assertEquals("requestCredDeleg[false]", calls.get(1));
        assertEquals(calls.indexOf("requestCredDeleg[false]"), calls.lastIndexOf("requestCredDeleg[false]"));
    }

    @Test
    void challengesGoIntoOneContext() throws TransferException {
        GssTokens tokens = new GssTokens("HTTP", "h", (service, host) -> context);
        assertFalse(tokens.isComplete());
        assertArrayEquals(new byte[] {7}, tokens.next(new byte[0]));
        assertTrue(tokens.isComplete());
        tokens.next(new byte[] {1, 2});
        assertTrue(calls.contains("initSecContext[[1, 2], 0, 2]"));
        assertEquals(calls.indexOf("requestMutualAuth[true]"), calls.lastIndexOf("requestMutualAuth[true]"));
        tokens.close();
        assertEquals("dispose", calls.get(calls.size() - 1));
        assertFalse(tokens.isComplete());
    }

    @Test
    void whatGoesWrongIsOneClearError() {
        GssTokens failing = new GssTokens("HTTP", "h", (service, host) -> {
            throw new GSSException(GSSException.NO_CRED);
        });
        TransferException failure = assertThrows(TransferException.class, () -> failing.next(new byte[0]));
        assertEquals(ResultCode.AUTH_ERROR, failure.result());
        failing.close();

        GssTokens absent = new GssTokens("HTTP", "h", (service, host) -> {
            throw new NoClassDefFoundError("org/ietf/jgss/GSSManager");
        });
        failure = assertThrows(TransferException.class, () -> absent.next(new byte[0]));
        assertEquals(ResultCode.AUTH_ERROR, failure.result());
    }

    private static @Nullable Object answer(String method) {
        return switch (method) {
            case "initSecContext" -> new byte[] {7};
            case "isEstablished" -> true;
            default -> null;
        };
    }
}
