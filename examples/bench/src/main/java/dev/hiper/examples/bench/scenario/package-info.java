/**
 * What is measured: the scenarios and the requests that they are made of. Values only; every other package of the
 * benchmark may look here.
 */
@NullMarked
package dev.hiper.examples.bench.scenario;

import org.jspecify.annotations.NullMarked;
