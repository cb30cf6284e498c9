/** Express carriers in a box: EMS, SF and Kuaidi100 on loopback, with their signatures and their faults. */
@NullMarked
package io.onevisit.examples.sandbox.carrier;

import org.jspecify.annotations.NullMarked;
