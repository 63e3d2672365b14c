package dev.hiper.examples.curl.report;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import org.jspecify.annotations.Nullable;

/** Answers questions about a transfer by libcurl's names for them. */
@FunctionalInterface
public interface Infos {
    /** The value of an info, without {@code CURLINFO_} in its name; null if there is none. */
    @Nullable
    Object value(String name);

    /** What the engine knows. */
    static Infos of(Easy easy) {
        return new EngineInfos(easy);
    }

    /** A number; 0 if there is none. */
    default long number(String name) {
        Object value = value(name);
        if (value instanceof Number number) {
            return number.longValue();
        }
        return Boolean.TRUE.equals(value) ? 1 : 0;
    }

    /** A text; null if there is none. */
    default @Nullable String text(String name) {
        Object value = value(name);
        return value == null ? null : value.toString();
    }

    /** The infos of an easy handle. */
    record EngineInfos(Easy easy) implements Infos {
        @Override
        public @Nullable Object value(String name) {
            EasyInfo<?> info = EasyInfo.byName(name);
            return info == null ? null : easy.info(info);
        }
    }
}
