package dev.hiper.codings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.coding.ContentCodings;
import dev.hiper.internal.coding.DecodeBuffers;
import dev.hiper.internal.coding.DecodingChain;
import dev.hiper.spi.ContentCoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InstalledCodingsTest {
    @Test
    void engineOffersThemInTheOrderOfLibcurl() {
        assertEquals("deflate, gzip, br, zstd", ContentCodings.withInstalled().acceptEncoding());
    }

    @Test
    @Tag("T083")
    void damagedStreamsGiveBytesOrARefusal() throws IOException {
        Random random = new Random(20);
        byte[] body = Decoding.body(3000);
        for (int i = 0; i < 2000; i++) {
            boolean brotli = i % 2 == 0;
            byte[] damaged = brotli ? Encoder.compress(body) : Zstd.compress(body);
            damaged[random.nextInt(Math.min(damaged.length, 1 << (2 + random.nextInt(12))))] = (byte) random.nextInt();
            ContentCoding coding = brotli ? new BrotliCoding() : new ZstdCoding();
            try {
                Decoding.decode(coding, damaged, 1 + random.nextInt(4000), 1000);
            } catch (TransferException e) {
                assertTrue(e.result() == ResultCode.BAD_CONTENT_ENCODING || e.result() == ResultCode.WRITE_ERROR);
            }
        }
    }

    @Test
    void engineUndoesThemInARow() throws TransferException, IOException {
        byte[] body = Decoding.body(100_000);
        byte[] zstdInBrotli = Encoder.compress(Zstd.compress(body));
        DecodeBuffers buffers = new DecodeBuffers();
        for (int piece : Decoding.SIZES) {
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            try (DecodingChain chain = new DecodingChain(ContentCodings.withInstalled(), buffers)) {
                chain.begin(DecodingChain.Kind.CONTENT);
                chain.add("zstd, br");
                for (int at = 0; at < zstdInBrotli.length; at += piece) {
                    int length = Math.min(piece, zstdInBrotli.length - at);
                    chain.write(ByteBuffer.wrap(zstdInBrotli, at, length), decoded -> {
                        byte[] bytes = new byte[decoded.remaining()];
                        decoded.get(bytes);
                        received.writeBytes(bytes);
                        return true;
                    });
                }
                assertTrue(chain.finished());
            }
            assertArrayEquals(body, received.toByteArray());
        }
        assertEquals(0, buffers.lent());
    }
}
