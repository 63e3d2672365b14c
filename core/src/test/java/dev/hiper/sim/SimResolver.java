package dev.hiper.sim;

import dev.hiper.spi.Resolver;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Name service by script. Answers come from outside any entry into the engine, as if from another thread, unless the
 * script says "inside the call". Literals, questions after close and a second question for a name that is still being
 * looked up are violations.
 */
public final class SimResolver implements Resolver {
    private static final String LITERAL = "[0-9.]+|.*:.*|\\[.*";

    private final SimNetwork network;
    private final Map<String, SimLookup> lookups = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final List<String> questions = new ArrayList<>();
    private int cancels;
    private boolean answeringAfterCancel;
    private boolean closed;

    public SimResolver(SimNetwork network) {
        this.network = network;
    }

    /** {@code host} has these addresses; the answer takes a millisecond. */
    public SimResolver host(String host, String... literals) {
        return lookup(host, SimLookup.afterMillis(1, literals));
    }

    public SimResolver lookup(String host, SimLookup lookup) {
        lookups.put(host, lookup);
        return this;
    }

    /** Keeps answering questions that were cancelled, as the contract allows. */
    public SimResolver answerAfterCancel(boolean chosen) {
        answeringAfterCancel = chosen;
        return this;
    }

    /** The names asked for, in order. */
    public List<String> questions() {
        return questions;
    }

    public int cancels() {
        return cancels;
    }

    /** Questions that neither ended nor were cancelled. */
    public int runningQuestions() {
        return running.size();
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public Query resolve(String host, Family family, Answer answer) {
        network.inEntry("resolve");
        require(!closed, "asked for " + host + " after close");
        require(!host.matches(LITERAL), "asked for the literal " + host);
        String key = host + " " + family;
        require(running.add(key), "asked twice at a time for " + key);
        questions.add(host);
        network.trace().line("resolve " + key);
        Running query = new Running(key, answer);
        try {
            network.operation("resolve " + host);
        } catch (IOException e) {
            answerOnce(query, () -> query.end(e));
            return query;
        }
        SimLookup lookup = lookups.getOrDefault(host, SimLookup.failing(1, new UnknownHostException(host)));
        play(query, lookup, family);
        return query;
    }

    @Override
    public void close() {
        require(!closed, "closed twice");
        closed = true;
        running.clear();
    }

    private void play(Running query, SimLookup lookup, Family family) {
        for (SimLookup.Part part : lookup.parts()) {
            List<InetAddress> fitting = fitting(part.addresses(), family);
            if (!fitting.isEmpty()) {
                schedule(part.nanos(), () -> query.addresses(fitting));
            }
        }
        if (lookup.isEnding()) {
            schedule(lookup.endNanos(), () -> query.end(lookup.failure()));
        }
    }

    private void schedule(long nanos, Runnable answer) {
        if (nanos < 0) {
            answer.run();
        } else {
            network.after(nanos, answer);
        }
    }

    private void answerOnce(Running query, Runnable answer) {
        if (!query.over) {
            answer.run();
        }
    }

    private static List<InetAddress> fitting(List<InetAddress> all, Family family) {
        List<InetAddress> fitting = new ArrayList<>();
        for (InetAddress address : all) {
            boolean isV4 = address instanceof Inet4Address;
            boolean fits =
                    switch (family) {
                        case ANY -> true;
                        case IPV4 -> isV4;
                        case IPV6 -> !isV4;
                    };
            if (fits) {
                fitting.add(address);
            }
        }
        return fitting;
    }

    private void require(boolean condition, String text) {
        network.require(condition, "resolver " + text);
    }

    private final class Running implements Query {
        private final String key;
        private final Answer answer;
        private boolean cancelled;
        private boolean over;

        Running(String key, Answer answer) {
            this.key = key;
            this.answer = answer;
        }

        void addresses(List<InetAddress> addresses) {
            if (speaking()) {
                network.trace().line("answer " + key + " " + addresses);
                answer.onAddresses(addresses);
            }
        }

        void end(@Nullable Throwable failure) {
            if (speaking()) {
                network.trace().line("answer " + key + " ends" + (failure == null ? "" : ": " + failure));
                over = true;
                if (!cancelled) {
                    running.remove(key);
                }
                answer.onEnd(failure);
            }
        }

        @Override
        public void cancel() {
            if (!cancelled && !over) {
                network.trace().line("cancel " + key);
                cancels++;
                running.remove(key);
            }
            cancelled = true;
        }

        private boolean speaking() {
            return !over && !closed && (!cancelled || answeringAfterCancel);
        }
    }
}
