package dev.hiper;

import org.jspecify.annotations.Nullable;

/** Sets {@code millis} in seconds. What does not fit stands for "as long as can be". */
record SecondsRule(EasyOption<Long> millis) implements OptionRule<Long> {
    static final long MILLIS = 1000;

    @Override
    public @Nullable Long read(EasyOption<Long> option, OptionValues values) {
        return values.number(millis) / MILLIS;
    }

    @Override
    public void write(EasyOption<Long> option, OptionValues values, @Nullable Long value) {
        if (value == null) {
            values.set(millis, null);
            return;
        }
        long seconds = OptionCheck.NOT_NEGATIVE.check(option, value);
        values.set(millis, seconds > Long.MAX_VALUE / MILLIS ? Long.MAX_VALUE : seconds * MILLIS);
    }
}
