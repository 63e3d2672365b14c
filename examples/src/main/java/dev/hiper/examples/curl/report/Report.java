package dev.hiper.examples.curl.report;

/** All that {@code --write-out} can tell about a transfer that has ended. */
public record Report(Infos infos, HeaderLookup headers, RunFacts facts) {}
