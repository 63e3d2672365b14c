package dev.hiper.internal.proxy;

import dev.hiper.error.ProxyCode;
import dev.hiper.internal.dns.ManualContext;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.Timer;
import dev.hiper.internal.filter.TunnelAuthorization;
import dev.hiper.internal.filter.TunnelClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transfer on its way through proxies, with a memory. */
final class ProxyContext implements ConnectContext, TunnelClient, TunnelAuthorization {
    final ManualContext manual = new ManualContext();
    final List<Integer> statuses = new ArrayList<>();
    final List<String> challenges = new ArrayList<>();
    final List<ProxyCode> failures = new ArrayList<>();
    final StringBuilder heads = new StringBuilder();
    final StringBuilder requests = new StringBuilder();
    /** Credentials of the rounds to come. */
    final Deque<String> credentials = new ArrayDeque<>();

    List<String> headers = List.of();

    @Nullable
    String agent = "agent/1";

    /** Credentials are not there yet. */
    boolean credentialsMissing;

    boolean failsOnError;
    int lost;
    int givesUpAfter = Integer.MAX_VALUE;

    @Override
    public @Nullable String userAgent() {
        return agent;
    }

    @Override
    public List<String> proxyHeaders() {
        return headers;
    }

    @Override
    public boolean failsOnError() {
        return failsOnError;
    }

    @Override
    public TunnelAuthorization authorization() {
        return this;
    }

    @Override
    public boolean ready() {
        return !credentialsMissing;
    }

    @Override
    public void tunnelRequest(ByteBuffer head) {
        requests.append(StandardCharsets.ISO_8859_1.decode(head.duplicate()));
    }

    @Override
    public void tunnelStatus(int status) {
        statuses.add(status);
    }

    @Override
    public void tunnelLine(ByteBuffer line) {
        heads.append(StandardCharsets.ISO_8859_1.decode(line.duplicate()));
    }

    @Override
    public void proxyFailed(ProxyCode code) {
        failures.add(code);
    }

    @Override
    public @Nullable String next(String authority) {
        return credentials.poll();
    }

    @Override
    public void challenge(String value) {
        challenges.add(value);
    }

    @Override
    public boolean again(int status) {
        return givesUpAfter-- > 0;
    }

    @Override
    public void connectionLost() {
        lost++;
    }

    @Override
    public TunnelClient tunnel() {
        return this;
    }

    @Override
    public long nowNanos() {
        return manual.nowNanos();
    }

    @Override
    public void expireAt(Timer timer, long deadlineNanos) {
        manual.expireAt(timer, deadlineNanos);
    }

    @Override
    public void cancel(Timer timer) {
        manual.cancel(timer);
    }

    @Override
    public void wake() {
        manual.wake();
    }

    @Override
    public void reached(ConnectPhase phase) {
        manual.reached(phase);
    }

    @Override
    public boolean tracing() {
        return true;
    }

    @Override
    public void trace(String text) {
        manual.trace(text);
    }
}
