package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.KeyUse;
import io.onevisit.core.crypto.RevocationReason;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.RevocationStatus;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.seal.internal.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Verifies seals (验章) and what was signed with them by GB/T 38540-2020, 6.3 and 7.3, strictly: DER only, SM2-with-SM3
 * only, PNG pictures only. In version 4 the maker's or signer's certificate and the algorithm's identifier stand outside
 * what is signed, so they are bound by rule: one algorithm, and a certificate that is in the seal's list.
 *
 * <p>A seal alone is judged as of now. A signature, with the seal in it, is judged as of the time it was made, which in
 * version 4 is the signer's own word; so a signature is undecided once a certificate of its signer or of the seal's
 * maker, or of an authority above them, has been revoked for another reason than a change of name, replacement or end
 * of use. Without trust anchors nothing passes.
 *
 * <p>One for each trust policy. Immutable and thread-safe when the revocation source is.
 */
public final class SealVerifier {
    /** SM2-with-SM3, GM/T 0006. */
    static final String SM2_WITH_SM3 = "1.2.156.10197.1.501";

    private static final Set<RevocationReason> HARMLESS = Set.of(
            RevocationReason.AFFILIATION_CHANGED, RevocationReason.SUPERSEDED, RevocationReason.CESSATION_OF_OPERATION);

    private static final int MAX_INTERMEDIATES = 64;
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final TrustAnchors anchors;
    private final List<Certificate> intermediates;
    private final RevocationSource revocation;
    private final Clock clock;
    private final SealProfile profile;

    /** A verifier with this policy that keeps to the text of the standard. */
    public SealVerifier(
            TrustAnchors anchors, List<Certificate> intermediates, RevocationSource revocation, Clock clock) {
        this(anchors, intermediates, revocation, clock, SealProfile.strict());
    }

    /**
     * A verifier with this policy.
     *
     * @param anchors whom to trust
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
        this.anchors = Require.present(anchors, "trust anchors");
        this.intermediates = List.copyOf(Require.present(intermediates, "intermediates"));
        Require.that(intermediates.size() <= MAX_INTERMEDIATES, "intermediates", "must be at most 64");
        this.revocation = Require.present(revocation, "revocation source");
        this.clock = Require.present(clock, "clock");
        this.profile = Require.present(profile, "profile");
    }

    /** How far it goes along with seals that do not keep to the text. */
    public SealProfile profile() {
        return profile;
    }

    /** The time everything is judged by. */
    public Clock clock() {
        return clock;
    }

    /** Verifies a seal as of now, GB/T 38540-2020, 6.3. */
    public Report<Seal> verify(byte[] seal) {
        Require.present(seal, "seal");
        Checks checks = new Checks();
        Optional<Seal> read = Reading.attempt(checks, SealRules.SEAL_FORMAT, () -> Seal.readWithoutVerification(seal));
        read.ifPresent(found -> checkSeal(checks, found, clock.instant()));
        return checks.report(read.orElse(null));
    }

