package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A signature value and what belongs to it, {@code SES_SignInfo} of GM/T 0031-2014.
 *
 * @param signedPart what the value is over, as it came
 * @param signer whose key has signed
 * @param algorithm the object identifier
 * @param value the BIT STRING's octets
 */
record SignInfo(Bytes signedPart, Certificate signer, String algorithm, Bytes value) {
    /** Reads {@code timeStamp [0] BIT STRING OPTIONAL}. */
    static @Nullable Bytes readTimeStamp(DerReader fields) {
        if (!fields.hasNext()) {
            return null;
        }
        DerReader tagged = fields.tagged0();
        byte[] token = tagged.bitString();
        tagged.end();
        return Bytes.of(token);
    }
}
