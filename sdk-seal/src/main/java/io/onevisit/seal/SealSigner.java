package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;

/**
 * Signs with a seal (签章), GB/T 38540-2020, 7.2, of version 4, at once with a key at hand or in two steps (分步签章) with
 * one elsewhere. What it signs has passed its own verifier. Immutable and thread-safe.
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
        Certificate signer = SealMaker.requireCertified(key).certificates().get(0);
        PreparedSignature prepared = prepare(seal, signer, data, propertyInfo);
        return prepared.complete(key.sign(prepared.toBeSigned().toArray()));
    }

    /**
     * Prepares a signature whose value is made elsewhere: all of {@link #sign} up to the use of the key.
     *
     * @param signer the certificate of who will sign, for an SM2 key; must be in the seal's list
     * @throws VerificationFailedException when the seal or the signer's certificate is not good now, or the signer is not
     *     in the seal's list
     */
    public PreparedSignature prepare(Seal seal, Certificate signer, byte[] data, String propertyInfo) {
        Require.text(propertyInfo, "property info", MAX_PROPERTY);
        Require.that(propertyInfo.chars().allMatch(c -> c < 0x80), "property info", "must be ASCII");
        Bytes signed = Bytes.of(Require.present(data, "data"));
        requireMaySign(seal, signer);
        Instant now = verifier.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        ASN1Encodable toSign = new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(SealInfo.VERSION),
            SignatureDraft.parsed(seal.encoded()),
            SealInfo.time(now),
            new DERBitString(Hash.SM3.digest(data)),
            new DERIA5String(propertyInfo)
        });
        return new PreparedSignature(this, new SignatureDraft(encoded(toSign), signer), signed);
    }

    /**
     * Takes up what {@link #prepare} left, which storage may have changed: the seal, its list, the signer's certificate
     * and the data are looked at again here, and the whole once more on completion.
     *
     * @param encoded what {@link PreparedSignature#encoded} gave
     * @param data what is signed, the same as then
     * @throws MalformedMessageException when {@code encoded} is no prepared signature
     * @throws VerificationFailedException when it is about other data, or as {@link #prepare} does
     */
    public PreparedSignature resume(byte[] encoded, byte[] data) {
        Bytes signed = Bytes.of(Require.present(data, "data"));
        SignatureDraft draft = SignatureDraft.read(Require.present(encoded, "prepared signature"));
        SealSignature.Content content = draft.content();
        requireMaySign(content.seal(), draft.signer());
        Checks checks = new Checks();
        checks.that(SealRules.DATA_HASH, content.dataHash().equals(Bytes.of(Hash.SM3.digest(data))));
        checks.report(draft).orThrow();
        return new PreparedSignature(this, draft, signed);
    }

    SealSignature complete(SignatureDraft draft, byte[] value, Bytes data) {
        byte[] der = value.length == 64 ? Sm2Value.toDer(value) : value;
        return verifier.verify(draft.with(der), data.toArray()).orThrow();
    }

    private void requireMaySign(Seal seal, Certificate signer) {
        Require.that(
                Require.present(signer, "signer").key().algorithm() == SignatureAlgorithm.SM2,
                "signer",
                "must have an SM2 key");
        verifier.verify(Require.present(seal, "seal").encoded().toArray()).orThrow();
        requireListed(seal, signer);
        verifier.validateNow(signer).orThrow();
    }

    private static void requireListed(Seal seal, Certificate signer) {
        Checks checks = new Checks();
        checks.that(SealRules.SIGNER_LISTED, seal.signers().contains(signer));
        checks.report(signer).orThrow();
    }

    private static Bytes encoded(ASN1Encodable structure) {
        try {
            return Bytes.of(structure.toASN1Primitive().getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException("what is in memory always encodes", e);
        }
    }
}
