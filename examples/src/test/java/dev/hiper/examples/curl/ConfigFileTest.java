package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.examples.curl.os.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Messages messages = new Messages(null);
    private final Globals globals = new Globals();
    private final OptionReader reader = new OptionReader(globals, messages, new StandardInput());

    private Settings read(String content) throws UsageException, IOException {
        messages.stream(told);
        Path file = folder.resolve("config");
        Files.write(file, Octets.bytes(content));
        reader.value(Option.CONFIG, file.toString());
        return reader.sections().get(0);
    }

    private String told() {
        return Octets.of(told.toByteArray());
    }

    @Test
    void optionsStandWithAndWithoutDashesAndSigns() throws UsageException, IOException {
        Settings settings = read("# comment\n\nurl = http://a/\r\n--user x:y\nuser-agent me\n-XPOST\n -s\nlocation\n");
        assertEquals("http://a/", settings.urls.entries().get(0).url);
        assertEquals("x:y", settings.text(Option.USER));
        assertEquals("me", settings.text(Option.USER_AGENT));
        assertEquals("POST", settings.text(Option.REQUEST));
        assertTrue(globals.on(Option.SILENT));
        assertTrue(settings.on(Option.LOCATION));
    }

    @Test
    void quotedValuesHaveEscapes() throws UsageException, IOException {
        Settings settings = read("user = \"a \\\"b\\\"\\t\\n\\\\c\" # rest\n-A \"\"\n");
        assertEquals("a \"b\"\t\n\\c", settings.text(Option.USER));
        assertEquals("", settings.text(Option.USER_AGENT));
    }

    @Test
    void blanksInBareValuesAreWarnedOf() throws UsageException, IOException {
        assertEquals("a", read("header = a: b\n").headers.get(0).replace(":", ""));
        assertTrue(told().contains("unquoted"));
    }

    @Test
    void nextBeginsASection() throws UsageException, IOException {
        read("url = a\nnext\nurl = b\n");
        List<Settings> sections = reader.sections();
        assertEquals("b", sections.get(1).urls.entries().get(0).url);
    }

    @Test
    void mistakesAreNamedWithTheirLine() throws IOException {
        assertThrows(UsageException.class, () -> read("url = a\n\nfoo = bar\n"));
        assertTrue(told().replace("\nWarning: ", "").replace("\ncurl: ", "").contains(":3: warning: 'foo' is unknown"));
    }

    @Test
    void aSwitchTakesNoValue() {
        assertThrows(UsageException.class, () -> read("silent = yes\n"));
    }

    @Test
    void aFileThatIsNotThereIsAnErrorOfReading() {
        messages.stream(told);
        UsageException wrong = assertThrows(
                UsageException.class,
                () -> reader.value(Option.CONFIG, folder.resolve("none").toString()));
        assertEquals(UsageException.READ_ERROR, wrong.exitCode());
    }

    @Test
    void filesThatNameThemselvesEnd() {
        assertThrows(UsageException.class, () -> read("config = " + folder.resolve("config") + "\n"));
    }
}
