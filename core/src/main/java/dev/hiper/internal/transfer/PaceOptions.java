package dev.hiper.internal.transfer;

/**
 * How long a transfer may take and how fast it may or must be.
 *
 * @param timeoutMillis limit for the whole transfer; 0 for none
 * @param lowSpeedLimit bytes per second below which a transfer counts as slow; 0 for none
 * @param lowSpeedSeconds seconds of slowness that end it
 * @param maxSendSpeed bytes per second; 0 for no limit
 * @param maxReceiveSpeed bytes per second; 0 for no limit
 */
public record PaceOptions(
        long timeoutMillis, long lowSpeedLimit, long lowSpeedSeconds, long maxSendSpeed, long maxReceiveSpeed) {
    /** The defaults: none of them. */
    public static final PaceOptions NO_LIMITS = new PaceOptions(0, 0, 0, 0, 0);
}
