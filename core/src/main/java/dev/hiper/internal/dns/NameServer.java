package dev.hiper.internal.dns;

/**
 * Where a transfer wants its names looked up instead of at the cache's resolver. What one said is told only to those who
 * would ask an equal one.
 */
public interface NameServer {}
