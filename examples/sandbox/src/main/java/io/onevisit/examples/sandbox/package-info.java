/**
 * The platform in a box: a provincial platform, its licence store, its payment exchange and a carrier, on loopback, with
 * real keys and named faults. For tests and for departments that develop against it; holds synthetic people only.
 */
@NullMarked
package io.onevisit.examples.sandbox;

import org.jspecify.annotations.NullMarked;
