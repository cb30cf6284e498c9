package io.onevisit.payment.qr;

/** How far a text is an EMV merchant-presented code (符合程度). */
public enum Conformance {
    /** It keeps every rule of the specification. */
    VALID,
    /** The checksum holds, so it was read as it was made, but other rules are broken; several national schemes do so. */
    CRC_ONLY,
    /** The checksum does not hold, or there is none: misread, altered or something else. */
    INVALID
}
