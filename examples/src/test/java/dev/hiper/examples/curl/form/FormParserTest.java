package dev.hiper.examples.curl.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.form.FormPart.Kind;
import dev.hiper.mime.Mime;
import dev.hiper.mime.MimeContent;
import dev.hiper.mime.MimeEncoder;
import dev.hiper.mime.MimePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormParserTest {
    private final List<String> warnings = new ArrayList<>();
    private final FormParser parser = new FormParser(warnings::add);

    @TempDir
    Path folder;

    @Test
    void plainFieldHasNameAndContent() throws FormException {
        FormPart part = only("name=daniel");
        assertEquals(Kind.DATA, part.kind);
        assertEquals("name", part.name);
        assertEquals("daniel", part.content);
        assertNull(part.type);
    }

    @Test
    void fieldMayLackNameAndContent() throws FormException {
        FormPart part = only("=");
        assertNull(part.name);
        assertEquals("", part.content);
    }

    @Test
    void specifiersDescribeTheContent() throws FormException {
        FormPart part = only("a= text ;type=text/html;charset=utf-8 ; filename=page ;encoder=base64;headers=X-A: 1");
        assertEquals("text", part.content, "spaces around an unquoted content do not count");
        assertEquals("text/html;charset=utf-8", part.type);
        assertEquals("page", part.filename);
        assertEquals("base64", part.encoder);
        assertEquals(List.of("X-A: 1"), part.headers);
        assertTrue(warnings.isEmpty());
    }

    @Test
    void typeKeepsTheTextOfItsParameters() throws FormException {
        assertEquals("text/foo; charset=utf-8", only("b=x; type=text/foo; charset=utf-8 ; filename=p").type);
    }

    @Test
    void quotedContentKeepsSeparatorsAndEscapes() throws FormException {
        FormPart part = only("b=\" \\\\value1;type=\\\"whatever\\\" \\n\"; filename=\"a;\\\"b\"");
        assertEquals(" \\value1;type=\"whatever\" \\n", part.content);
        assertEquals("a;\"b", part.filename);
    }

    @Test
    void contentWithAnOpenQuoteIsPlain() throws FormException {
        assertEquals("\"x", only("a=\"x;type=a/b").content);
    }

    @Test
    void jsonWithQuotesInsideStaysWhole() throws FormException {
        assertEquals("{\"a\":\"b\",\"c\":\"d\"}", only("j={\"a\":\"b\",\"c\":\"d\"}").content);
    }

    @Test
    void oddTextIsWarnedAbout() throws FormException {
        only("a=\"x\" more;colour=red;type=a/b");
        assertEquals(
                List.of("Trailing data after quoted form parameter", "skip unknown form field: colour=red"), warnings);
    }

    @Test
    void fileHasItsNameAsContent() throws FormException {
        FormPart part = only("f=@\"a,b;.txt\";type=mo/foo;filename=\"x,y;.txt\"");
        assertEquals(Kind.FILE, part.kind);
        assertEquals("a,b;.txt", part.content);
        assertEquals("mo/foo", part.type);
        assertEquals("x,y;.txt", part.filename);
    }

    @Test
    void severalFilesBecomePartsOfOne() throws FormException {
        FormPart group = only("file=@a.txt,b.txt;type=magic/content,\"c,d\"");
        assertEquals(Kind.PARTS, group.kind);
        assertEquals("file", group.name);
        List<String> files = new ArrayList<>();
        for (FormPart file : group.children) {
            files.add(file.content + " " + file.type + " " + file.name);
        }
        assertEquals(List.of("a.txt null null", "b.txt magic/content null", "c,d null null"), files);
    }

    @Test
    void contentFromAFileHasNoFileName() throws FormException {
        FormPart part = only("a=<notes;type=text/x;filename=other");
        assertEquals(Kind.FILE_CONTENT, part.kind);
        assertNull(part.filename);
        assertEquals(List.of("Field filename not allowed here: other"), warnings);
    }

    @Test
    void dashIsStandardInput() throws FormException {
        assertEquals(Kind.STDIN, only("a=@-").kind);
        parser.add("b=<-");
        assertEquals(Kind.STDIN_CONTENT, parser.root().children.get(1).kind);
    }

    @Test
    void literalContentIsTakenAsItIs() throws FormException {
        parser.addLiteral("a=@x;type=a/b");
        parser.addLiteral("b=<\"y\"");
        assertEquals("@x;type=a/b", parser.root().children.get(0).content);
        assertEquals("<\"y\"", parser.root().children.get(1).content);
    }

    @Test
    void partsNestBetweenParentheses() throws FormException {
        parser.add("outer=(;type=multipart/alternative;headers=\"X: y\"");
        parser.add("=plain");
        parser.add("=(");
        parser.add("=deep");
        parser.add("=)");
        parser.add("=html;type=text/html");
        parser.add("=)");
        parser.add("after=x");
        List<FormPart> top = parser.root().children;
        assertEquals(2, top.size());
        assertEquals("multipart/alternative", top.get(0).type);
        assertEquals(List.of("X: y"), top.get(0).headers);
        assertEquals(3, top.get(0).children.size());
        assertEquals("deep", top.get(0).children.get(1).children.get(0).content);
        assertEquals("after", top.get(1).name);
    }

    @Test
    void malformedFieldsAreRefused() {
        assertRefused("name", "Illegally formatted input field");
        assertRefused("=)", "no multipart to terminate");
        assertRefused("a=x;type=nonsense", "Illegally formatted content-type field");
        assertRefused("a=x;type=/b", "Illegally formatted content-type field");
        assertRefused("a=x;type=a/;b", "Illegally formatted content-type field");
    }

    @Test
    void headersComeFromAFile() throws IOException, FormException {
        Path file = Files.writeString(folder.resolve("h"), "# note\r\nX-One: 1\r\n two \n\n#x\nX-Three: 3");
        FormPart part = only("a=x;headers=@\"" + file + "\"");
        assertEquals(List.of("X-One: 1 two", "X-Three: 3"), part.headers);
    }

    @Test
    void missingHeaderFileIsWarnedAbout() throws FormException {
        only("a=x;headers=@/nonexistent/h");
        assertEquals(List.of("Cannot read from /nonexistent/h: No such file or directory"), warnings);
    }

    @Test
    void formForTheEngineHasTheSameParts() throws FormException {
        parser.add("n=\u00c3\u00a5;type=text/plain;headers=X: y;encoder=base64");
        parser.add("f=@dir/a.txt");
        parser.add("g=<dir/a.txt");
        parser.add("s=@-");
        parser.add("m=@a,b");
        Mime mime = parser.toMime(input("from stdin"));
        List<MimePart> parts = mime.parts();
        MimePart field = parts.get(0);
        assertEquals("n", field.name());
        assertEquals("text/plain", field.type());
        assertEquals(List.of("X: y"), field.headers());
        assertEquals(MimeEncoder.BASE64, field.encoder());
        assertArrayEquals(new byte[] {(byte) 0xc3, (byte) 0xa5}, data(field));
        assertEquals("a.txt", parts.get(1).filename());
        assertInstanceOf(MimeContent.File.class, parts.get(2).content());
        assertNull(parts.get(2).filename());
        assertEquals("-", parts.get(3).filename());
        assertArrayEquals("from stdin".getBytes(StandardCharsets.US_ASCII), data(parts.get(3)));
        MimeContent.Subparts files =
                assertInstanceOf(MimeContent.Subparts.class, parts.get(4).content());
        assertEquals(2, files.mime().parts().size());
    }

    @Test
    void standardInputIsKeptForFurtherTransfers() throws FormException {
        parser.add("a=<-");
        InputStream stdin = input("once");
        parser.toMime(stdin);
        assertArrayEquals(
                "once".getBytes(StandardCharsets.US_ASCII),
                data(parser.toMime(stdin).parts().get(0)));
    }

    @Test
    void unknownEncoderIsABadArgument() throws FormException {
        parser.add("a=x;encoder=rot13");
        FormException refused = assertThrows(FormException.class, () -> parser.toMime(input("")));
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, refused.result());
    }

    @Test
    void everyFieldTextIsReadOrRefused() {
        String alphabet = "a;\"\\@<(),= type=a/b";
        for (int seed = 0; seed < 5000; seed++) {
            StringBuilder text = new StringBuilder("n=");
            for (int i = seed; i > 0; i /= 7) {
                text.append(alphabet.charAt(i * 31 % alphabet.length()));
            }
            try {
                new FormParser(warnings::add).add(text.toString());
            } catch (FormException refused) {
                assertEquals(ResultCode.FAILED_INIT, refused.result(), text.toString());
            }
        }
    }

    private FormPart only(String argument) throws FormException {
        parser.add(argument);
        return parser.root().children.get(0);
    }

    private void assertRefused(String argument, String warning) {
        warnings.clear();
        FormException refused = assertThrows(FormException.class, () -> parser.add(argument), argument);
        assertEquals(ResultCode.FAILED_INIT, refused.result());
        assertEquals(List.of(warning), warnings);
    }

    private static byte[] data(MimePart part) {
        MimeContent.Data data = assertInstanceOf(MimeContent.Data.class, part.content());
        ByteBuffer bytes = data.bytes().duplicate();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
