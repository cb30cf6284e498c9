package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TimeStampAuthority;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a seal (签章) in the seal's version, 1 (GM/T 0031-2014), 4 (GB/T 38540-2020, 7.2) or 5 (GM/T 0031-2025): at
 * once with a key at hand, or in two steps (分步签章) with one elsewhere. What it signs has passed its own verifier.
 * Immutable and thread-safe.
 */
public final class SealSigner {
    private static final int PLAIN_VALUE = 64;

    private final SealVerifier verifier;
    private final @Nullable TimeStampAuthority timeStamps;
    private final List<Extension> extensions;

    /** A signer under the policy of {@code verifier}, whose clock gives the time of signing. */
    public SealSigner(SealVerifier verifier) {
        this(verifier, null, List.of());
    }

    private SealSigner(SealVerifier verifier, @Nullable TimeStampAuthority timeStamps, List<Extension> extensions) {
        this.verifier = Require.present(verifier, "verifier");
        this.timeStamps = timeStamps;
        this.extensions = extensions;
    }

    /** The same, with a time stamp of {@code authority} on each signature; version 1 has no place for one. */
    public SealSigner withTimeStamps(TimeStampAuthority authority) {
        return new SealSigner(verifier, Require.present(authority, "time-stamping authority"), extensions);
    }

    /**
     * The same, with {@code added} in the extensions of {@code TBS_Sign}, which are signed.
     *
     * @param added at most 64; with any, only seals of version 4 and 5 can be signed with, since version 1 has no place for
     *     them. One that is critical passes only a verifier that tolerates
     *     {@link Deviation#UNKNOWN_CRITICAL_EXTENSION}
     */
    public SealSigner withExtensions(List<Extension> added) {
        Require.present(added, "extensions").forEach(each -> Require.present(each, "extension"));
        Require.that(added.size() <= Extension.MAX_EXTENSIONS, "extensions", "must be at most 64");
        return new SealSigner(verifier, timeStamps, List.copyOf(added));
    }

    /** What gives the policy and the clock. */
    public SealVerifier verifier() {
        return verifier;
    }

    /**
     * Signs {@code data} with {@code seal}.
     *
     * @param seal the seal to be used, of version 1, 4 or 5
     * @param key the signer's SM2 key; its certificate must be in the seal's list
     * @param data what is signed
     * @param propertyInfo what the data is, in ASCII of at most 1024 characters
     * @throws VerificationFailedException when the seal is not good now, the signer's certificate is not good or not in
     *     the seal's list (a renewed certificate needs a new seal), or the signature would not pass
     * @throws io.onevisit.core.PlatformUnreachableException when a remote signer or the time-stamping authority gives no
     *     answer
     * @throws io.onevisit.core.PlatformRefusedException when the time-stamping authority refuses
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
        Require.text(propertyInfo, "property info", SealSignature.MAX_PROPERTY);
        Require.that(propertyInfo.chars().allMatch(c -> c < 0x80), "property info", "must be ASCII");
        Bytes signed = Bytes.of(Require.present(data, "data"));
        requireMaySign(seal, signer);
        Require.that(
                extensions.isEmpty() || seal.version() != SealVersion.V1, "extensions", "have no place in version 1");
        Instant now = verifier.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        SignatureDraft draft =
                SignatureDraft.of(seal, signer, SigningTime.of(now), sm3(data), propertyInfo, extensions);
        return new PreparedSignature(this, draft, signed);
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
        SealSignature content = draft.content();
        requireMaySign(content.seal(), draft.signer());
        Checks checks = new Checks();
        checks.that(SealRules.DATA_HASH, content.dataHash().equals(sm3(data)));
        checks.report(draft).orThrow();
        return new PreparedSignature(this, draft, signed);
    }

    SealSignature complete(SignatureDraft draft, byte[] value, Bytes data) {
        Bytes der = derValue(value);
        Bytes stamp = draft.version().stampsSignatures() ? SealMaker.stamp(timeStamps, der) : null;
        return verifier.verify(draft.with(der, stamp).toArray(), data.toArray()).orThrow();
    }

    private static Bytes derValue(byte[] value) {
        return SealMaker.derValue(value.length == PLAIN_VALUE ? value : SignatureAlgorithm.SM2.plainSignature(value));
    }

    private void requireMaySign(Seal seal, Certificate signer) {
        Require.that(
                Require.present(signer, "signer").key().algorithm() == SignatureAlgorithm.SM2,
                "signer",
                "must have an SM2 key");
        Require.that(Require.present(seal, "seal").version().isMade(), "seal", "must be of version 1, 4 or 5");
        verifier.verify(seal.encoded().toArray()).orThrow();
        requireListed(seal, signer);
        verifier.validateNow(signer).orThrow();
    }

    private static void requireListed(Seal seal, Certificate signer) {
        Checks checks = new Checks();
        checks.that(SealRules.SIGNER_LISTED, seal.signers().contains(signer));
        checks.report(signer).orThrow();
    }

    private static Bytes sm3(byte[] data) {
        return Bytes.of(Hash.SM3.digest(data));
    }
}
