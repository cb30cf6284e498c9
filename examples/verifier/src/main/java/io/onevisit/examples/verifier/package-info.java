/** Verifies licences, seals and payment codes offline, from files alone (离线核验). */
@NullMarked
package io.onevisit.examples.verifier;

import org.jspecify.annotations.NullMarked;
