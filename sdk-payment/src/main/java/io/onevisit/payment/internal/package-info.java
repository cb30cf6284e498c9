/** What the department's side and the outlet's side share. */
@NullMarked
package io.onevisit.payment.internal;

import org.jspecify.annotations.NullMarked;
