package dev.hiper.examples.curl;

/** Reads {@code --local-port}: one port, or the first and the last of several. */
final class LocalPorts {
    private static final int HIGHEST = 65_535;

    private LocalPorts() {}

    /** Keeps the first port as the number of the option, and how many there are as that of its text. */
    static void read(Settings settings, String value) throws UsageException {
        int dash = value.indexOf('-');
        long first = Numbers.count((dash < 0 ? value : value.substring(0, dash)).trim());
        long last = dash < 0 ? first : Numbers.count(value.substring(dash + 1).trim());
        if (first > HIGHEST || last > HIGHEST || last < first) {
            throw UsageException.badUse();
        }
        settings.put(Option.LOCAL_PORT, first);
        settings.localPorts = last - first + 1;
    }
}
