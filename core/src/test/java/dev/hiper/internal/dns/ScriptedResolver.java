package dev.hiper.internal.dns;

import dev.hiper.spi.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Answers when the test says so. */
public final class ScriptedResolver implements Resolver {
    /** One question. */
    public static final class Question implements Query {
        public final String host;
        public final Family family;
        public final Answer answer;
        public boolean cancelled;

        Question(String host, Family family, Answer answer) {
            this.host = host;
            this.family = family;
            this.answer = answer;
        }

        public void give(String... addresses) {
            answer.onAddresses(addresses(addresses));
        }

        public void end() {
            answer.onEnd(null);
        }

        public void fail() {
            answer.onEnd(new UnknownHostException(host));
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    public final List<Question> questions = new ArrayList<>();
    public boolean closed;

    public static List<InetAddress> addresses(String... texts) {
        return Arrays.stream(texts).map(ScriptedResolver::address).toList();
    }

    public Question last() {
        return questions.get(questions.size() - 1);
    }

    @Override
    public Query resolve(String host, Family family, Answer answer) {
        Question question = new Question(host, family, answer);
        questions.add(question);
        return question;
    }

    @Override
    public void close() {
        closed = true;
    }

    private static InetAddress address(String text) {
        InetAddress address = AddressLiteral.parse(text);
        if (address == null) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }
}
