package dev.hiper;

import dev.hiper.internal.transfer.RequestOptions.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body in memory, kept by reference or copied. Setting it selects POST. */
record PostFieldsRule(boolean copies) implements OptionRule<byte[]> {
    static final PostFieldsRule KEPT = new PostFieldsRule(false);
    static final PostFieldsRule COPIED = new PostFieldsRule(true);

    @Override
    public byte @Nullable [] read(EasyOption<byte[]> option, OptionValues values) {
        byte[] fields = values.postFields();
        return fields != null && copies ? fields.clone() : fields;
    }

    @Override
    public void write(EasyOption<byte[]> option, OptionValues values, byte @Nullable [] value) {
        values.postFields(value == null || !copies ? value : copy(option, values, value), copies);
        values.method(Method.POST);
    }

    private static byte[] copy(EasyOption<byte[]> option, OptionValues values, byte[] value) {
        long size = values.number(EasyOption.POSTFIELDSIZE_LARGE);
        if (size > value.length) {
            throw option.refused(value.length + " bytes given where POSTFIELDSIZE_LARGE says " + size);
        }
        return size < 0 ? value.clone() : Arrays.copyOf(value, (int) size);
    }

    /** POSTFIELDSIZE_LARGE: raising it drops an earlier copy, which is too short for it. */
    static final class Size implements OptionRule<Long> {
        static final Size RULE = new Size();

        @Override
        public @Nullable Long read(EasyOption<Long> option, OptionValues values) {
            return values.load(EasyOption.POSTFIELDSIZE_LARGE);
        }

        @Override
        public void write(EasyOption<Long> option, OptionValues values, @Nullable Long value) {
            long size = value == null ? -1 : OptionCheck.MINUS_ONE_OR_MORE.check(option, value);
            if (size > values.number(EasyOption.POSTFIELDSIZE_LARGE)) {
                values.dropCopiedPostFields();
            }
            values.store(EasyOption.POSTFIELDSIZE_LARGE, value);
        }
    }
}
