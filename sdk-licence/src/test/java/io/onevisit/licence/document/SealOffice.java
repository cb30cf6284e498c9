package io.onevisit.licence.document;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import io.onevisit.licence.Bureau;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealMaker;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.SealRequest;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.SignerList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An authority, a maker of seals and a signer, at the moment at which the bureau's time stands still. */
public final class SealOffice {
    private static final Instant FROM = Bureau.NOW.minus(Duration.ofDays(10));
    private static final Instant UNTIL = Bureau.NOW.plus(Duration.ofDays(300));

    private final CertificateAuthority authority = CertificateAuthority.root(KeyKind.SM2, "Seal root", FROM, UNTIL);
    private final SigningKey maker = certified("Seal maker");

    final SigningKey signer = certified("Seal signer");

    /** Opens an office with keys of its own. */
    public SealOffice() {}

    /** Who may use the seals. */
    public SigningKey signer() {
        return signer;
    }

    private SigningKey certified(String name) {
        Credential credential = authority.issue(new CertificateRequest(name, FROM, UNTIL, Usage.DIGITAL_SIGNATURE));
        List<Certificate> chain =
                credential.chain().stream().map(Certificate::parse).toList();
        return SigningKey.fromPkcs8(credential.pkcs8(), chain, "key");
    }

    public SealVerifier verifier() {
        return new SealVerifier(
                TrustAnchors.of(List.of(Certificate.parse(authority.certificate()))),
                List.of(),
                RevocationSource.none(),
                Bureau.CLOCK);
    }

    public Seal seal(String id) {
        Bytes picture = Bytes.of(QrCode.of("seal", ErrorCorrection.L).png(2, 300));
        return new SealMaker("OneVisit", maker, verifier())
                .make(new SealRequest(
                        id,
                        1,
                        "杭州市规划和自然资源局",
                        SealPicture.png(picture, 40, 40),
                        FROM,
                        UNTIL,
                        SignerList.ofCertificates(List.of(signer.certificates().get(0)))));
    }
}
