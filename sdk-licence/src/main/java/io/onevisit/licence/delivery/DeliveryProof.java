package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import java.time.Instant;

/**
 * That and when the result of a case was handed over (妥投凭证), for the case file.
 *
 * @param caseNumber the case
 * @param orderNumber the department's number of the delivery
 * @param waybillNumber the carrier's
 * @param deliveredAt when it was handed over, as the carrier says, but not after that was heard of
 * @param heardAt when that was heard of
 * @param eventId the carrier's event that says so
 * @param history SHA-256 of the whole history as {@link Delivery#history()} tells it, so that the file shows a later change
 */
public record DeliveryProof(
        CaseNumber caseNumber,
        String orderNumber,
        String waybillNumber,
        Instant deliveredAt,
        Instant heardAt,
        String eventId,
        Bytes history) {}
