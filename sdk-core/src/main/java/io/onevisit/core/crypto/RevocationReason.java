package io.onevisit.core.crypto;

/** Why a certificate was revoked (撤销原因), RFC 5280 section 5.3.1. */
public enum RevocationReason {
    /** None given. */
    UNSPECIFIED(0),
    /** Somebody else has the key. */
    KEY_COMPROMISE(1),
    /** Somebody else has the authority's key. */
    CA_COMPROMISE(2),
    /** The subject's name or position has changed. */
    AFFILIATION_CHANGED(3),
    /** Replaced by another certificate. */
    SUPERSEDED(4),
    /** No longer needed. */
    CESSATION_OF_OPERATION(5),
    /** Suspended for the time being. */
    CERTIFICATE_HOLD(6),
    /** No longer suspended; in delta lists only. */
    REMOVE_FROM_CRL(8),
    /** A privilege in the certificate has ended. */
    PRIVILEGE_WITHDRAWN(9),
    /** Somebody else has the attribute authority's key. */
    AA_COMPROMISE(10);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /**
     * True when nobody else may have the key: a change of name, replacement, end of use. What was signed before such a
     * revocation stands, since who has a stolen key could also write an early time.
     */
    public boolean leavesKeySafe() {
        return this == AFFILIATION_CHANGED || this == SUPERSEDED || this == CESSATION_OF_OPERATION;
    }

    static RevocationReason of(int code) {
        for (RevocationReason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        return UNSPECIFIED;
    }
}
