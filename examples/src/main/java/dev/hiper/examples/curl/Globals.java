package dev.hiper.examples.curl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the options say about the whole command line. */
final class Globals {
    static final int DEFAULT_PARALLEL = 50;
    static final int MOST_PARALLEL = 65_535;

    private final Map<Option, Boolean> switches = new EnumMap<>(Option.class);
    final Map<String, String> variables = new HashMap<>();
    final List<String> traceConfigs = new ArrayList<>();
    int parallelMax = DEFAULT_PARALLEL;
    /** Most connections to one host; 0 for no limit. */
    int parallelMaxHost;

    /** Milliseconds from one transfer to the next. */
    long millisPerTransfer;

    /** How often {@code --verbose} was given. */
    int verbosity;

    /** {@code --trace} or {@code --trace-ascii}; null for neither. */
    @Nullable
    Option traceForm;

    String traceFile = "";
    boolean traceTime;
    boolean traceIds;

    boolean on(Option option) {
        return on(option, false);
    }

    boolean on(Option option, boolean otherwise) {
        Boolean value = switches.get(option);
        return value == null ? otherwise : value;
    }

    void put(Option option, boolean value) {
        switches.put(option, value);
    }

    boolean tracing() {
        return traceForm != null || verbosity > 0;
    }
}
