package dev.hiper;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Options of the HSTS and Alt-Svc caches and of sharing, which act on what the handle remembers. */
final class StateRules {
    static final OptionRule<String> HSTS = new Rule<>() {
        @Override
        void act(EasyOption<String> option, OptionValues values, @Nullable String file) {
            values.state().hsts(file, OptionValues.wallSeconds());
        }
    };

    static final OptionRule<Long> HSTS_CTRL = new Rule<>() {
        @Override
        void act(EasyOption<Long> option, OptionValues values, @Nullable Long bits) {
            if (bits == null || (bits & HandleState.HSTS_ENABLE) == 0) {
                values.state().stores().disableHsts();
            } else {
                values.state().stores().enableHsts();
            }
        }
    };

    static final OptionRule<String> ALTSVC = new Rule<>() {
        @Override
        void act(EasyOption<String> option, OptionValues values, @Nullable String file) {
            values.state().alternatives(file, OptionValues.wallSeconds());
        }
    };

    static final OptionRule<Long> ALTSVC_CTRL = new Rule<>() {
        @Override
        void act(EasyOption<Long> option, OptionValues values, @Nullable Long bits) {
            if (bits == null || bits == 0) {
                values.state().stores().disableAlternatives();
            } else {
                values.state().stores().enableAlternatives();
            }
        }
    };

    static final OptionRule<Share> SHARE = new Rule<>() {
        @Override
        void act(EasyOption<Share> option, OptionValues values, @Nullable Share share) {
            values.state().share(share);
        }
    };

    private StateRules() {}

    private abstract static class Rule<T> implements OptionRule<T> {
        @Override
        public @Nullable T read(EasyOption<T> option, OptionValues values) {
            return values.load(option);
        }

        @Override
        public void write(EasyOption<T> option, OptionValues values, @Nullable T value) {
            if (value instanceof String text) {
                OptionCheck.TEXT.check(stringOption(option), text);
            }
            if (!Objects.equals(values.load(option), value)) {
                act(option, values, value);
            }
            values.store(option, value);
        }

        @SuppressWarnings("unchecked") // Asked for options whose values are texts.
        private static EasyOption<String> stringOption(EasyOption<?> option) {
            return (EasyOption<String>) option;
        }

        abstract void act(EasyOption<T> option, OptionValues values, @Nullable T value);
    }
}
