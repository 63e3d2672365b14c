/**
 * A transfer: doing what an easy handle asks for, across retries, until there is one result.
 *
 * <p>Four nouns with four lifetimes meet here. {@link dev.hiper.internal.transfer.TransferConfig} is what to do (frozen options);
 * {@link dev.hiper.internal.transfer.Transfer} is doing it; an {@link dev.hiper.internal.transfer.Exchange} is one request and its response;
 * a {@link dev.hiper.internal.connect.Connection} carries exchanges and outlives them. Nothing here knows a
 * version of HTTP or the public API: the application is a {@link dev.hiper.internal.transfer.TransferClient}, the run loop a {@link
 * dev.hiper.internal.transfer.TransferHost}, a protocol a {@link dev.hiper.internal.transfer.Protocol}.
 *
 * <p>Doors: those types, {@link dev.hiper.internal.transfer.TransferInfo}, {@link dev.hiper.internal.transfer.ClientOutput} and {@link
 * dev.hiper.internal.transfer.RequestBody}. Arrows: to {@code connect} and {@code filter}.
 */
package dev.hiper.internal.transfer;
