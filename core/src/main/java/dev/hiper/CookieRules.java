package dev.hiper;

import org.jspecify.annotations.Nullable;

/** Options of the cookie engine, which act on what the handle remembers. */
final class CookieRules {
    static final OptionRule<String> FILE = new Rule() {
        @Override
        void act(OptionValues values, @Nullable String file) {
            values.state().addCookieFile(file);
        }
    };

    static final OptionRule<String> JAR = new Rule() {
        @Override
        void act(OptionValues values, @Nullable String file) {
            values.state().cookieJar(file);
        }
    };

    static final OptionRule<String> LIST = new Rule() {
        @Override
        void act(OptionValues values, @Nullable String command) {
            if (command != null) {
                values.state()
                        .cookieCommand(command, values.flag(EasyOption.COOKIESESSION), OptionValues.wallSeconds());
            }
        }
    };

    private CookieRules() {}

    private abstract static class Rule implements OptionRule<String> {
        @Override
        public @Nullable String read(EasyOption<String> option, OptionValues values) {
            return values.load(option);
        }

        @Override
        public void write(EasyOption<String> option, OptionValues values, @Nullable String value) {
            String checked = value == null ? null : OptionCheck.TEXT.check(option, value);
            act(values, checked);
            values.store(option, checked);
        }

        abstract void act(OptionValues values, @Nullable String value);
    }
}
