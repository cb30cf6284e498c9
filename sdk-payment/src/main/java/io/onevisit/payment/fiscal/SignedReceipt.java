package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * A receipt as it is handed in to be issued (换开).
 *
 * @param data Header and EInvoiceData in UTF-8, as they were signed
 * @param signature detached, SM2 over {@code data}, in the form that the region asks for; at most 16 KiB
 * @param signedAt when
 */
public record SignedReceipt(Bytes data, Bytes signature, Instant signedAt) {
    private static final int MAX_SIGNATURE = 16 * 1024;

    public SignedReceipt {
        Require.present(data, "data");
        int octets = Require.present(signature, "signature").length();
        Require.that(octets >= 1 && octets <= MAX_SIGNATURE, "signature", "must have 1 to 16384 octets");
        Require.present(signedAt, "signed at");
    }
}
