/** What a user of Netty would write without a client: the floor that the engine is compared with. */
@NullMarked
package dev.hiper.examples.bench.client.netty;

import org.jspecify.annotations.NullMarked;
