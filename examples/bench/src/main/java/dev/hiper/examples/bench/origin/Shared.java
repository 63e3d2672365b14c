package dev.hiper.examples.bench.origin;

/**
 * What all connections of an origin share.
 *
 * @param pieces of the big body
 */
record Shared(Answer.Encoded answers, BigPieces pieces, Gates gates, Tally tally) {}
