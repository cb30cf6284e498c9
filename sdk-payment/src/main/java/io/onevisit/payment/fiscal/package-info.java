/** Non-tax revenue (非税收入): the fiscal platform's frames and JSON, and fiscal electronic receipts. */
@NullMarked
package io.onevisit.payment.fiscal;

import org.jspecify.annotations.NullMarked;
