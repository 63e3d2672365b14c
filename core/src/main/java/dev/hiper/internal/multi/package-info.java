/**
 * The run loop: whom to run when, and what to tell the application.
 *
 * <p>{@link dev.hiper.internal.multi.Engine} is the only door for the API; {@link dev.hiper.internal.multi.Member} is a transfer's place in
 * it. Inside, {@code TransferMachine} moves one transfer from state to state, {@code SocketRegistry} and {@code
 * TimerQueue} know what the application was told, {@code Housekeeping} looks after connections that no
 * transfer uses. {@code DohLookup} asks a name server with members of the engine's own, which the API never sees.
 * {@code Aside} is where transfers have done what blocks: its threads run errands, and nothing else of this package.
 *
 * <p>One thread at a time; nothing here locks, waits or reads a clock but through {@link dev.hiper.spi.NanoClock}, once per
 * entry. Arrows: to {@code http}, {@code transfer}, {@code connect}, {@code dns}, {@code doh}, {@code socket}, {@code filter} and {@code
 * spi}.
 */
package dev.hiper.internal.multi;
