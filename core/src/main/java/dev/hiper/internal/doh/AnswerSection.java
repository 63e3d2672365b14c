package dev.hiper.internal.doh;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The records of one answer, in whatever order they come; then which of them belong to the name that was asked for. */
final class AnswerSection {
    static final DnsAnswer NOTHING = new DnsAnswer(List.of(), 0);

    private static final int CNAME = 5;
    private static final long NEGATIVE_BIT = 0x8000_0000L;

    private record Alias(String target, long ttlSeconds) {}

    private record Address(InetAddress address, long ttlSeconds) {}

    private final RecordType wanted;
    private final Map<String, Alias> aliases = new HashMap<>();
    private final Map<String, List<Address>> addresses = new HashMap<>();

    AnswerSection(RecordType wanted) {
        this.wanted = wanted;
    }

    /** Takes a record whose {@code length} bytes of data are next in {@code in}. */
    void take(String owner, int type, long ttlSeconds, MessageReader in, int length) throws TransferException {
        if (type == CNAME) {
            int end = in.endOf(length);
            aliases.putIfAbsent(owner, new Alias(in.name(), ttlSeconds));
            in.requireAt(end);
        } else if (type == wanted.number()) {
            if (length != wanted.bytes()) {
                throw DnsMessage.bad("an address in the answer has a wrong length");
            }
            List<Address> known = addresses.computeIfAbsent(owner, name -> new ArrayList<>());
            if (known.size() < Limits.ADDRESSES) {
                known.add(new Address(addressOf(in.bytes(length)), ttlSeconds));
            }
        }
    }

    /** The addresses of {@code name}, or of the name that it is an alias of. */
    DnsAnswer of(String name) throws TransferException {
        String current = name;
        long ttl = Limits.DNS_TTL_SECONDS;
        int followed = 0;
        // Addresses first: a name that has both breaks a rule (RFC 2181, 10.1), and one look at it ends.
        while (!addresses.containsKey(current)) {
            Alias alias = aliases.get(current);
            if (alias == null) {
                return NOTHING;
            }
            if (++followed > Limits.DNS_ALIASES) {
                throw DnsMessage.bad("the answer has too many aliases, or they go in circles");
            }
            current = alias.target;
            ttl = Math.min(ttl, valid(alias.ttlSeconds));
        }
        List<InetAddress> found = new ArrayList<>();
        for (Address one : addresses.getOrDefault(current, List.of())) {
            found.add(one.address);
            ttl = Math.min(ttl, valid(one.ttlSeconds));
        }
        return new DnsAnswer(found, ttl);
    }

    /** A time that would be negative if it were signed counts as none (RFC 2181, 8). */
    private static long valid(long ttlSeconds) {
        return (ttlSeconds & NEGATIVE_BIT) == 0 ? ttlSeconds : 0;
    }

    private static InetAddress addressOf(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of the right length was refused", e);
        }
    }
}
