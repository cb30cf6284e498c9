/** The bank's statement of a day against our own book: every difference named, none mended silently. */
@NullMarked
package io.onevisit.payment.reconcile;

import org.jspecify.annotations.NullMarked;
