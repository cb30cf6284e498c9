/** The bank's side: look up, collect, and know what became of it. Needs nothing of the department's side. */
@NullMarked
package io.onevisit.payment.outlet;

import org.jspecify.annotations.NullMarked;
