package dev.hiper.internal.dns;

import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.spi.Resolver;
import java.util.ArrayList;
import java.util.List;

/** Name servers that a test answers for. */
final class ScriptedServers implements NameServers {
    record Question(NameServer server, String host, Resolver.Family family, Answer answer) {}

    final List<Question> questions = new ArrayList<>();
    int cancels;

    Question last() {
        return questions.get(questions.size() - 1);
    }

    @Override
    public Resolver.Query ask(
            NameServer server, String host, Resolver.Family family, Answer answer, ConnectContext asker) {
        questions.add(new Question(server, host, family, answer));
        return () -> cancels++;
    }
}
