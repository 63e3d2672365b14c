package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.HttpAuth;
import dev.hiper.ProxyType;
import dev.hiper.TimeCondition;
import dev.hiper.examples.curl.os.Octets;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final String HINT = "curl: try 'curl --help' or 'curl --manual' for more information\n";

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Messages messages = new Messages(null);
    private final Globals globals = new Globals();
    private final OptionReader reader = new OptionReader(globals, messages, new StandardInput());

    private Settings read(String... arguments) throws UsageException {
        messages.stream(told);
        new CommandLine(reader, messages).read(arguments, 0);
        return reader.sections().get(0);
    }

    private String told() {
        return Octets.of(told.toByteArray());
    }

    @Test
    void lettersAreBundledAndTakeTheirValueFromTheSameWordOrTheNext() throws UsageException {
        Settings settings = read("-sSL", "-XPUT", "-A", "me", "-fkm", "2.5");
        assertTrue(globals.on(Option.SILENT));
        assertTrue(globals.on(Option.SHOW_ERROR));
        assertTrue(settings.on(Option.LOCATION));
        assertTrue(settings.on(Option.FAIL));
        assertTrue(settings.on(Option.INSECURE));
        assertEquals("PUT", settings.text(Option.REQUEST));
        assertEquals("me", settings.text(Option.USER_AGENT));
        assertEquals(2500, settings.number(Option.MAX_TIME, 0));
    }

    @Test
    void longOptionsTakeTheirValueBehindAnEqualSignToo() throws UsageException {
        Settings settings = read("--proxy=http://p:1", "--max-filesize=1K", "--proxy-user", "a=b");
        assertEquals("http://p:1", settings.text(Option.PROXY));
        assertEquals(1024, settings.number(Option.MAX_FILESIZE, 0));
        assertEquals("a=b", settings.text(Option.PROXY_USER));
    }

    @Test
    void switchesCanBeSwitchedOff() throws UsageException {
        Settings settings = read("--http0.9", "--no-http0.9", "--no-keepalive", "-N", "--digest", "--no-digest");
        assertFalse(settings.on(Option.HTTP0_9));
        assertFalse(settings.on(Option.KEEPALIVE, true));
        assertFalse(settings.on(Option.BUFFER, true));
        assertEquals(0, settings.auth);
    }

    @Test
    void optionsBehindTwoDashesAreUrls() throws UsageException {
        assertEquals("-x", read("--", "-x").urls.entries().get(0).url);
    }

    @Test
    void outputsAndUploadsBelongToUrlsInTheirOrder() throws UsageException {
        List<UrlEntry> entries =
                read("-o", "one", "u1", "u2", "-T", "f", "-O").urls.entries();
        assertEquals(2, entries.size());
        assertEquals("one", entries.get(0).output);
        assertEquals("f", entries.get(0).upload);
        assertEquals("u2", entries.get(1).url);
        assertTrue(entries.get(1).remoteName);
        assertNull(entries.get(1).upload);
    }

    @Test
    void nextBeginsASectionOfItsOwn() throws UsageException {
        read("-u", "a:b", "u1", "--next", "-d", "x", "u2", "-:", "u3");
        List<Settings> sections = reader.sections();
        assertEquals(3, sections.size());
        assertEquals("a:b", sections.get(0).text(Option.USER));
        assertNull(sections.get(1).text(Option.USER));
        assertEquals(HttpRequest.POST, sections.get(1).request);
        assertEquals(HttpRequest.UNSPECIFIED, sections.get(2).request);
    }

    @Test
    void aSectionWithoutUrlIsRefused() {
        assertThrows(UsageException.class, () -> read("-s", "--next"));
        assertEquals("curl: option --next: is badly used here\n" + HINT, told());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--foo               | is unknown                                              | 2",
                "--connect-tim       | is unknown                                              | 2",
                "-\u00fc             | is unknown                                              | 2",
                "--interface         | requires parameter                                      | 2",
                "--no-interface      | used '--no-' for option that is not a boolean           | 2",
                "--no-anyauth        | used '--no-' for option that is not a boolean           | 2",
                "--max-time=x        | expected a proper numerical parameter                   | 2",
                "--max-time=-1       | expected a positive numerical parameter                 | 2",
                "--retry=99999999999999999999 | too large number                              | 2",
                "--proto=-all        | is badly used here                                      | 2",
                "--proto-default=gopher | a specified protocol is unsupported by libcurl       | 1",
                "--ftp-pasv          | the installed libcurl version does not support this     | 2",
                "--http2             | the installed libcurl version does not support this     | 2",
                "--silent=x          | had unsupported trailing garbage                        | 2",
            })
    void mistakesAreNamed(String argument, String why, int code) {
        UsageException wrong = assertThrows(UsageException.class, () -> read(argument));
        assertEquals("curl: option " + argument + ": " + why + "\n" + HINT, told());
        assertEquals(code, wrong.exitCode());
    }

    @Test
    void onlyOneKindOfRequestIsTaken() throws UsageException {
        Settings settings = read("-d", "a", "-F", "b=c");
        assertEquals(HttpRequest.POST, settings.request);
        assertEquals(
                "Warning: You can only select one HTTP request method! You asked for both \n"
                        .concat("Warning: multipart formpost (-F, --form) and POST (-d, --data).\n"),
                told());
    }

    @Test
    void cookiesAreTextsOrFiles() throws UsageException {
        Settings settings = read("-b", "a=b", "-b", "file", "-b", "c=d", "-b", "");
        assertEquals(List.of("a=b", "c=d"), settings.cookies);
        assertEquals(List.of("file", ""), settings.cookieFiles);
    }

    @Test
    void proxiesHaveTheKindOfTheirOption() throws UsageException {
        Settings settings = read("--socks5-hostname", "p:1");
        assertEquals("p:1", settings.text(Option.PROXY));
        assertEquals(ProxyType.SOCKS5_HOSTNAME, settings.proxyType);
    }

    @Test
    void authenticationSchemesAddUp() throws UsageException {
        assertEquals(HttpAuth.BASIC | HttpAuth.NTLM, read("--basic", "--ntlm").auth);
    }

    @Test
    void timeConditionsAreDatesWithAKindInFront() throws UsageException {
        Settings settings = read("-z", "-dec 12 12:00:00 1999 GMT");
        assertEquals(TimeCondition.IFUNMODSINCE, settings.timeCondition);
        assertEquals(945_000_000, settings.timeValue);
    }

    @Test
    void aTimeThatIsNoneIsLeftOut() throws UsageException {
        assertEquals(TimeCondition.NONE, read("-z", "no such file or date").timeCondition);
        assertTrue(told().startsWith("Warning: Illegal date format for -z"));
    }

    @Test
    void aRangeWithoutDashGetsOne() throws UsageException {
        assertEquals("4-", read("-r", "4").text(Option.RANGE));
        assertEquals("-101", read("-r", "-101").text(Option.RANGE));
    }

    @Test
    void theRefererMayBeAutomatic() throws UsageException {
        Settings settings = read("-e", "http://x/;auto");
        assertTrue(settings.on(Option.REFERER));
        assertEquals("http://x/", settings.text(Option.REFERER));
    }

    @Test
    void aFileThatLooksLikeAnOptionIsWarnedOf() throws UsageException {
        read("-o", "-o", "u");
        assertEquals("Warning: The filename argument '-o' looks like a flag.\n", told());
    }

    @Test
    void variablesAreFilledIn() throws UsageException {
        Settings settings =
                read("--variable", "who=Jos\u00c3\u00a9 <b>", "--expand-user", "{{who:trim:url}}\\{{x}}:{{none}}");
        assertEquals("Jos%C3%A9%20%3Cb%3E{{x}}:", settings.text(Option.USER));
    }

    @Test
    void retriesRatesAndPortsAreNumbers() throws UsageException {
        Settings settings = read("--retry", "3", "--rate", "2/s", "--local-port", "4000-4200", "--limit-rate", "1.5k");
        assertEquals(3, settings.number(Option.RETRY, 0));
        assertEquals(500, globals.millisPerTransfer);
        assertEquals(4000, settings.number(Option.LOCAL_PORT, 0));
        assertEquals(201, settings.localPorts);
        assertEquals(1536, settings.number(Option.LIMIT_RATE, 0));
    }

    @Test
    void everyOptionIsFoundByItsNameAndItsLetter() {
        OptionTable table = new OptionTable();
        for (Option option : Option.values()) {
            assertEquals(option, table.named(option.longName));
            if (option.letter != Option.NO_LETTER) {
                assertEquals(option, table.lettered(option.letter));
            }
        }
        assertNotNull(table.lettered(':'));
        assertNull(table.lettered('\u00fc'));
    }

    @Test
    void helpEndsTheReading() throws UsageException {
        read("--help", "tls", "--unknown");
        assertEquals(OptionReader.Wish.HELP, reader.request());
        assertEquals("tls", reader.subject());
    }
}
