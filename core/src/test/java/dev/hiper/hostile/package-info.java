/**
 * Whole transfers in a hostile world: servers that break the protocol, answers that never end, callbacks that throw, limits that
 * are hit, requests that carry injections. What is required is written in the test names; the tags are the
 * numbers of the threat list.
 */
package dev.hiper.hostile;
