package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;

/** A revocation list or OCSP response in DER, as its authority has signed it (撤销凭据). */
public sealed interface RevocationProof {
    /** The original octets. */
    Bytes encoded();

    /** A revocation list, RFC 5280. */
    record Crl(Bytes encoded) implements RevocationProof {
        public Crl {
            Require.present(encoded, "revocation list");
        }
    }

    /** An OCSP response, RFC 6960. */
    record Ocsp(Bytes encoded) implements RevocationProof {
        public Ocsp {
            Require.present(encoded, "OCSP response");
        }
    }
}
