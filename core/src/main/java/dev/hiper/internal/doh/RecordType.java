package dev.hiper.internal.doh;

/** The kinds of addresses that are asked for. */
public enum RecordType {
    A(1, 4),
    AAAA(28, 16);

    private final int number;
    private final int bytes;

    RecordType(int number, int bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    int number() {
        return number;
    }

    /** How long an address is. */
    int bytes() {
        return bytes;
    }
}
