package dev.hiper;

import org.jspecify.annotations.Nullable;

/**
 * Another name and number for {@code other}; checked under its own name, so that a refusal tells
 * the one used.
 */
record SameRule<T>(EasyOption<T> other, OptionCheck<T> check) implements OptionRule<T> {
    @Override
    public @Nullable T read(EasyOption<T> option, OptionValues values) {
        return values.get(other);
    }

    @Override
    public void write(EasyOption<T> option, OptionValues values, @Nullable T value) {
        values.set(other, value == null ? null : check.check(option, value));
    }
}
