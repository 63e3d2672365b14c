package dev.hiper.examples.curl.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of {@code reply/servercmd} and {@code reply/postcmd}. */
final class ServerCommands {
    private static final Pattern NUMBERED = Pattern.compile("([a-z]+):? +(\\d+)");
    private static final int MILLIS_PER_SECOND = 1000;

    private final List<String> commands;
    private final List<String> afterwards;

    ServerCommands(CaseFile file) {
        this.commands = new ArrayList<>(file.part("reply/servercmd").words());
        this.afterwards = new ArrayList<>(file.part("reply/postcmd").words());
    }

    boolean has(String command) {
        return commands.contains(command);
    }

    /** The number behind a command such as {@code skip: 100}, or 0. */
    int number(String command) {
        return number(commands, command);
    }

    /** The words behind a command such as {@code user joe}. */
    Optional<String> text(String command) {
        return commands.stream()
                .filter(line -> line.startsWith(command + " "))
                .map(line -> line.substring(command.length() + 1))
                .findFirst();
    }

    int waitMillisAfterReply() {
        return number(afterwards, "wait") * MILLIS_PER_SECOND;
    }

    private static int number(List<String> lines, String command) {
        for (String line : lines) {
            Matcher matcher = NUMBERED.matcher(line);
            if (matcher.matches() && matcher.group(1).equals(command)) {
                return Integer.parseInt(matcher.group(2));
            }
        }
        return 0;
    }
}
