package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.TimeStampToken;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.crypto.Hash;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verification of one signature, G1 to G9: GB/T 38540-2020, 7.3, and GM/T 0031-2025. For one thread, once. */
final class SignatureCheck {
    static final String SIGNER = "signer certificate";

    private final Policy policy;
    private final Instant now;
    private final SealSignature signature;
    private final Bytes data;
    private final Checks checks = new Checks();
    private final CommonChecks common;

    SignatureCheck(Policy policy, Instant now, SealSignature signature, Bytes data) {
        this.policy = policy;
        this.now = now;
        this.signature = signature;
        this.data = data;
        this.common = new CommonChecks(policy, checks);
    }

    /** Makes every check, those of the seal among them. */
    List<Check> make() {
        Instant at = signature.signedAt();
        TimeStampCheck stamp = TimeStampCheck.of(
                policy, signature.timeStamp(), signature.signInfo().value(), at, now);
        common.deviations(signature.deviations());
        checks.addAll("seal", new SealCheck(policy, now, signature.seal()).make(at, stamp.provenBy()));
        common.value(SealRules.SIGNATURE_VALUE, signature.signInfo(), signature.endOfSeal());
        checkListed();
        checkSigner(at, stamp.provenBy());
        // G5; the seal's validity has been checked with the seal
        common.timeOfSigning(SealRules.SIGNATURE_TIME, signature.signer(), at, now);
        checkDataHash();
        checkTimeInfo();
        checks.addAll("", stamp.checks());
        common.stampedInTime(
                stamp, signature.signer().notAfter(), signature.seal().validUntil());
        common.algorithm(SealRules.SIGNATURE_ALGORITHM, signature.signInfo());
        common.extensions(SealRules.SIGNATURE_EXTENSIONS, signature.extensions());
        return checks.report(signature).checks();
    }

    /** G3. */
    private void checkListed() {
        SignerList list = signature.seal().signers();
        boolean withIdentity = list.containsWithIdentity(signature.signer());
        checks.that(SealRules.SIGNER_LISTED, withIdentity || list.contains(signature.signer()));
        if (withIdentity) {
            common.deviation(Deviation.DIGEST_WITH_IDENTITY, "list of signers");
        }
    }

    /** G4. */
    private void checkSigner(Instant at, @Nullable Instant provenBy) {
        common.path(SIGNER, signature.signer(), List.of(), at)
                .ifPresent(path -> LaterChecks.add(checks, SIGNER, policy, at, now, path, provenBy));
    }

    /** G6. */
    private void checkDataHash() {
        boolean plain = signature.dataHash().equals(Bytes.of(Hash.SM3.digest(data.toArray())));
        boolean withIdentity = !plain && isHashWithIdentity();
        checks.that(SealRules.DATA_HASH, plain || withIdentity);
        if (withIdentity) {
            common.deviation(Deviation.DIGEST_WITH_IDENTITY, "digest of the data");
        }
    }

    private boolean isHashWithIdentity() {
        return signature.signer().key().algorithm() == SignatureAlgorithm.SM2
                && signature.dataHash().equals(Bytes.of(signature.signer().key().messageDigest(data.toArray())));
    }

    /** G7 of versions 1 to 3, where a time stamp is on the data and proves nothing about the signature. */
    private void checkTimeInfo() {
        TimeStampToken token = signature.time().token();
        if (token != null) {
            TimeStampCheck.verified(checks, policy, token, data);
        }
    }
}
