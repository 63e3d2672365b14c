/**
 * What can go wrong with a transfer: {@link dev.hiper.error.ResultCode} (libcurl's CURLcode) and the
 * exception that carries it inside the engine.
 *
 * <p>A leaf: depends on nothing. Every other package may use it.
 */
package dev.hiper.error;
