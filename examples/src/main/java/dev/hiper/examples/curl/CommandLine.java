package dev.hiper.examples.curl;

import dev.hiper.examples.curl.Option.Argument;
import dev.hiper.examples.curl.Option.Reach;
import org.jspecify.annotations.Nullable;

/** Splits arguments into options and their values: long and short forms, negations, bundled letters. */
final class CommandLine {
    private static final String NO = "no-";
    private static final String EXPAND = "expand-";
    /** A left double quotation mark in UTF-8, octet by octet. */
    private static final String CURLY_QUOTE = "\u00e2\u0080\u009c";

    private final OptionTable table = new OptionTable();
    private final OptionReader reader;
    private final Messages messages;

    CommandLine(OptionReader reader, Messages messages) {
        this.reader = reader;
        this.messages = messages;
    }

    /** Reads all arguments from {@code first} on. What is wrong with them is told before it is thrown. */
    void read(String[] arguments, int first) throws UsageException {
        boolean options = true;
        for (int i = first; i < arguments.length; i++) {
            String word = arguments[i];
            if (options && word.startsWith("-")) {
                if (word.equals("--")) {
                    options = false;
                } else if (named(word, i + 1 < arguments.length ? arguments[i + 1] : null)) {
                    i++;
                }
            } else {
                named("--url", word);
            }
            if (reader.request() != OptionReader.Wish.TRANSFERS) {
                reader.subject(i + 1 < arguments.length ? arguments[i + 1] : null);
                return;
            }
        }
    }

    private boolean named(String word, @Nullable String following) throws UsageException {
        try {
            return option(word, following);
        } catch (UsageException wrong) {
            messages.hint("option " + word + ": " + wrong.why());
            throw wrong;
        }
    }

    /**
     * One option with its dashes.
     *
     * @param following the argument behind it; null for none
     * @return whether that was the value of the option
     */
    boolean option(String word, @Nullable String following) throws UsageException {
        return word.startsWith("--") ? longOption(word.substring(2), following) : letters(word, following);
    }

    private boolean longOption(String word, @Nullable String following) throws UsageException {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String attached = equals < 0 ? null : word.substring(equals + 1);
        boolean on = !name.startsWith(NO) || table.named(name) != null;
        boolean expand = name.startsWith(EXPAND);
        String bare = !on ? name.substring(NO.length()) : expand ? name.substring(EXPAND.length()) : name;
        Option option = table.named(bare);
        if (option == null) {
            throw UsageException.unknown();
        }
        if (!option.argument.taken()) {
            if (attached != null) {
                throw UsageException.because("had unsupported trailing garbage");
            }
            if (expand) {
                throw UsageException.because("variable expansion failure");
            }
            if (!on && option.argument == Argument.NONE) {
                throw notBoolean();
            }
            apply(option, on);
            return false;
        }
        if (!on) {
            throw notBoolean();
        }
        String value = attached != null ? attached : following;
        if (value == null) {
            throw UsageException.missingParameter();
        }
        apply(option, expand ? reader.expanded(value) : value);
        return attached == null;
    }

    private boolean letters(String word, @Nullable String following) throws UsageException {
        if (word.length() == 1) {
            throw UsageException.unknown();
        }
        for (int i = 1; i < word.length(); i++) {
            Option option = table.lettered(word.charAt(i));
            if (option == null) {
                throw UsageException.unknown();
            }
            if (!option.argument.taken()) {
                apply(option, option.argument != Argument.OFF);
                continue;
            }
            if (i + 1 < word.length()) {
                apply(option, word.substring(i + 1));
                return false;
            }
            if (following == null) {
                throw UsageException.missingParameter();
            }
            apply(option, following);
            return true;
        }
        return false;
    }

    private void apply(Option option, boolean on) throws UsageException {
        ensureSupported(option, on);
        if (option.reach != Reach.IGNORED) {
            reader.flag(option, on);
        }
    }

    private void apply(Option option, String value) throws UsageException {
        ensureSupported(option, true);
        if (option.argument == Argument.FILE && value.length() > 1 && value.startsWith("-")) {
            messages.warn("The filename argument '" + value + "' looks like a flag.");
        } else if (value.startsWith(CURLY_QUOTE)) {
            messages.warn(
                    "The argument '" + value + "' starts with a Unicode quote where maybe an ASCII \" was intended?");
        }
        if (option.reach != Reach.IGNORED) {
            reader.value(option, value);
        }
    }

    /** Switching off what is never on is no wish that fails. */
    private static void ensureSupported(Option option, boolean on) throws UsageException {
        if (on && option.reach == Reach.UNSUPPORTED) {
            throw UsageException.notSupported();
        }
    }

    private static UsageException notBoolean() {
        return UsageException.because("used '--no-' for option that is not a boolean");
    }
}
