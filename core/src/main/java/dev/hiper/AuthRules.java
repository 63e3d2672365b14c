package dev.hiper;

import dev.hiper.url.Escape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Options about authentication that set others. */
final class AuthRules {
    static final OptionRule<String> AWS_SIGV4 = new SigV4();

    private AuthRules() {}

    /** Two options in one text, with a colon between. */
    record UserAndPassword(boolean forProxy) implements OptionRule<String> {
        @Override
        public @Nullable String read(EasyOption<String> option, OptionValues values) {
            String user = values.get(userOption());
            String password = values.get(passwordOption());
            return password == null ? user : Objects.requireNonNullElse(user, "") + ':' + password;
        }

        @Override
        public void write(EasyOption<String> option, OptionValues values, @Nullable String value) {
            if (value == null) {
                values.set(userOption(), null);
                values.set(passwordOption(), null);
                return;
            }
            OptionCheck.TEXT.check(option, value);
            int colon = value.indexOf(':');
            String user = colon < 0 ? value : value.substring(0, colon);
            String password = colon < 0 ? null : value.substring(colon + 1);
            // Both are judged before either is set.
            String plainUser = forProxy ? decoded(option, user) : user;
            String plainPassword = forProxy && password != null ? decoded(option, password) : password;
            values.set(userOption(), plainUser);
            values.set(passwordOption(), plainPassword);
        }

        private EasyOption<String> userOption() {
            return forProxy ? EasyOption.PROXYUSERNAME : EasyOption.USERNAME;
        }

        private EasyOption<String> passwordOption() {
            return forProxy ? EasyOption.PROXYPASSWORD : EasyOption.PASSWORD;
        }

        private static String decoded(EasyOption<String> option, String text) {
            String plain = Utf8.decode(Escape.unescape(text));
            if (plain.indexOf('\0') >= 0) {
                throw option.refused("an encoded NUL");
            }
            return plain;
        }
    }

    private static final class SigV4 implements OptionRule<String> {
        @Override
        public @Nullable String read(EasyOption<String> option, OptionValues values) {
            return values.load(option);
        }

        @Override
        public void write(EasyOption<String> option, OptionValues values, @Nullable String value) {
            values.store(option, value == null ? null : OptionCheck.TEXT.check(option, value));
            if (value != null) {
                values.set(EasyOption.HTTPAUTH, HttpAuth.AWS_SIGV4);
            }
        }
    }
}
