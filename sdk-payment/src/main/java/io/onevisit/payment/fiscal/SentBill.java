package io.onevisit.payment.fiscal;

import io.onevisit.payment.PaymentCode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A bill that the fiscal platform has.
 *
 * @param code by which it is paid
 * @param payUrl the page where a payer pays, for a QR code; null when the answer that told it was lost, since the platform
 *     tells it once
 */
public record SentBill(PaymentCode code, @Nullable URI payUrl) {}
