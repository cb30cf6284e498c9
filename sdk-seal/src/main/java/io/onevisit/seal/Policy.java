package io.onevisit.seal;

import io.onevisit.core.Report;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.KeyUse;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.MetCertificates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SealVerifier} goes by.
 *
 * @param makerAnchors whom to trust for making seals; null where nothing tells makers from signers
 */
record Policy(
        TrustAnchors anchors,
        @Nullable TrustAnchors makerAnchors,
        TrustAnchors timeStampAnchors,
        List<Certificate> intermediates,
        RevocationSource revocation,
        Clock clock,
        SealProfile profile,
        GoodSeals goodSeals,
        MetCertificates certificates) {
    static final int MAX_INTERMEDIATES = 64;

    private static final int REMEMBERED_CERTIFICATES = 128;

    Policy {
        Require.present(anchors, "trust anchors");
        Require.present(timeStampAnchors, "trust anchors for time stamps");
        intermediates = List.copyOf(Require.present(intermediates, "intermediates"));
        Require.that(intermediates.size() <= MAX_INTERMEDIATES, "intermediates", "must be at most 64");
        Require.present(revocation, "revocation source");
        Require.present(clock, "clock");
        Require.present(profile, "profile");
    }

    /** A policy that has met no seal yet. */
    Policy(
            TrustAnchors anchors,
            @Nullable TrustAnchors makerAnchors,
            TrustAnchors timeStampAnchors,
            List<Certificate> intermediates,
            RevocationSource revocation,
            Clock clock,
            SealProfile profile) {
        this(
                anchors,
                makerAnchors,
                timeStampAnchors,
                intermediates,
                revocation,
                clock,
                profile,
                new GoodSeals(),
                new MetCertificates(REMEMBERED_CERTIFICATES));
    }

    /** Chain, validity, revocation and key usage of a certificate that signs at that moment. */
    Report<List<Certificate>> validate(Certificate certificate, List<Certificate> inside, Instant at) {
        return validate(anchors, certificate, inside, at);
    }

    /** The same of one that makes a seal. */
    Report<List<Certificate>> validateMaker(Certificate certificate, Instant at) {
        return validate(makerAnchors == null ? anchors : makerAnchors, certificate, List.of(), at);
    }

    private Report<List<Certificate>> validate(
            TrustAnchors trusted, Certificate certificate, List<Certificate> inside, Instant at) {
        List<Certificate> between = Stream.concat(intermediates.stream(), inside.stream())
                .limit(MAX_INTERMEDIATES)
                .toList();
        return trusted.validate(certificate, between, KeyUse.DIGITAL_SIGNATURE, at, revocation);
    }
}
