/**
 * What is measured without being Java: wrk, a load generator, and a program in C on libcurl. Doors: {@link
 * dev.hiper.examples.bench.client.tool.Wrk} and {@link dev.hiper.examples.bench.client.tool.Libcurl}.
 */
@NullMarked
package dev.hiper.examples.bench.client.tool;

import org.jspecify.annotations.NullMarked;
