/**
 * The contract of the multi interface, one test for each rule, from outside: a whole engine in a simulated world. A
 * rule's id is the tag of its tests.
 */
@NullMarked
package dev.hiper.contract;

import org.jspecify.annotations.NullMarked;
