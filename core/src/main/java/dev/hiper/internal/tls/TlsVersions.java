package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.TlsSettings;

/** The versions of TLS: numbers of the settings, names of the JDK. */
final class TlsVersions {
    static final String TLS_1_3 = "TLSv1.3";

    private static final int LOWEST = 10;
    private static final int HIGHEST = 13;
    private static final int USUAL_LOWEST = 12;
    private static final String[] NAMES = {"TLSv1", "TLSv1.1", "TLSv1.2", TLS_1_3};

    private TlsVersions() {}

    /** The versions that {@code settings} allow, lowest first. */
    static String[] of(TlsSettings settings) throws TransferException {
        int max = settings.maxVersion() == 0 ? HIGHEST : settings.maxVersion();
        int min = settings.minVersion() == 0 ? Math.min(USUAL_LOWEST, max) : settings.minVersion();
        if (min < LOWEST || max > HIGHEST || min > max) {
            throw new TransferException(
                    ResultCode.BAD_FUNCTION_ARGUMENT,
                    "There is no TLS version from " + settings.minVersion() + " to " + settings.maxVersion() + ".");
        }
        String[] names = new String[max - min + 1];
        System.arraycopy(NAMES, min - LOWEST, names, 0, names.length);
        return names;
    }
}
