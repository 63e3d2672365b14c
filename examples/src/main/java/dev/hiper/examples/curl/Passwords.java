package dev.hiper.examples.curl;

import dev.hiper.examples.curl.os.Octets;
import java.io.Console;

/** Asks for passwords that were left out, where there is somebody to ask. */
final class Passwords {
    private Passwords() {}

    /** {@code user:password}, octets; asked for on a terminal if there is no colon. */
    static String complete(String user, String what, Messages messages) {
        if (user.indexOf(':') >= 0 || user.startsWith(";")) {
            return user;
        }
        Console console = Terminal.is(Terminal.STDIN) ? System.console() : null;
        if (console == null) {
            return user + ":";
        }
        messages.print("Enter " + what + " password for user '" + user + "':");
        char[] typed = console.readPassword();
        return user + ":" + (typed == null ? "" : Octets.ofText(new String(typed)));
    }
}
