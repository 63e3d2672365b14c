package dev.hiper.examples.curl.report;

/** What stands in front of the lines of a {@link Trace}. */
public final class TraceOptions {
    private boolean times;
    private boolean ids;

    /** Whether lines start with the time of day. */
    public void times(boolean wanted) {
        times = wanted;
    }

    /** Whether lines start with the numbers of transfer and connection. */
    public void ids(boolean wanted) {
        ids = wanted;
    }

    boolean times() {
        return times;
    }

    boolean ids() {
        return ids;
    }

    /**
     * Takes the argument of {@code --trace-config}: names separated by commas or spaces, {@code -} in front of one
     * switches off. Names of components of the engine are taken, too: it traces what it traces.
     */
    public void configure(String components) {
        for (String component : components.split("[, ]", -1)) {
            boolean wanted = !component.startsWith("-");
            String name = component.startsWith("-") || component.startsWith("+") ? component.substring(1) : component;
            boolean all = name.equalsIgnoreCase("all");
            if (all || name.equalsIgnoreCase("time")) {
                times = wanted;
            }
            if (all || name.equalsIgnoreCase("ids")) {
                ids = wanted;
            }
        }
    }
}
