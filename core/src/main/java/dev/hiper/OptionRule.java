package dev.hiper;

import org.jspecify.annotations.Nullable;

/**
 * How the value of an option is kept among those of all options, and what setting it does to
 * others.
 */
interface OptionRule<T> {
    @Nullable
    T read(EasyOption<T> option, OptionValues values);

    /**
     * Sets the option.
     *
     * @param value null for the default
     * @throws IllegalArgumentException if the value is refused; then nothing has changed
     */
    void write(EasyOption<T> option, OptionValues values, @Nullable T value);
}
