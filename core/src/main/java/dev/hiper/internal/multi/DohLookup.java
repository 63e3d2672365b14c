package dev.hiper.internal.multi;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.NameServers;
import dev.hiper.internal.doh.DnsAnswer;
import dev.hiper.internal.doh.DnsMessage;
import dev.hiper.internal.doh.RecordType;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.spi.Resolver;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One name asked of a DNS server over HTTPS: a question for each kind of address, each with a transfer of its own. The
 * answer is complete when all of them have ended; one that failed does not matter if another one brought addresses.
 */
final class DohLookup implements Resolver.Query {
    private final Engine engine;
    private final String host;
    private final NameServers.Answer answer;
    private final List<Member> probes = new ArrayList<>();
    private final List<InetAddress> addresses = new ArrayList<>();
    private long ttlSeconds = Long.MAX_VALUE;
    private @Nullable TransferException failure;

    DohLookup(Engine engine, String host, NameServers.Answer answer) {
        this.engine = engine;
        this.host = host;
        this.answer = answer;
    }

    void start(DohServer server, Resolver.Family family, ConnectContext asker) {
        try {
            for (RecordType type : types(family)) {
                byte[] question = DnsMessage.question(host, type);
                DohProbe probe = new DohProbe(type, asker);
                Member member = Member.internal(probe, own -> ended(own, probe));
                probes.add(member);
                engine.addInternal(member, server.transfer(question));
            }
        } catch (TransferException unaskable) {
            answer.failed(failed(unaskable), engine.nowNanos());
        }
    }

    @Override
    public void cancel() {
        for (Member probe : List.copyOf(probes)) {
            engine.dismiss(probe);
        }
        probes.clear();
    }

    private void ended(Member member, DohProbe probe) {
        probes.remove(member);
        try {
            DnsAnswer heard = DnsMessage.answer(probe.message(member.transfer), host, probe.type());
            addresses.addAll(heard.addresses());
            ttlSeconds = Math.min(ttlSeconds, heard.ttlSeconds());
        } catch (TransferException problem) {
            failure = failure == null ? problem : failure;
        }
        if (!probes.isEmpty()) {
            return;
        }
        TransferException problem = failure;
        if (addresses.isEmpty() && problem != null) {
            answer.failed(failed(problem), engine.nowNanos());
        } else {
            answer.known(addresses, ttlSeconds, engine.nowNanos());
        }
    }

    private static TransferException failed(TransferException why) {
        return new TransferException(ResultCode.COULDNT_RESOLVE_HOST, "DNS over HTTPS: " + why.getMessage(), why);
    }

    private static Set<RecordType> types(Resolver.Family family) {
        return switch (family) {
            case ANY -> EnumSet.allOf(RecordType.class);
            case IPV4 -> EnumSet.of(RecordType.A);
            case IPV6 -> EnumSet.of(RecordType.AAAA);
        };
    }
}
