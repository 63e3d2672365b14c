package dev.hiper.internal.doh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Puts answers of a DNS server together, well-formed or not. */
public final class Messages {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A complete answer about {@code host} with one address. */
    public static byte[] one(String host, RecordType type, int ttl, int... address) {
        return new Messages()
                .header(0, 0x8180, 1, 1, 0, 0)
                .question(host, type)
                .pointer(12)
                .record(type.number(), ttl, address)
                .toBytes();
    }

    /** A complete answer about {@code host} with a code and nothing else. */
    public static byte[] code(String host, RecordType type, int code) {
        return new Messages()
                .header(0, 0x8180 | code, 1, 0, 0, 0)
                .question(host, type)
                .toBytes();
    }

    Messages header(int id, int flags, int questions, int answers, int authorities, int additionals) {
        return number(id)
                .number(flags)
                .number(questions)
                .number(answers)
                .number(authorities)
                .number(additionals);
    }

    Messages question(String host, RecordType type) {
        return name(host).number(type.number()).number(1);
    }

    Messages name(String host) {
        for (String label : host.split("\\.", -1)) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(ISO_8859_1));
        }
        bytes.write(0);
        return this;
    }

    Messages pointer(int offset) {
        return number(0xc000 | offset);
    }

    /** What follows the owner's name. */
    Messages record(int type, int ttl, int... data) {
        number(type).number(1).number(ttl >>> 16).number(ttl & 0xffff).number(data.length);
        return raw(data);
    }

    /** An alias; the owner's name goes before. */
    Messages alias(int ttl, String target) {
        number(5).number(1).number(ttl >>> 16).number(ttl & 0xffff).number(target.length() + 2);
        return name(target);
    }

    Messages number(int value) {
        bytes.write(value >>> 8);
        bytes.write(value);
        return this;
    }

    Messages raw(int... data) {
        for (int one : data) {
            bytes.write(one);
        }
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
