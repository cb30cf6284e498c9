/**
 * The bank's side: look up, collect, reverse, the day's statement, also while the platform cannot be reached. Needs nothing
 * of the department's side.
 */
@NullMarked
package io.onevisit.payment.outlet;

import org.jspecify.annotations.NullMarked;
