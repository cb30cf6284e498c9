package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import io.onevisit.core.internal.crypto.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/**
 * A time-stamp token (时间戳令牌), RFC 3161, with SM3 and SM2 or SHA-256 and ES256, kept with its original octets. Parsed is
 * not verified. Immutable and thread-safe.
 */
public final class TimeStampToken {
    private final Bytes encoded;
    private final TimeStampSignature message;
    private final TSTInfo info;
    private final Instant time;
    private final Duration accuracy;

    private TimeStampToken(Bytes encoded, TimeStampSignature message, TSTInfo info) {
        this.encoded = encoded;
        this.message = message;
        this.info = info;
        this.time = Asn1.instant(info.getGenTime());
        this.accuracy = duration(info.getAccuracy());
    }

    /**
     * Reads a token: a CMS SignedData with one signer over a TSTInfo, its certificates inside.
     *
     * @param der at most 256 KiB
     * @throws MalformedMessageException when it is none, or a certificate inside is not for SM2 or P-256
     */
    public static TimeStampToken parse(byte[] der) {
        return parse(der, Certificate::parse);
    }

    /**
     * The same with a reader of the certificates inside, such as one that knows those of the same authority already.
     *
     * @param certificates as {@link Certificate#parse}
     */
    public static TimeStampToken parse(byte[] der, Function<byte[], Certificate> certificates) {
        TimeStampSignature message = TimeStampSignature.parse(
                Require.present(der, TimeStampRequest.FORMAT), Require.present(certificates, "certificates"));
        return Asn1.read(TimeStampRequest.FORMAT, () -> {
            TSTInfo info = TSTInfo.getInstance(message.content());
            if (!info.getVersion().hasValue(1)) {
                throw new MalformedMessageException(TimeStampRequest.FORMAT, "is not of version 1");
            }
            return new TimeStampToken(Bytes.of(der), message, info);
        });
    }

    /**
     * Asks {@code authority} to stamp {@code message}, of which it sees the digest only: SM3 for SM2, SHA-256 for ES256.
     * The answer is checked to be about this request; {@link #verify} tells whether it is to be trusted.
     *
     * @throws io.onevisit.core.PlatformUnreachableException when there is no answer
     * @throws io.onevisit.core.PlatformRefusedException when the authority refuses
     * @throws MalformedMessageException when the answer is none, or one to another request
     */
    public static TimeStampToken obtain(TimeStampAuthority authority, SignatureAlgorithm algorithm, byte[] message) {
        Require.present(authority, "time-stamping authority");
        Hash hash = Require.present(algorithm, "algorithm") == SignatureAlgorithm.SM2 ? Hash.SM3 : Hash.SHA_256;
        TimeStampRequest request = TimeStampRequest.about(hash, hash.digest(Require.present(message, "message")));
        return request.accept(authority.answer(request.encoded()));
    }

    /** The original octets. */
    public Bytes encoded() {
        return encoded;
    }

    /** The time that the token states; {@link #verify} tells whether to believe it. */
    public Instant statedTime() {
        return time;
    }

    /**
     * Verifies that {@code message} was stamped by an authority that leads to {@code anchors}. Certificates are judged at
     * the time of the stamp. A later revocation breaks it only where the key may have fallen into other hands, since
     * whoever has the key can set the clock back (RFC 3161 section 4).
     */
    public Report<TimeStamp> verify(byte[] message, TrustAnchors anchors, RevocationSource revocation) {
        Require.present(message, "message");
        Require.present(anchors, "trust anchors");
        Require.present(revocation, "revocation source");
        Checks checks = new Checks();
        checks.that(TimeStampRules.IMPRINT, isImprintOf(message));
        Optional<Certificate> signer = this.message.signer();
        checks.that(TimeStampRules.CERTIFICATE, signer.isPresent());
        checks.that(TimeStampRules.ATTRIBUTES, this.message.attributesFit());
        checks.that(TimeStampRules.EXTENSIONS, hasNothingCritical(info.getExtensions()));
        if (signer.isEmpty()) {
            return checks.report(null);
        }
        checks.that(
                TimeStampRules.SIGNATURE, this.message.isSignedBy(signer.get().key()));
        checkAuthority(checks, signer.get(), anchors, revocation);
        return checks.report(
                new TimeStamp(time, accuracy, info.getSerialNumber().getValue(), signer.get()));
    }

    private void checkAuthority(Checks checks, Certificate signer, TrustAnchors anchors, RevocationSource revocation) {
        Report<List<Certificate>> path =
                anchors.validate(signer, message.certificates(), KeyUse.TIME_STAMPING, time, revocation);
        checks.addAll("time-stamping authority", path.checks());
        path.subject()
                .filter(certificates -> certificates.size() > 1)
                .ifPresent(certificates -> checkLaterRevocation(checks, signer, certificates.get(1), revocation));
    }

    private void checkLaterRevocation(
            Checks checks, Certificate signer, Certificate issuer, RevocationSource revocation) {
        if (revocation == RevocationSource.none()) {
            checks.note(TimeStampRules.KEY_LATER_COMPROMISED, Verdict.INDETERMINATE, "not asked for");
            return;
        }
        RevocationStatus status = revocation.statusOf(signer, issuer, time);
        if (status instanceof RevocationStatus.Unknown unknown) {
            checks.undecided(TimeStampRules.KEY_LATER_COMPROMISED, unknown.why());
        } else {
            checks.that(TimeStampRules.KEY_LATER_COMPROMISED, isHarmless(status));
        }
    }

    private static boolean isHarmless(RevocationStatus status) {
        return !(status instanceof RevocationStatus.Revoked revoked)
                || revoked.reason().leavesKeySafe();
    }

    private boolean isImprintOf(byte[] octets) {
        MessageImprint imprint = info.getMessageImprint();
        return Hash.named(imprint.getHashAlgorithm().getAlgorithm())
                .map(hash -> Arrays.equals(hash.digest(octets), imprint.getHashedMessage()))
                .orElse(false);
    }

    /** True when this answers a request with this digest and nonce. */
    boolean answers(MessageImprint imprint, ASN1Integer nonce) {
        return imprint.equals(info.getMessageImprint()) && nonce.equals(info.getNonce());
    }

    private static boolean hasNothingCritical(@Nullable Extensions extensions) {
        return extensions == null || extensions.getCriticalExtensionOIDs().length == 0;
    }

    private static Duration duration(@Nullable Accuracy accuracy) {
        if (accuracy == null) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(number(accuracy.getSeconds()))
                .plusMillis(number(accuracy.getMillis()))
                .plusNanos(1000L * number(accuracy.getMicros()));
    }

    private static int number(@Nullable ASN1Integer number) {
        return number == null ? 0 : number.intPositiveValueExact();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeStampToken that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return "time-stamp token, " + encoded;
    }
}
