package io.onevisit.licence.delivery;

import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Refusal;

/** Why a carrier says no (承运商拒绝原因); the carrier's own code is in {@link Refusal#code()}. */
public enum CarrierReason {
    /** The carrier, or this library's use of it, cannot do that. */
    UNSUPPORTED("cannot do that"),
    /** It does not collect or deliver there. */
    OUT_OF_AREA("does not serve the area"),
    /** An address is incomplete or unknown. */
    ADDRESS("does not understand an address"),
    /** A name, phone or other member is missing or wrong. */
    CONTENT("finds a member missing or wrong"),
    /** The customer's account is unknown, closed or out of means. */
    ACCOUNT("does not accept the account"),
    /** The customer may not use this interface. */
    NOT_PERMITTED("does not permit this interface"),
    /** The customer's signature or key is wrong. */
    SIGNATURE("does not accept the signature"),
    /** There is no such order or waybill. */
    NOT_FOUND("knows no such order"),
    /** The parcel is on its way or at its end. */
    TOO_LATE("says it is too late"),
    /** A code that is not in the table. */
    UNKNOWN("gives a code that is not in its table");

    private final String sentence;

    CarrierReason(String sentence) {
        this.sentence = sentence;
    }

    /** A refusal for this reason: the carrier's own text may tell of people, so it is not kept. */
    public Refusal refusal(String code) {
        return new Refusal(code, "the carrier " + sentence, null);
    }

    /** The error for {@code operation}, which the carrier cannot do. */
    public static PlatformRefusedException unsupported(String carrier, String operation) {
        return new PlatformRefusedException(carrier + "." + operation, UNSUPPORTED.refusal(UNSUPPORTED.name()));
    }
}
