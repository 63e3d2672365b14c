/**
 * The clients, each one class: {@code hiper} in its four ways, {@code netty} for what a user of Netty would write
 * oneself, {@code peer} for the others. To add one, implement {@link dev.hiper.examples.bench.load.Client} and
 * name it in {@link dev.hiper.examples.bench.client.Contender}.
 */
@NullMarked
package dev.hiper.examples.bench.client;

import org.jspecify.annotations.NullMarked;
