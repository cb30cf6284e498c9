package io.onevisit.payment;

import io.onevisit.core.id.CreditCode;
import org.jspecify.annotations.Nullable;

/**
 * The platform's word that money has arrived for a bill (支付结果通知); signature and time have been verified.
 *
 * @param code by which payment code, or null when it was not told
 * @param payee for whom, as the platform says
 * @param payment the money
 */
record PaymentNotice(@Nullable PaymentCode code, CreditCode payee, Payment payment) {}
