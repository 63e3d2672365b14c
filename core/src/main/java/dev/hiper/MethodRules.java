package dev.hiper;

import dev.hiper.internal.transfer.RequestOptions.Method;
import dev.hiper.mime.Mime;
import org.jspecify.annotations.Nullable;

/**
 * The four switches that choose the method. They all turn one thing, so that no two of them can be
 * on and a body source of an earlier method cannot be left over.
 */
final class MethodRules {
    static final OptionRule<Boolean> GET = new Rule(Method.GET);
    static final OptionRule<Boolean> POST = new Rule(Method.POST);
    static final OptionRule<Boolean> PUT = new Rule(Method.PUT);
    static final OptionRule<Boolean> HEAD = new Rule(Method.HEAD);

    /** A multipart body: a POST, in place of any other body. */
    static final OptionRule<Mime> MIME = new OptionRule<>() {
        @Override
        public @Nullable Mime read(EasyOption<Mime> option, OptionValues values) {
            return values.mime();
        }

        @Override
        public void write(EasyOption<Mime> option, OptionValues values, @Nullable Mime value) {
            if (value != null) {
                values.postFields(null, false);
                values.method(Method.POST);
            }
            values.mime(value);
        }
    };

    private MethodRules() {}

    private record Rule(Method method) implements OptionRule<Boolean> {
        @Override
        public Boolean read(EasyOption<Boolean> option, OptionValues values) {
            return values.method() == method;
        }

        @Override
        public void write(EasyOption<Boolean> option, OptionValues values, @Nullable Boolean value) {
            boolean on = value == null ? method == Method.GET : value;
            if (on) {
                values.method(method);
                return;
            }
            switch (method) {
                case GET -> {} // HTTPGET off does nothing.
                case HEAD -> {
                    if (values.method() == Method.HEAD) {
                        values.method(Method.GET);
                    }
                }
                case POST, PUT -> values.method(Method.GET);
            }
        }
    }
}
