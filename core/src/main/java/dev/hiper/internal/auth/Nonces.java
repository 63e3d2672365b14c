package dev.hiper.internal.auth;

import java.security.SecureRandom;

/** Where unpredictable bytes come from. */
@FunctionalInterface
public interface Nonces {
    /** From the JDK's strong generator. */
    Nonces SECURE = new SecureRandom()::nextBytes;

    /** Fills all of {@code bytes}. */
    void fill(byte[] bytes);
}
