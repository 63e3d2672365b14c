package dev.hiper.internal.auth;

import org.jspecify.annotations.Nullable;

/**
 * What proves who the user is. Everything is sent as UTF-8. Two are equal if all parts are, exactly.
 *
 * @param user null if there is only a token; may be empty
 * @param password null is sent as an empty one
 * @param bearer token of RFC 6750; null for none
 */
public record Credentials(@Nullable String user, @Nullable String password, @Nullable String bearer) {
    public static Credentials of(String user, @Nullable String password) {
        return new Credentials(user, password, null);
    }

    /** The parts that are there; null if none is. */
    public static @Nullable Credentials ofNullable(
            @Nullable String user, @Nullable String password, @Nullable String bearer) {
        return user == null && password == null && bearer == null ? null : new Credentials(user, password, bearer);
    }

    boolean hasUserOrPassword() {
        return user != null || password != null;
    }

    String userText() {
        return user == null ? "" : user;
    }

    String passwordText() {
        return password == null ? "" : password;
    }

    /** Names no secret, and not the user. */
    @Override
    public String toString() {
        return "credentials";
    }
}
