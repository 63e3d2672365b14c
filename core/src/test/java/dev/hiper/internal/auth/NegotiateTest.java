package dev.hiper.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.Authentication.Outcome;
import dev.hiper.internal.auth.Authentication.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NegotiateTest {
    private static final Credentials USER = Credentials.of("", "");
    private static final String HERE = "http://a:80";
    private static final long NEGOTIATE = AuthScheme.NEGOTIATE.bit();

    /** Answers each challenge with the text in it and a number. */
    private static final class Echo implements TokenSource {
        private final int rounds;
        private int asked;
        private boolean closed;

        Echo(int rounds) {
            this.rounds = rounds;
        }

        @Override
        public byte[] next(byte[] challenge) {
            String text = new String(challenge, StandardCharsets.US_ASCII) + ++asked;
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public boolean isComplete() {
            return asked >= rounds;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final List<Echo> sources = new ArrayList<>();
    private final ConnectionAuth connection = new ConnectionAuth();
    private final Authentication side =
            new Authentication(Side.ORIGIN, bytes -> Arrays.fill(bytes, (byte) 1), () -> 0, destination -> {
                assertEquals(HERE, destination);
                sources.add(new Echo(2));
                return sources.get(sources.size() - 1);
            });

    NegotiateTest() {
        side.begin(NEGOTIATE);
        side.address(HERE, USER);
        side.attach(connection);
    }

    @Test
    void tokensGoToAndFroOnOneConnection() throws TransferException {
        step();
        assertEquals("Negotiate MQ==", post());
        assertFalse(side.withholdsBody());
        assertEquals(Outcome.AGAIN, answer("Negotiate YWI="));
        assertTrue(side.needsSameConnection());
        step();
        assertEquals("Negotiate YWIy", post());
        assertEquals(Outcome.DONE, side.responseHead(200, false));
        assertTrue(connection.bound());
        assertFalse(side.needsSameConnection());
        assertNull(side.pendingToken());
        assertNull(post());
        assertEquals(NEGOTIATE, side.used());
    }

    @Test
    @Tag("T144")
    void refusalEndsTheHandshake() throws TransferException {
        step();
        post();
        assertEquals(Outcome.FAILED, answer("Negotiate"));
        assertTrue(sources.get(0).closed);
        assertFalse(connection.bound());
    }

    @Test
    @Tag("T144")
    void challengeBehindTheLastTokenIsARefusal() throws TransferException {
        step();
        post();
        answer("Negotiate YWI=");
        step();
        post();
        assertEquals(Outcome.FAILED, answer("Negotiate YWI="));
    }

    @Test
    void closeInTheMiddleEndsTheHandshake() throws TransferException {
        step();
        post();
        side.challenge("Negotiate YWI=");
        assertEquals(Outcome.FAILED, side.responseHead(401, true));
    }

    @Test
    void damagedChallengeEndsTheHandshake() throws TransferException {
        step();
        post();
        assertEquals(Outcome.FAILED, answer("Negotiate $$"));
    }

    @Test
    void connectionBelongsToItsUser() throws TransferException {
        step();
        post();
        assertEquals(ConnectionAuth.Fit.PREFERRED, connection.fit(NEGOTIATE, HERE, USER));
        assertEquals(ConnectionAuth.Fit.UNFIT, connection.fit(AuthScheme.NTLM.bit(), HERE, USER));
        assertEquals(ConnectionAuth.Fit.UNFIT, connection.fit(NEGOTIATE, HERE, Credentials.of("b", "")));
    }

    @Test
    void itIsTheFirstChoice() throws TransferException {
        side.begin(AuthScheme.ALL);
        assertNull(side.pendingToken());
        assertNull(post());
        side.challenge("Basic, NTLM");
        assertEquals(Outcome.AGAIN, answer("Negotiate"));
        step();
        assertEquals("Negotiate MQ==", post());
    }

    @Test
    void requestWithoutItsTokenIsAnError() {
        TransferException failure = assertThrows(TransferException.class, this::post);
        assertEquals(ResultCode.AUTH_ERROR, failure.result());
    }

    @Test
    void sourceIsLeftToTheStepOnItsWay() throws TransferException {
        TokenStep step = Objects.requireNonNull(side.pendingToken());
        connection.release();
        assertFalse(sources.get(0).closed);
        step.finish(step.run());
        assertTrue(sources.get(0).closed);
    }

    @Test
    void stepThatWasDroppedTakesItsHandshakeAlong() throws TransferException {
        TokenStep step = Objects.requireNonNull(side.pendingToken());
        step.drop();
        assertTrue(sources.get(0).closed);
        step();
        assertEquals("Negotiate MQ==", post());
        assertEquals(2, sources.size());
    }

    @Test
    void withoutSourceThereIsNoNegotiate() throws TransferException {
        Authentication plain = new Authentication(Side.ORIGIN, bytes -> {}, () -> 0);
        plain.begin(NEGOTIATE);
        plain.address(HERE, USER);
        assertNull(plain.pendingToken());
        assertNull(plain.authorization("GET", "/", false));
        plain.challenge("Negotiate");
        assertEquals(Outcome.FAILED, plain.responseHead(401, false));
        assertEquals(0, plain.available());
    }

    private void step() throws TransferException {
        TokenStep step = side.pendingToken();
        assertNotNull(step);
        TokenStep ready = Objects.requireNonNull(step);
        ready.finish(ready.run());
        assertNull(side.pendingToken());
    }

    private @Nullable String post() throws TransferException {
        return side.authorization("POST", "/", true);
    }

    private Outcome answer(String challenge) {
        side.challenge(challenge);
        return side.responseHead(401, false);
    }
}
