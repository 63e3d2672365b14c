package dev.hiper;

import org.jspecify.annotations.Nullable;

/** A value for itself, checked and kept. */
record StoredRule<T>(OptionCheck<T> check) implements OptionRule<T> {
    @Override
    public @Nullable T read(EasyOption<T> option, OptionValues values) {
        return values.load(option);
    }

    @Override
    public void write(EasyOption<T> option, OptionValues values, @Nullable T value) {
        values.store(option, value == null ? null : check.check(option, value));
    }
}
