package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.internal.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Verifies seals (验章) and what was signed with them: versions 1 to 3 by GM/T 0031-2014, 4 by GB/T 38540-2020, 6.3 and
 * 7.3, 5 by GM/T 0031-2025. From version 4 on the certificate of who signed, the algorithm's identifier and the time stamp
 * stand outside what is signed, so they are bound by rule: one algorithm, a certificate that is in the seal's list, a
 * stamp over the signature value.
 *
 * <p>A seal alone is judged as of now; its maker's certificate in version 5 as of when the seal was made. A signature,
 * with the seal in it, is judged as of the time it was made, which is the signer's own word. Once a certificate of its
 * signer or of the seal's maker, or of an authority above them, has been revoked for another reason than a change of
 * name, replacement or end of use, only a time stamp older than that keeps the signature from being undecided. Of
 * what is stamped, the stamp must show that neither certificate nor seal had ended by then, else it is undecided. Without
 * trust anchors nothing passes.
 *
 * <p>One for each trust policy, kept for as long as the policy holds: it remembers, by all their octets, at most 128 seals,
 * 2 MiB together, whose maker's signature it has found good, and the last 128 certificates it has met, read, with tables for
 * the keys much used, all in less than 96 MiB at worst and mostly in a few; its anchors remember which signatures of
 * certificates they have found good. Everything else is asked anew. Immutable otherwise, and thread-safe when the revocation
 * source is.
 */
public final class SealVerifier {
    /** How far clocks may be apart. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final Policy policy;

    /** A strict verifier with this policy. */
    public SealVerifier(
            TrustAnchors anchors, List<Certificate> intermediates, RevocationSource revocation, Clock clock) {
        this(anchors, intermediates, revocation, clock, SealProfile.strict());
    }

    /**
     * A verifier with this policy.
     *
     * @param anchors whom to trust: for signing, and until {@link #withMakerAnchors} and {@link #withTimeStampAnchors}
     *     say otherwise for making seals and for time stamps too
     * @param intermediates the certificates between makers or signers and the anchors, which seals do not carry; at most
     *     64
     * @param revocation what says whether a certificate has been revoked
     * @param clock the time everything is judged by
     * @param profile how far it goes along with seals that do not keep to the text
     */
    public SealVerifier(
            TrustAnchors anchors,
            List<Certificate> intermediates,
            RevocationSource revocation,
            Clock clock,
            SealProfile profile) {
        this(new Policy(anchors, null, anchors, intermediates, revocation, clock, profile));
    }

    SealVerifier(Policy policy) {
        this.policy = policy;
    }

    /**
     * The same with trust of its own for makers of seals (制章者). A seal binds a name and a list of signers to its maker's
     * word alone, and no field of a certificate says that its holder may make seals: whoever may sign could make anybody's
     * seal. Name the makers' certificates themselves, or an authority that certifies makers and nobody else. Without this
     * each report carries a note, {@code SEAL_MAKER_TRUST}.
     *
     * @param makers whom to trust for making seals, and for nothing else; a maker's own certificate among them is trusted
     *     without asking for its revocation
     */
    public SealVerifier withMakerAnchors(TrustAnchors makers) {
        return new SealVerifier(new Policy(
                policy.anchors(),
                Require.present(makers, "trust anchors for makers"),
                policy.timeStampAnchors(),
                policy.intermediates(),
                policy.revocation(),
                policy.clock(),
                policy.profile()));
    }

    /** The same with other anchors for time stamps. */
    public SealVerifier withTimeStampAnchors(TrustAnchors anchors) {
        return new SealVerifier(new Policy(
                policy.anchors(),
                policy.makerAnchors(),
                anchors,
                policy.intermediates(),
                policy.revocation(),
                policy.clock(),
                policy.profile()));
    }

    /** How far it goes along with seals that do not keep to the text. */
    public SealProfile profile() {
        return policy.profile();
    }

    /** The time everything is judged by. */
    public Clock clock() {
        return policy.clock();
    }

    Policy policy() {
        return policy;
    }

    /** Verifies a seal as of now. */
    public Report<Seal> verify(byte[] seal) {
        Require.present(seal, "seal");
        Checks checks = new Checks();
        Optional<Seal> read = Reading.attempt(
                checks,
                SealRules.SEAL_FORMAT,
                () -> policy.goodSeals().read(Seal.fields(seal, policy.certificates()::parse)));
        Instant now = clock().instant();
        read.ifPresent(found -> checks.addAll("", new SealCheck(policy, now, found).make(now, null)));
        return checks.report(read.orElse(null));
    }

    /**
     * Verifies a signature over {@code data}, with the seal inside as of the time of signing.
     *
     * @param signature what signing left
     * @param data what is said to have been signed
     */
    public Report<SealSignature> verify(byte[] signature, byte[] data) {
        Require.present(signature, "signature");
        Bytes signed = Bytes.of(Require.present(data, "data"));
        Checks checks = new Checks();
        Optional<SealSignature> read = Reading.attempt(
                checks,
                SealRules.SIGNATURE_FORMAT,
                () -> SealSignature.read(signature, policy.certificates()::parse, policy.goodSeals()::read));
        read.ifPresent(found -> checks.addAll("", new SignatureCheck(policy, clock().instant(), found, signed).make()));
        return checks.report(read.orElse(null));
    }

    /**
     * Verifies a digital signature without a seal over {@code data}, GB/T 35275-2017, clause 8, as of the time its signed
     * attributes give; as of now where they give none.
     *
     * @param signedData what signing left; the content inside, if any, is the data or, as in OFD documents (GM/T
     *     0099-2020, 7.2.2), its SM3 digest
     * @param data what is said to have been signed
     */
    public Report<PlainSignature> verifyPlain(byte[] signedData, byte[] data) {
        return verifyPlain(signedData, data, clock().instant());
    }

    /**
     * As {@link #verifyPlain(byte[], byte[])}, where the data tell when they were signed.
     *
     * @param signedAt the time by the data, which the signature covers, for a signature that itself gives none
     */
    public Report<PlainSignature> verifyPlain(byte[] signedData, byte[] data, Instant signedAt) {
        Require.present(signedData, "signed data");
        Require.present(data, "data");
        Require.present(signedAt, "time of signing");
        Checks checks = new Checks();
        Optional<PlainSignature> read = Reading.attempt(
                checks,
                PlainSignatureRules.FORMAT,
                () -> PlainSignature.read(signedData, policy.certificates()::parse));
        read.ifPresent(found -> checkPlain(checks, found, data, signedAt));
        return checks.report(read.orElse(null));
    }

    private void checkPlain(Checks checks, PlainSignature signature, byte[] data, Instant signedAt) {
        new PlainSignatureCheck(checks, signature, data).check();
        Instant at = signature.signedAt().orElse(signedAt);
        Instant now = clock().instant();
        CommonChecks common = new CommonChecks(policy, checks);
        common.path(SignatureCheck.SIGNER, signature.signer(), signature.certificates(), at)
                .ifPresent(path -> LaterChecks.add(checks, SignatureCheck.SIGNER, policy, at, now, path, null));
        common.timeOfSigning(PlainSignatureRules.TIME, signature.signer(), at, now);
    }

    /** Chain, validity, revocation and key usage of a certificate that is about to make a seal. */
    Report<List<Certificate>> validateMakerNow(Certificate certificate) {
        return policy.validateMaker(certificate, clock().instant());
    }

    /** Chain, validity, revocation and key usage of a certificate that is about to sign. */
    Report<List<Certificate>> validateNow(Certificate certificate) {
        return policy.validate(certificate, List.of(), clock().instant());
    }
}
