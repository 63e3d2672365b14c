package dev.hiper.internal.doh;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** DNS messages (RFC 1035, 4): encodes a question for one name and reads the answer to it. */
public final class DnsMessage {
    static final int HEADER_BYTES = 12;
    private static final int CLASS_INTERNET = 1;
    private static final int HIGHEST_ASCII = 0x7f;

    /** The server is to ask others. */
    private static final int RECURSION_DESIRED = 0x0100;

    private static final int RESPONSE = 0x8000;
    private static final int OPERATION = 0x7800;
    private static final int TRUNCATED = 0x0200;
    private static final int CODE = 0x000f;
    private static final int NO_SUCH_NAME = 3;

    private DnsMessage() {}

    /**
     * The question for addresses of {@code host}. Its id is 0, so that equal questions are equal bytes (RFC 8484, 4.1).
     *
     * @throws TransferException if DNS cannot hold such a name
     */
    public static byte[] question(String host, RecordType type) throws TransferException {
        byte[] name = encodedName(host);
        return ByteBuffer.allocate(HEADER_BYTES + name.length + 4)
                .putShort((short) 0)
                .putShort((short) RECURSION_DESIRED)
                .putShort((short) 1)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .put(name)
                .putShort((short) type.number())
                .putShort((short) CLASS_INTERNET)
                .array();
    }

    /**
     * Reads the answer to {@link #question}. A name that does not exist is an answer, too.
     *
     * @throws TransferException if the message is malformed, answers something else, or tells a failure
     */
    public static DnsAnswer answer(byte[] message, String host, RecordType type) throws TransferException {
        MessageReader in = new MessageReader(message);
        if (in.unsignedShort() != 0) {
            throw bad("the answer has the id of another question");
        }
        int flags = in.unsignedShort();
        if ((flags & RESPONSE) == 0 || (flags & OPERATION) != 0) {
            throw bad("the message is not the answer to a question");
        }
        if ((flags & TRUNCATED) != 0) {
            throw bad("the answer is incomplete");
        }
        int code = flags & CODE;
        if (code != 0 && code != NO_SUCH_NAME) {
            throw bad("the server answered with code " + code + explained(code));
        }
        int questions = in.unsignedShort();
        int answers = in.unsignedShort();
        int others = in.unsignedShort() + in.unsignedShort();
        String asked = MessageReader.nameOf(encodedName(host));
        if (questions != 1
                || !in.name().equals(asked)
                || in.unsignedShort() != type.number()
                || in.unsignedShort() != CLASS_INTERNET) {
            throw bad("the answer is about something else");
        }
        AnswerSection section = new AnswerSection(type);
        for (int i = 0; i < answers; i++) {
            readRecord(in, section);
        }
        for (int i = 0; i < others; i++) {
            readRecord(in, null);
        }
        if (!in.atEnd()) {
            throw bad("the answer is followed by something else");
        }
        return code == NO_SUCH_NAME ? AnswerSection.NOTHING : section.of(asked);
    }

    /** Whatever the other sections say is not what was asked for, and not believed (T204). */
    private static void readRecord(MessageReader in, @Nullable AnswerSection section) throws TransferException {
        String owner = in.name();
        int type = in.unsignedShort();
        int dnsClass = in.unsignedShort();
        long ttlSeconds = in.unsignedInt();
        int length = in.unsignedShort();
        int end = in.endOf(length);
        if (section != null && dnsClass == CLASS_INTERNET) {
            section.take(owner, type, ttlSeconds, in, length);
        }
        in.goTo(end);
    }

    private static byte[] encodedName(String host) throws TransferException {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        int end = host.endsWith(".") ? host.length() - 1 : host.length();
        int start = 0;
        while (start <= end) {
            int dot = host.indexOf('.', start);
            int stop = dot < 0 || dot > end ? end : dot;
            int length = stop - start;
            if (length == 0 || length > Limits.DNS_LABEL_BYTES) {
                throw bad("a part of the name is empty or too long");
            }
            name.write(length);
            for (int i = start; i < stop; i++) {
                char c = host.charAt(i);
                if (c > HIGHEST_ASCII) {
                    throw bad("the name is not ASCII");
                }
                name.write(c);
            }
            start = stop + 1;
        }
        name.write(0);
        if (name.size() > Limits.DNS_NAME_BYTES) {
            throw bad("the name is too long");
        }
        return name.toByteArray();
    }

    private static String explained(int code) {
        return switch (code) {
            case 1 -> " (FORMERR)";
            case 2 -> " (SERVFAIL)";
            case 4 -> " (NOTIMP)";
            case 5 -> " (REFUSED)";
            default -> "";
        };
    }

    static TransferException bad(String what) {
        return new TransferException(ResultCode.COULDNT_RESOLVE_HOST, what);
    }
}
