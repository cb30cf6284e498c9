package io.onevisit.payment.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scanned code taken apart. Nothing in it is believed yet.
 *
 * @param address what comes before the code in a signed URL; null in an EMV code
 */
record SignedCode(PaymentQr content, @Nullable CodeAddress address, String keyId, String signedPart, Bytes signature) {
    static final Pattern KEY_ID = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    static byte[] octets(String signedPart) {
        return signedPart.getBytes(StandardCharsets.UTF_8);
    }

    boolean isSignedBy(VerificationKey key) {
        return key.verify(octets(signedPart), signature.toArray()) == Verdict.PASSED;
    }
}