    /**
     * Verifies a signature over {@code data}, GB/T 38540-2020, 7.3, with the seal inside as of the time of signing.
     *
     * @param signature what signing left
     * @param data what is said to have been signed
     */
    public Report<SealSignature> verify(byte[] signature, byte[] data) {
        Require.present(signature, "signature");
        Require.present(data, "data");
        Checks checks = new Checks();
        Optional<SealSignature> read = Reading.attempt(
                checks, SealRules.SIGNATURE_FORMAT, () -> SealSignature.readWithoutVerification(signature));
        read.ifPresent(found -> checkSignature(checks, found, data));
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
        return verifyPlain(signedData, data, clock.instant());
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
                checks, PlainSignatureRules.FORMAT, () -> PlainSignature.readWithoutVerification(signedData));
        read.ifPresent(found -> checkPlain(checks, found, data, signedAt));
        return checks.report(read.orElse(null));
    }

    private void checkPlain(Checks checks, PlainSignature signature, byte[] data, Instant signedAt) {
        new PlainSignatureCheck(checks, signature, data).check();
        Instant at = signature.signedAt().orElse(signedAt);
        checkCertificate(checks, "signer certificate", signature.signer(), signature.certificates(), at);
        checkTimeOfSigning(checks, PlainSignatureRules.TIME, signature.signer(), at);
    }

    private void checkSeal(Checks checks, Seal seal, Instant at) {
        Optional<String> pictureProblem = seal.picture().problem();
        checks.that(SealRules.SEAL_PICTURE, pictureProblem.isEmpty(), null, pictureProblem.orElse(null));
        checkAlgorithm(checks, SealRules.SEAL_ALGORITHM, seal.maker(), seal.algorithm());
        checks.that(SealRules.SEAL_SIGNATURE, signs(seal.maker().key(), seal.signedPart(), seal.signature()));
        checkCertificate(checks, "maker certificate", seal.maker(), at);
        checkWithin(checks, SealRules.SEAL_VALIDITY, at, seal.validFrom(), seal.validUntil());
        checkExtensions(checks, SealRules.SEAL_EXTENSIONS, seal.info().extensions());
    }

    private void checkSignature(Checks checks, SealSignature signature, byte[] data) {
        Certificate signer = signature.signer();
        Instant at = signature.signedAt();
        Checks ofSeal = new Checks();
        checkSeal(ofSeal, signature.seal(), at);
        checks.addAll("seal", ofSeal.report(signature.seal()).checks());
        checks.that(SealRules.SIGNATURE_VALUE, signs(signer.key(), signature.signedPart(), signature.signature()));
        checks.that(SealRules.SIGNER_LISTED, signature.seal().signers().contains(signer));
        checkCertificate(checks, "signer certificate", signer, at);
        checkTimeOfSigning(checks, SealRules.SIGNATURE_TIME, signer, at);
        checks.that(SealRules.DATA_HASH, signature.dataHash().equals(Bytes.of(Hash.SM3.digest(data))));
        if (signature.timeStamped()) {
            checks.undecided(SealRules.TIME_STAMP, "time stamps are not verified");
        }
        checkAlgorithm(checks, SealRules.SIGNATURE_ALGORITHM, signer, signature.algorithm());
        checkExtensions(checks, SealRules.SIGNATURE_EXTENSIONS, signature.extensions());
    }

    /** Chain, validity, revocation and key usage of a certificate that is about to be used. */
    Report<List<Certificate>> validateNow(Certificate certificate) {
        return validate(certificate, List.of(), clock.instant());
    }

    private Report<List<Certificate>> validate(Certificate certificate, List<Certificate> inside, Instant at) {
        List<Certificate> between = Stream.concat(intermediates.stream(), inside.stream())
                .limit(MAX_INTERMEDIATES)
                .toList();
        return anchors.validate(certificate, between, KeyUse.DIGITAL_SIGNATURE, at, revocation);
    }

    private void checkCertificate(Checks checks, String where, Certificate certificate, Instant at) {
        checkCertificate(checks, where, certificate, List.of(), at);
    }

    private void checkCertificate(
            Checks checks, String where, Certificate certificate, List<Certificate> inside, Instant at) {
        Report<List<Certificate>> path = validate(certificate, inside, at);
        checks.addAll(where, path.checks());
        path.subject().ifPresent(found -> checkTimeProven(checks, found));
    }

    /** Who has a stolen key can also write an early time; only revocations for other reasons leave the past alone. */
    private void checkTimeProven(Checks checks, List<Certificate> path) {
        for (int i = 0; i + 1 < path.size(); i++) {
            RevocationStatus today = revocation.statusOf(path.get(i), path.get(i + 1), clock.instant());
            if (today instanceof RevocationStatus.Revoked revoked && !HARMLESS.contains(revoked.reason())) {
                checks.undecided(SealRules.TIME_PROVEN, "revoked from " + revoked.since() + ", " + revoked.reason());
            }
        }
    }

    private void checkTimeOfSigning(Checks checks, Rule rule, Certificate signer, Instant at) {
        Instant latest = earlier(signer.notAfter(), clock.instant().plus(CLOCK_TOLERANCE));
        checkWithin(checks, rule, at, signer.notBefore(), latest);
    }

    private static void checkAlgorithm(Checks checks, Rule rule, Certificate certificate, String algorithm) {
        boolean sm2 = certificate.key().algorithm() == SignatureAlgorithm.SM2;
        checks.that(rule, sm2 && algorithm.equals(SM2_WITH_SM3), SM2_WITH_SM3, algorithm);
    }

    private static boolean signs(VerificationKey key, Bytes message, Bytes der) {
        try {
            return key.verify(message.toArray(), Sm2Value.toPlain(der.toArray())) == Verdict.PASSED;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static void checkWithin(Checks checks, Rule rule, Instant at, Instant from, Instant until) {
        checks.that(rule, !at.isBefore(from) && !at.isAfter(until), from + " to " + until, at.toString());
    }

    private static void checkExtensions(Checks checks, Rule rule, List<Extension> extensions) {
        Optional<Extension> critical =
                extensions.stream().filter(Extension::critical).findFirst();
        checks.that(rule, critical.isEmpty(), null, critical.map(Extension::id).orElse(null));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
