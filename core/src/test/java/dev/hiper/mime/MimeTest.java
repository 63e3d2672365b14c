package dev.hiper.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tree of parts and who owns what in it. */
class MimeTest {
    private static final class CountingSource implements MimeSource {
        int freed;

        @Override
        public int onRead(ByteBuffer destination) {
            return 0;
        }

        @Override
        public void onFree() {
            freed++;
        }
    }

    @Test
    void aPartGivesBackWhatItWasGiven() {
        MimePart part = Mime.create().addPart();
        assertSame(
                part, part.name("n").filename("f").type("t/x").encoder("Base64").headers(List.of("A: b")));
        assertEquals("n", part.name());
        assertEquals("f", part.filename());
        assertEquals("t/x", part.type());
        assertEquals(MimeEncoder.BASE64, part.encoder());
        assertEquals(List.of("A: b"), part.headers());
        part.name(null).filename(null).type(null).encoder(null).headers(List.of());
        assertNull(part.name());
        assertNull(part.filename());
        assertNull(part.type());
        assertNull(part.encoder());
        assertEquals(List.of(), part.headers());
    }

    @Test
    void dataIsCopiedAndContentReplacesContent() {
        byte[] bytes = {'a', 'b'};
        MimePart part = Mime.create().addPart().data(bytes);
        bytes[0] = 'z';
        MimeContent.Data data = assertInstanceOf(MimeContent.Data.class, part.content());
        assertEquals(ByteBuffer.wrap(new byte[] {'a', 'b'}), data.bytes());
        assertTrue(data.bytes().isReadOnly());
        part.data("\u00e9");
        data = assertInstanceOf(MimeContent.Data.class, part.content());
        assertEquals(ByteBuffer.wrap("\u00e9".getBytes(StandardCharsets.UTF_8)), data.bytes());
        part.noData();
        assertNull(part.content());
    }

    @Test
    void aFileGivesItsNameToThePart() {
        MimePart part = Mime.create().addPart().filename("old").filedata(Path.of("dir", "x.txt"));
        assertEquals("x.txt", part.filename());
        assertNull(part.filedata(Path.of("/")).filename());
    }

    @Test
    void encodersAreKnownByNameInAnyCase() {
        for (String name : List.of("binary", "8BIT", "7bit", "base64", "Quoted-Printable")) {
            assertTrue(MimeEncoder.of(name).token().equalsIgnoreCase(name));
        }
        MimePart part = Mime.create().addPart();
        assertThrows(IllegalArgumentException.class, () -> part.encoder("gzip"));
        assertThrows(IllegalArgumentException.class, () -> part.encoder(""));
    }

    @Test
    @Tag("T044")
    void whatWouldStartAnotherFieldIsRefused() {
        MimePart part = Mime.create().addPart();
        for (String bad : List.of("a\r\nX: y", "a\nb", "a\rb", "a\0b")) {
            assertThrows(IllegalArgumentException.class, () -> part.type(bad));
            assertThrows(IllegalArgumentException.class, () -> part.headers(List.of("A: b", bad)));
        }
        assertThrows(IllegalArgumentException.class, () -> part.name("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> part.filename("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> part.dataCallback(-2, destination -> 0));
    }

    @Test
    void aSourceIsToldOnceThatItIsLetGo() {
        CountingSource replaced = new CountingSource();
        CountingSource closed = new CountingSource();
        Mime inner = Mime.create();
        inner.addPart().dataCallback(1, closed);
        Mime outer = Mime.create();
        MimePart part = outer.addPart().dataCallback(-1, replaced);
        part.subparts(inner);
        assertEquals(1, replaced.freed);
        outer.close();
        outer.close();
        inner.close();
        assertEquals(1, replaced.freed);
        assertEquals(1, closed.freed);
        assertEquals(List.of(), outer.parts());
    }

    @Test
    void aSourceInACopyStaysTheOriginals() {
        CountingSource source = new CountingSource();
        Mime mime = Mime.create();
        mime.addPart().dataCallback(5, source);
        Mime copy = mime.copy();
        assertEquals(mime.parts().get(0).content(), copy.parts().get(0).content());
        copy.close();
        assertEquals(0, source.freed);
        mime.close();
        assertEquals(1, source.freed);
    }

    @Test
    void aCopyIsDeep() {
        Mime inner = Mime.create();
        inner.addPart().data("x").headers(List.of("A: b"));
        Mime mime = Mime.create();
        mime.addPart().name("n").filename("f").type("t/t").encoder("7bit").subparts(inner);
        Mime copy = mime.copy();
        MimePart part = copy.parts().get(0);
        assertEquals("n", part.name());
        assertEquals("f", part.filename());
        assertEquals("t/t", part.type());
        assertEquals(MimeEncoder.SEVEN_BIT, part.encoder());
        MimeContent.Subparts below = assertInstanceOf(MimeContent.Subparts.class, part.content());
        assertNotSame(inner, below.mime());
        inner.addPart();
        assertEquals(1, below.mime().parts().size());
        assertEquals(List.of("A: b"), below.mime().parts().get(0).headers());
    }

    @Test
    void partsLieInOnePlaceAndNotWithinThemselves() {
        Mime inner = Mime.create();
        Mime outer = Mime.create();
        MimePart holder = outer.addPart().subparts(inner);
        assertSame(holder, holder.subparts(inner));
        MimePart other = outer.addPart();
        assertThrows(IllegalArgumentException.class, () -> other.subparts(inner));
        assertThrows(IllegalArgumentException.class, () -> other.subparts(outer));
        MimePart deep = inner.addPart();
        assertThrows(IllegalArgumentException.class, () -> deep.subparts(outer));
        holder.noData();
        assertEquals(List.of(), inner.parts());
        other.subparts(inner);
        inner.close();
        assertNull(other.content());
    }

    @Test
    void nestingIsBounded() {
        Mime top = Mime.create();
        Mime at = top;
        for (int depth = 2; depth <= 40; depth++) {
            Mime below = Mime.create();
            at.addPart().subparts(below);
            at = below;
        }
        MimePart deepest = at.addPart();
        assertThrows(IllegalArgumentException.class, () -> deepest.subparts(Mime.create()));
        MimePart above = Mime.create().addPart();
        assertThrows(IllegalArgumentException.class, () -> above.subparts(top));
    }

    @Test
    void theListOfPartsIsAView() {
        Mime mime = Mime.create();
        List<MimePart> view = mime.parts();
        List<MimePart> added = new ArrayList<>(List.of(mime.addPart(), mime.addPart()));
        assertEquals(added, view);
        assertThrows(UnsupportedOperationException.class, view::clear);
    }
}
