/** What the readers of statements share. */
@NullMarked
package io.onevisit.payment.reconcile.internal;

import org.jspecify.annotations.NullMarked;
