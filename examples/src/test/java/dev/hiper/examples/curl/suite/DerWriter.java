package dev.hiper.examples.curl.suite;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the few ASN.1 types that certificates need, in DER (X.690). */
final class DerWriter {
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT_PRIMITIVE = 0x80;
    private static final int CONTEXT_CONSTRUCTED = 0xa0;
    private static final int SHORT_LENGTH = 0x80;
    private static final int BYTE_BITS = 8;
    private static final int BYTE_MASK = 0xff;
    private static final int ARC_BITS = 7;
    private static final int ARC_MASK = 0x7f;
    private static final int FIRST_ARC_FACTOR = 40;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private DerWriter() {}

    static byte[] sequence(byte[]... elements) {
        return tagged(SEQUENCE, concatenated(elements));
    }

    static byte[] set(byte[]... elements) {
        return tagged(SET, concatenated(elements));
    }

    static byte[] explicit(int number, byte[] element) {
        return tagged(CONTEXT_CONSTRUCTED + number, element);
    }

    static byte[] implicit(int number, byte[] content) {
        return tagged(CONTEXT_PRIMITIVE + number, content);
    }

    static byte[] bool(boolean value) {
        return tagged(BOOLEAN, new byte[] {(byte) (value ? BYTE_MASK : 0)});
    }

    static byte[] integer(BigInteger value) {
        return tagged(INTEGER, value.toByteArray());
    }

    /** The last bits of the last octet may be unused. */
    static byte[] bits(int unused, byte[] octets) {
        return tagged(BIT_STRING, concatenated(new byte[] {(byte) unused}, octets));
    }

    static byte[] octets(byte[] octets) {
        return tagged(OCTET_STRING, octets);
    }

    static byte[] utf8(String text) {
        return tagged(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant instant) {
        return tagged(UTC_TIME, UTC.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /** An object identifier such as {@code 2.5.4.3}. */
    static byte[] identifier(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(arcs[0]) * FIRST_ARC_FACTOR + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            writeArc(out, Integer.parseInt(arcs[i]));
        }
        return tagged(OBJECT_IDENTIFIER, out.toByteArray());
    }

    private static void writeArc(ByteArrayOutputStream out, int arc) {
        int shift = 0;
        while (arc >> (shift + ARC_BITS) != 0) {
            shift += ARC_BITS;
        }
        while (shift > 0) {
            out.write(((arc >> shift) & ARC_MASK) | SHORT_LENGTH);
            shift -= ARC_BITS;
        }
        out.write(arc & ARC_MASK);
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < SHORT_LENGTH) {
            out.write(content.length);
        } else {
            int octets = 1;
            while (content.length >> (octets * BYTE_BITS) != 0) {
                octets++;
            }
            out.write(SHORT_LENGTH | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write((content.length >> (i * BYTE_BITS)) & BYTE_MASK);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] concatenated(byte[]... elements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            out.writeBytes(element);
        }
        return out.toByteArray();
    }
}
