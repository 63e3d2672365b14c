package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.examples.curl.os.Octets;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    private Messages messages(String columns) {
        Messages messages = new Messages(columns);
        messages.stream(told);
        return messages;
    }

    private String told() {
        return Octets.of(told.toByteArray());
    }

    @Test
    void warningsAreWrappedBehindABlank() {
        messages("30").warn("one two three four five six seven");
        assertEquals("Warning: one two three four \nWarning: five six seven\n", told());
    }

    @Test
    void longWordsAreCut() {
        messages("24").warn("abcdefghijklmnopqrst");
        assertEquals("Warning: abcdefghijklmno\nWarning: pqrst\n", told());
    }

    @Test
    void aNonsensicalWidthIsTheUsualOne() {
        messages("wide").warn("x".repeat(71));
        assertEquals("Warning: " + "x".repeat(70) + "\nWarning: x\n", told());
    }

    @Test
    void silenceCoversWarningsAndErrorsUnlessErrorsAreWanted() {
        Messages messages = messages("79");
        messages.silent(true);
        messages.warn("w");
        messages.failure(7, "no");
        messages.showError(true);
        messages.failure(7, "yes");
        assertEquals("curl: (7) yes\n", told());
    }

    @Test
    void notesAreForVerboseRuns() {
        Messages messages = messages("79");
        messages.note("no");
        messages.notes(true);
        messages.note("yes");
        assertEquals("Note: yes\n", told());
    }
}
