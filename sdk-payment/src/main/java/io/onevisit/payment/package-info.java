/** One bill, one payment code, one payment, one effect. */
@NullMarked
package io.onevisit.payment;

import org.jspecify.annotations.NullMarked;
