package dev.hiper.internal.connect;

/** What a transfer that may use connections of its user says about one that {@linkplain ProtocolState#bound belongs} to somebody. */
public interface ConnectionFit {
    boolean fits(Connection bound);
}
