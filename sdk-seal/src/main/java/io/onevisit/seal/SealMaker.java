package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TimeStampAuthority;
import io.onevisit.core.crypto.TimeStampToken;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes seals (制章) of version 1 (GM/T 0031-2014), 4 (GB/T 38540-2020, 6.2) and 5 (GM/T 0031-2025). What it makes has
 * passed its own verifier. Immutable and thread-safe when the maker's key is.
 */
public final class SealMaker {
    private final String vendor;
    private final SigningKey key;
    private final SealVerifier verifier;
    private final @Nullable TimeStampAuthority timeStamps;

    /**
     * A maker without time stamps.
     *
     * @param vendor whose software this is, {@code Vid}: 1 to 128 printable ASCII characters without space
     * @param key the maker's SM2 key, with its certificate
     * @param verifier the policy that every seal made here must pass; its clock gives the time of making
     */
    public SealMaker(String vendor, SigningKey key, SealVerifier verifier) {
        this(vendor, key, verifier, null);
    }

    private SealMaker(String vendor, SigningKey key, SealVerifier verifier, @Nullable TimeStampAuthority timeStamps) {
        Require.that(
                SealRequest.PRINTABLE.matcher(Require.present(vendor, "vendor")).matches(),
                "vendor",
                "must be printable ASCII");
        this.vendor = vendor;
        this.key = requireCertified(key);
        this.verifier = Require.present(verifier, "verifier");
        this.timeStamps = timeStamps;
    }

    static SigningKey requireCertified(SigningKey key) {
        Require.that(
                Require.present(key, "signing key").algorithm() == SignatureAlgorithm.SM2,
                "signing key",
                "must be SM2");
        Require.that(!key.certificates().isEmpty(), "signing key", "must come with its certificate");
        return key;
    }

    /** The same, with a time stamp of {@code authority} on each seal of version 5; the others have no place for one. */
    public SealMaker withTimeStamps(TimeStampAuthority authority) {
        return new SealMaker(vendor, key, verifier, Require.present(authority, "time-stamping authority"));
    }

    /**
     * Makes the seal that {@code request} describes.
     *
     * @throws VerificationFailedException when the maker's certificate is not good now, or the seal would not pass
     * @throws io.onevisit.core.PlatformUnreachableException when a remote signer or the time-stamping authority gives no
     *     answer
     * @throws io.onevisit.core.PlatformRefusedException when the time-stamping authority refuses
     * @throws io.onevisit.core.MalformedMessageException when what it answers is no time stamp
     */
    public Seal make(SealRequest request) {
        Require.present(request, "request");
        Certificate maker = key.certificates().get(0);
        verifier.validateMakerNow(maker).orThrow();
        SealLayout layout = request.version().layout();
        Bytes info = info(request).encoded();
        Bytes value = derValue(key.sign(layout.sealSignedPart(info, maker).toArray()));
        Bytes stamp = request.version().stampsSeals() ? stamp(timeStamps, value) : null;
        return verifier.verify(layout.seal(info, maker, value, stamp).toArray()).orThrow();
    }

    private SealInfo info(SealRequest request) {
        Instant now = verifier.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return new SealInfo(
                request.version(),
                vendor,
                request.id(),
                request.type(),
                request.name(),
                request.signers(),
                now,
                request.validFrom(),
                request.validUntil(),
                request.picture(),
                request.extensions());
    }

    static Bytes derValue(byte[] plain) {
        return Bytes.of(SignatureAlgorithm.SM2.derSignature(plain));
    }

    /** The stamp of {@code authority} on a signature value; null when there is no authority. */
    static @Nullable Bytes stamp(@Nullable TimeStampAuthority authority, Bytes value) {
        return authority == null
                ? null
                : TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, value.toArray())
                        .encoded();
    }
}
