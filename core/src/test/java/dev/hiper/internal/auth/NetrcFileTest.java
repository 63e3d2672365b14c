package dev.hiper.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NetrcFileTest {
    private static final String TWO =
            "machine h login user1 password passwd1\nmachine h login user2 password passwd2\n";

    @Test
    void firstEntryOfAMachineCounts() throws TransferException {
        assertFound("user1", "passwd1", TWO, "h", null);
        assertFound("user1", "passwd1", TWO, "H", "");
        assertNull(find(TWO, "other", null));
    }

    @Test
    void entryOfTheUserIsFound() throws TransferException {
        assertFound("user1", "passwd1", TWO, "h", "user1");
        assertFound("user2", "passwd2", TWO, "h", "user2");
        assertNull(find(TWO, "h", "user3"));
        assertNull(find(TWO, "h", "USER1"));
    }

    @Test
    void entriesThatSayTooLittleArePassedOver() throws TransferException {
        String file =
                """
                machine github.com
                password weird
                password firstone
                login daniel

                machine github.com

                machine github.com
                login debbie

                machine github.com
                password weird
                password "second\\r"
                login debbie
                """;
        assertFound("debbie", "second\r", file, "github.com", "debbie");
        assertFound("daniel", "firstone", file, "github.com", null);
    }

    @Test
    void passwordWithoutLoginIsForEverybody() throws TransferException {
        String file =
                """
                machine h password firstthis login unknown
                machine h password 5up3r53cr37
                machine h password d1ff3r3nt login anotherone
                """;
        assertFound("user", "5up3r53cr37", file, "h", "user");
        assertFound(null, "x", "machine h\npassword x\n\nmachine example.com\n", "h", null);
    }

    @Test
    @Tag("T151")
    void defaultWithoutPasswordHasNone() throws TransferException {
        String file = "machine a.com\n  login alice\n  password alicespassword\n\ndefault\n  login bob\n";
        assertFound("alice", "alicespassword", file, "a.com", null);
        assertFound("bob", null, file, "b.com", null);
        assertNull(find(file, "b.com", "bob"), "a user without password is no news");
    }

    @Test
    @Tag("T151")
    void emptyEntryOfAMachineLeavesTheDefault() throws TransferException {
        assertFound("d", "p", "machine h\ndefault login d password p", "h", null);
        assertNull(find("machine h\n", "h", null));
    }

    @Test
    @Tag("T153")
    void quotedStringsHaveEscapes() throws TransferException {
        String file = "machine h login \"user one\" password \"with spaces and \\\"\\n\\r\\t\\a\"";
        assertFound("user one", "with spaces and \"\n\r\ta", file, "h", null);
    }

    @Test
    @Tag("T153")
    void quotedStringWithoutEndIsAnError() throws TransferException {
        String file = "machine h login user1 password \"open";
        assertBroken(file, "other");
        assertFound("u", "p", "machine g login u password p\n" + file, "g", null);
    }

    @Test
    @Tag("T153")
    void commentsAreLinesOfTheirOwn() throws TransferException {
        String file = "# machine h login no password no\n  #x\nmachine h login u#1 password #secret";
        assertFound("u#1", "#secret", file, "h", null);
    }

    @Test
    @Tag("T153")
    void macroIsNoPartOfAnyEntry() throws TransferException {
        String file = "machine h\nmacdef init\nmachine h login bad password bad\r\n\r\nmachine h login u password p\n";
        assertFound("u", "p", file, "h", null);
        assertNull(find("macdef init\nmachine h login bad password bad", "h", null));
    }

    @Test
    @Tag("T153")
    void keywordsAsValuesAreValues() throws TransferException {
        assertFound("login", "machine", "machine h login login password machine", "h", null);
        assertFound("u", "p", "machine h account password LOGIN u Password p", "h", null);
        assertNull(find("machine", "machine", null));
        assertNull(find("machine h login", "h", null));
        assertNull(find("", "h", null));
    }

    @Test
    @Tag("T153")
    void sizesAreBounded() throws TransferException {
        assertFound("u", "p".repeat(4095), "machine h login u password " + "p".repeat(4095), "h", null);
        assertBroken("machine h login u password " + "p".repeat(4096), "h");
        assertBroken("machine h login u password \"" + "p".repeat(4096) + '"', "h");
        assertBroken("a".repeat(16 * 1024), "h");
        assertBroken("a b c\n".repeat(30_000), "h");
        assertNull(find("# comment\n".repeat(30_000), "h", null));
    }

    @Test
    @Tag("T153")
    void anyBytesAreReadToTheirEnd() {
        Random random = new Random(3);
        String[] words = {
            "machine", "h", "default", "login", "password", "macdef", "\"", "\\", "\n", "\r", "\0", "#", " "
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder file = new StringBuilder();
            for (int i = random.nextInt(15); i > 0; i--) {
                file.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                find(file.toString(), "h", null);
            } catch (TransferException e) {
                assertEquals(ResultCode.READ_ERROR, e.result());
            }
        }
    }

    private static @Nullable Credentials find(String file, String host, @Nullable String user)
            throws TransferException {
        return NetrcFile.of(file.getBytes(StandardCharsets.UTF_8)).lookup(host, user);
    }

    private static void assertFound(
            @Nullable String user, @Nullable String password, String file, String host, @Nullable String wanted)
            throws TransferException {
        Credentials found = find(file, host, wanted);
        assertNotNull(found);
        assertEquals(user, found.user());
        assertEquals(password, found.password());
    }

    private static void assertBroken(String file, String host) {
        TransferException failure = assertThrows(TransferException.class, () -> find(file, host, null));
        assertEquals(ResultCode.READ_ERROR, failure.result());
    }
}
