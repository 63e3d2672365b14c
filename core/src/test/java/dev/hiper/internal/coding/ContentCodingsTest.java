package dev.hiper.internal.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hiper.spi.ContentCoding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentCodingsTest {
    private final ContentCodings builtIn = ContentCodings.builtIn();

    @Test
    void builtInCodingsAreOfferedInTheOrderOfLibcurl() {
        assertEquals("deflate, gzip", builtIn.acceptEncoding());
    }

    @Test
    void namesAreFoundInAnyCaseAndByAlias() {
        assertNotNull(builtIn.find("GZip"));
        assertSame(builtIn.find("gzip"), builtIn.find("X-GZIP"));
        assertNotNull(builtIn.find("deflate"));
        assertNull(builtIn.find("br"));
        assertNull(builtIn.find("gzi"));
        assertNull(builtIn.find("gzip2"));
    }

    @Test
    void othersComeBehindTheBuiltInOnes() {
        ContentCoding coding = coding("br", true);
        ContentCodings all = builtIn.with(List.of(coding));
        assertEquals("deflate, gzip, br", all.acceptEncoding());
        assertSame(coding, all.find("BR"));
        assertEquals("deflate, gzip", builtIn.acceptEncoding());
    }

    @Test
    void unavailableCodingIsUnknown() {
        ContentCodings all = builtIn.with(List.of(coding("br", false)));
        assertEquals("deflate, gzip", all.acceptEncoding());
        assertNull(all.find("br"));
    }

    @Test
    void firstCodingOfANameCounts() {
        ContentCodings all = builtIn.with(List.of(coding("gzip", true)));
        assertEquals("deflate, gzip", all.acceptEncoding());
        assertSame(builtIn.find("gzip"), all.find("gzip"));
    }

    @Test
    void installedCodingsContainTheBuiltInOnes() {
        assertSame(builtIn.find("gzip"), ContentCodings.withInstalled().find("gzip"));
    }

    private static ContentCoding coding(String name, boolean available) {
        return new ContentCoding() {
            @Override
            public List<String> names() {
                return List.of(name);
            }

            @Override
            public boolean isAvailable() {
                return available;
            }

            @Override
            public Decoder newDecoder() {
                return UnknownCoding.DECODER;
            }
        };
    }
}
