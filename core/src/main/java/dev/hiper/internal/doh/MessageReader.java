package dev.hiper.internal.doh;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.util.Arrays;

/** Reads the fields of one message; whatever leads out of it is refused. */
final class MessageReader {
    private static final int LENGTH_KIND = 0xc0;
    private static final int POINTER = 0xc0;
    private static final int OFFSET_HIGH = 0x3f;

    private final byte[] message;
    private int at;

    MessageReader(byte[] message) {
        this.message = message;
    }

    /** The name that {@code encoded} spells, in the form of {@link #name}. */
    static String nameOf(byte[] encoded) throws TransferException {
        return new MessageReader(encoded).name();
    }

    int unsignedShort() throws TransferException {
        return unsignedByte() << 8 | unsignedByte();
    }

    long unsignedInt() throws TransferException {
        return (long) unsignedShort() << 16 | unsignedShort();
    }

    byte[] bytes(int count) throws TransferException {
        int end = endOf(count);
        byte[] taken = Arrays.copyOfRange(message, at, end);
        at = end;
        return taken;
    }

    /**
     * A name, made to be compared: in lower case, each label with its length in front, since a label may hold a dot.
     * A pointer leads to an earlier place than the labels before it, so there are no circles (RFC 1035, 4.1.4).
     */
    String name() throws TransferException {
        StringBuilder name = new StringBuilder();
        int after = -1;
        int earliest = at;
        int pointers = 0;
        int length = unsignedByte();
        while (length != 0) {
            switch (length & LENGTH_KIND) {
                case 0 -> label(length, name);
                case POINTER -> {
                    int target = (length & OFFSET_HIGH) << 8 | unsignedByte();
                    after = after < 0 ? at : after;
                    if (target < DnsMessage.HEADER_BYTES
                            || target >= earliest
                            || ++pointers > Limits.DNS_NAME_POINTERS) {
                        throw DnsMessage.bad("a name in the answer points nowhere");
                    }
                    at = target;
                    earliest = target;
                }
                default -> throw DnsMessage.bad("a name in the answer has a label of unknown kind");
            }
            length = unsignedByte();
        }
        at = after < 0 ? at : after;
        return name.toString();
    }

    /** Where {@code count} more bytes end. */
    int endOf(int count) throws TransferException {
        if (count > message.length - at) {
            throw DnsMessage.bad("the answer ends too early");
        }
        return at + count;
    }

    void goTo(int position) {
        at = position;
    }

    /** What was read last has to end here. */
    void requireAt(int position) throws TransferException {
        if (at != position) {
            throw DnsMessage.bad("a record in the answer has a wrong length");
        }
    }

    boolean atEnd() {
        return at == message.length;
    }

    private void label(int length, StringBuilder name) throws TransferException {
        // One for the end of the name, which has a length of its own.
        if (name.length() + 1 + length + 1 > Limits.DNS_NAME_BYTES) {
            throw DnsMessage.bad("a name in the answer is too long");
        }
        name.append((char) length);
        int end = endOf(length);
        while (at < end) {
            int c = message[at++] & 0xff;
            name.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
        }
    }

    private int unsignedByte() throws TransferException {
        endOf(1);
        return message[at++] & 0xff;
    }
}
