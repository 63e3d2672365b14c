package dev.hiper;

import dev.hiper.internal.transfer.RequestOptions.Method;
import dev.hiper.mime.Mime;
import dev.hiper.spi.NanoClock;
import dev.hiper.url.Url;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of all options of one easy handle, and which parts of its configuration they have
 * changed.
 */
final class OptionValues {
    /** What was set, by the index of its option; null where the default holds. */
    private final @Nullable Object[] set;

    private Method method = Method.GET;
    private byte @Nullable [] postFields;
    private boolean postFieldsCopied;
    private int changed = OptionPart.ALL;
    /** {@link EasyOption#VERBOSE}: asked at every step of a transfer. */
    private boolean verbose;

    private @Nullable HandleState state;
    private @Nullable Mime mime;

    OptionValues() {
        set = new @Nullable Object[EasyOption.all().size()];
    }

    /**
     * A deep copy: what is not immutable is not shared, except callbacks and the private object.
     */
    private OptionValues(OptionValues other) {
        set = other.set.clone();
        method = other.method;
        byte[] fields = other.postFields;
        postFields = fields == null ? null : fields.clone();
        postFieldsCopied = other.postFieldsCopied;
        verbose = other.verbose;
        Url url = other.get(EasyOption.CURLU);
        if (url != null) {
            store(EasyOption.CURLU, url.dup());
        }
        Mime form = other.mime;
        mime = form == null ? null : form.copy();
        HandleState remembered = other.state;
        state = remembered == null ? null : remembered.copy(wallSeconds());
        store(EasyOption.SHARE, null);
    }

    OptionValues copy() {
        return new OptionValues(this);
    }

    void reset() {
        Arrays.fill(set, null);
        method = Method.GET;
        postFields = null;
        postFieldsCopied = false;
        mime = null;
        verbose = false;
        HandleState remembered = state;
        if (remembered != null) {
            remembered.forgetFiles();
        }
        changed = OptionPart.ALL;
    }

    /** The value or the default; null if there is neither. */
    <T> @Nullable T get(EasyOption<T> option) {
        return option.rule().read(option, this);
    }

    <T> void set(EasyOption<T> option, @Nullable T value) {
        if (value != null && !option.type().isInstance(value)) {
            throw option.refused("takes a " + option.type().getSimpleName());
        }
        option.rule().write(option, this, value);
    }

    boolean flag(EasyOption<Boolean> option) {
        return Boolean.TRUE.equals(get(option));
    }

    /** The number of an option that has a default. */
    long number(EasyOption<Long> option) {
        return Objects.requireNonNull(get(option));
    }

    /** The lines of a list, none if it is not set. */
    List<String> lines(EasyOption<List<String>> option) {
        return Objects.requireNonNull(get(option));
    }

    /** The value of an option that has a default. */
    <T> T required(EasyOption<T> option) {
        return Objects.requireNonNull(get(option));
    }

    /** The changed parts, as a set of {@link OptionPart#bits()}s, which is empty from now on. */
    int takeChanges() {
        int taken = changed;
        changed = 0;
        return taken;
    }

    /** What is kept for {@code option} itself, or its default. */
    @SuppressWarnings("unchecked") // store() only lets a T in.
    <T> @Nullable T load(EasyOption<T> option) {
        T value = (T) set[option.index()];
        return value == null ? option.defaultValue() : value;
    }

    <T> void store(EasyOption<T> option, @Nullable T value) {
        if (!Objects.equals(load(option), value == null ? option.defaultValue() : value)) {
            changed |= option.part().bits();
        }
        set[option.index()] = value;
        if (option == EasyOption.VERBOSE) {
            verbose = Boolean.TRUE.equals(value);
        }
    }

    boolean verbose() {
        return verbose;
    }

    /** What the handle remembers between transfers; made when it is first asked for. */
    HandleState state() {
        HandleState present = state;
        if (present == null) {
            present = new HandleState();
            state = present;
        }
        return present;
    }

    /** The same if there is something to remember; null if not. */
    @Nullable
    HandleState knownState() {
        return state;
    }

    /** The wall clock for what is stored in files; transfers use that of their multi. */
    static long wallSeconds() {
        return NanoClock.system().currentTimeMillis() / 1000;
    }

    @Nullable
    Mime mime() {
        return mime;
    }

    void mime(@Nullable Mime form) {
        if (mime != form) {
            changed |= OptionPart.REQUEST.bits();
        }
        mime = form;
    }

    Method method() {
        return method;
    }

    void method(Method next) {
        if (method != next) {
            method = next;
            changed |= OptionPart.REQUEST.bits();
        }
    }

    byte @Nullable [] postFields() {
        return postFields;
    }

    /** Whether {@link #postFields()} is a copy that the application has no hold of. */
    boolean postFieldsCopied() {
        return postFieldsCopied;
    }

    void postFields(byte @Nullable [] fields, boolean copied) {
        if (postFields != fields || postFieldsCopied != copied || mime != null) {
            changed |= OptionPart.REQUEST.bits();
        }
        mime = null;
        postFields = fields;
        postFieldsCopied = copied;
    }

    /** Forgets a body that was copied when a shorter size held. */
    void dropCopiedPostFields() {
        if (postFieldsCopied) {
            postFields(null, false);
        }
    }
}
