package io.onevisit.seal;

import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;

/**
 * Signs with a seal (签章), GB/T 38540-2020, 7.2, of version 4. What it signs has passed its own verifier. Immutable and
 * thread-safe.
 */
public final class SealSigner {
    private static final int MAX_PROPERTY = 1024;

    private final SealVerifier verifier;

    /** A signer under the policy of {@code verifier}, whose clock gives the time of signing. */
    public SealSigner(SealVerifier verifier) {
        this.verifier = Require.present(verifier, "verifier");
    }

    /**
     * Signs {@code data} with {@code seal}.
     *
     * @param seal the seal to be used
     * @param key the signer's SM2 key; its certificate must be in the seal's list
     * @param data what is signed
     * @param propertyInfo what the data is, in ASCII of at most 1024 characters
     * @throws VerificationFailedException when the seal is not good now, the signer's certificate is not good or not in
     *     the seal's list (a renewed certificate needs a new seal), or the signature would not pass
     * @throws io.onevisit.core.PlatformUnreachableException when a remote signer gives no answer
     */
    public SealSignature sign(Seal seal, SigningKey key, byte[] data, String propertyInfo) {
        Require.present(data, "data");
        Require.text(propertyInfo, "property info", MAX_PROPERTY);
        Require.that(propertyInfo.chars().allMatch(c -> c < 0x80), "property info", "must be ASCII");
        Certificate signer = SealMaker.requireCertified(key).certificates().get(0);
        verifier.verify(Require.present(seal, "seal").encoded().toArray()).orThrow();
        requireListed(seal, signer);
        verifier.validateNow(signer).orThrow();
        Instant now = verifier.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        ASN1Encodable toSign = new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(SealInfo.VERSION),
            parsed(seal),
            SealInfo.time(now),
            new DERBitString(Hash.SM3.digest(data)),
            new DERIA5String(propertyInfo)
        });
        return verifier.verify(SealMaker.signed(toSign, key), data).orThrow();
    }

    private static void requireListed(Seal seal, Certificate signer) {
        Checks checks = new Checks();
        checks.that(SealRules.SIGNER_LISTED, seal.signers().contains(signer));
        checks.report(signer).orThrow();
    }

    /** The seal is in DER, so it comes out of this as it went in. */
    private static ASN1Primitive parsed(Seal seal) {
        try {
            return ASN1Primitive.fromByteArray(seal.encoded().toArray());
        } catch (IOException e) {
            throw new IllegalStateException("a seal that was read is DER", e);
        }
    }
}
