package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come: events or one error, within bounded steps, and the same however the bytes are cut. {@link
 * Transcript} checks all of that; these tests bring the bytes. A failure names the bytes.
 */
@Tag("T074")
class HostileBytesTest {
    private static final List<String> WORDS = List.of(
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 100 Continue\r\n",
            "HTTP/1.0 204 x\r\n",
            "HTTP/",
            "1.1",
            " ",
            "\r\n",
            "\r\n\r\n",
            "\r",
            "\n",
            "\t",
            ":",
            "Content-Length: 5\r\n",
            "Content-Length:",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: ",
            "Connection: close\r\n",
            "Keep-Alive: timeout=5, max=1\r\n",
            "X: y\r\n",
            " folded\r\n",
            "5\r\nhello\r\n",
            "5;ext=\"x\"\r\n",
            "0\r\n",
            "ffffffff",
            "7",
            ",",
            ";",
            "=",
            "\u0000",
            "\u0001",
            "\u00ff");

    @Test
    void randomBytesEndInEventsOrOneError() {
        Random random = new Random(1);
        for (int round = 0; round < 1500; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            check(new String(bytes, StandardCharsets.ISO_8859_1), random);
        }
    }

    @Test
    void shuffledWordsOfTheProtocolEndInEventsOrOneError() {
        Random random = new Random(2);
        for (int round = 0; round < 3000; round++) {
            StringBuilder answer = new StringBuilder(random.nextInt(4) == 0 ? "" : "HTTP/1.1 200 OK\r\n");
            for (int word = random.nextInt(14); word > 0; word--) {
                answer.append(WORDS.get(random.nextInt(WORDS.size())));
            }
            check(answer.toString(), random);
        }
    }

    @Test
    void validAnswersWithOneByteChangedEndInEventsOrOneError() {
        String valid = String.join(
                "\r\n",
                "HTTP/1.1 100 C",
                "",
                "HTTP/1.1 200 OK",
                "A: b",
                " c",
                "Transfer-Encoding: chunked",
                "",
                "5;e=f",
                "hello",
                "0",
                "T: u",
                "",
                "HTTP/1.1 200 OK",
                "",
                "");
        Random random = new Random(3);
        for (int round = 0; round < 1000; round++) {
            StringBuilder answer = new StringBuilder(valid);
            int at = random.nextInt(answer.length());
            switch (random.nextInt(3)) {
                case 0 -> answer.setCharAt(at, (char) random.nextInt(256));
                case 1 -> answer.deleteCharAt(at);
                default -> answer.insert(at, (char) random.nextInt(256));
            }
            check(answer.toString(), random);
        }
    }

    private static void check(String answer, Random random) {
        RequestKind request = RequestKind.values()[random.nextInt(RequestKind.values().length)];
        FramingRules rules = new FramingRules(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
        try {
            Transcript t = Transcript.of(request, rules, random.nextInt(3) == 0, answer);
            assertTrue(t.complete != (t.error != null), "one end");
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("answer " + answer.replace("\r", "\\r").replace("\n", "\\n"), e);
        }
    }
}
