package dev.hiper;

/**
 * The parts of a frozen configuration, each of which is built again only when an option of it has
 * changed.
 */
enum OptionPart {
    URL(1),
    REQUEST(2),
    RESPONSE(4),
    PACE(8),
    CONNECT(16),
    HTTP(32),

    /** What a request says and a connection must be ready for. */
    REQUEST_AND_CONNECT(2 | 16),

    /** What a request says and a proxy may hear. */
    REQUEST_AND_HTTP(2 | 32),

    /** Options that are read when they are needed, such as callbacks. */
    NONE(0);

    static final int ALL = 63;

    private final int bits;

    OptionPart(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    boolean in(int set) {
        return (set & bits) != 0;
    }
}
