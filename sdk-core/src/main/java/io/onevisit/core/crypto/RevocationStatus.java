package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.time.Instant;

/** What is known about the revocation of one certificate (证书撤销状态). */
public sealed interface RevocationStatus {

    /**
     * Not revoked.
     *
     * @param asOf when the authority said so
     */
    record Good(Instant asOf) implements RevocationStatus {
        public Good {
            Require.present(asOf, "instant");
        }
    }

    /**
     * Revoked, be it before or after the moment asked about.
     *
     * @param since from when the certificate is not to be relied on: the revocation or, where the authority gives it, the
     *     earlier moment from which the key is suspect
     * @param reason why
     */
    record Revoked(Instant since, RevocationReason reason) implements RevocationStatus {
        public Revoked {
            Require.present(since, "instant");
            Require.present(reason, "reason");
        }
    }

    /**
     * Cannot be told.
     *
     * @param why in English, for the report; carries no personal data
     */
    record Unknown(String why) implements RevocationStatus {
        public Unknown {
            Require.text(why, "why", 256);
        }
    }
}
