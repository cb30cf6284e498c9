package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.RevocationStatus.Good;
import io.onevisit.core.crypto.RevocationStatus.Revoked;
import io.onevisit.core.crypto.RevocationStatus.Unknown;
import io.onevisit.core.internal.crypto.Asn1;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** What an {@link OcspResponse} says about one certificate. Immutable. */
final class OcspAnswer implements RevocationStatement {
    private final OcspResponse response;
    private final CertID about;
    private final RevocationStatus status;
    private final Instant thisUpdate;
    private final @Nullable Instant nextUpdate;
    private final boolean understood;

    OcspAnswer(OcspResponse response, SingleResponse single) {
        this.response = response;
        this.about = single.getCertID();
        this.thisUpdate = Asn1.instant(single.getThisUpdate());
        this.nextUpdate = single.getNextUpdate() == null ? null : Asn1.instant(single.getNextUpdate());
        this.status = statusOf(single.getCertStatus(), thisUpdate);
        this.understood = OcspResponse.hasNothingCritical(single.getSingleExtensions());
    }

    /** The question about one certificate, section 4.1.1: not signed, and by SHA-1, which every responder knows. */
    static Bytes request(Certificate certificate, Certificate issuer) {
        AlgorithmIdentifier sha1 = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE);
        CertID about = new CertID(
                sha1,
                new DEROctetString(DigestAlgorithms.sha1(issuer.encodedSubject())),
                new DEROctetString(DigestAlgorithms.sha1(issuer.key().uncompressedPoint())),
                new ASN1Integer(certificate.serialNumber()));
        OCSPRequest request = new OCSPRequest(
                new TBSRequest(null, new DERSequence(new Request(about, null)), (Extensions) null), null);
        return Bytes.of(Asn1.read(OcspResponse.FORMAT, () -> request.getEncoded(ASN1Encoding.DER)));
    }

    private static RevocationStatus statusOf(CertStatus status, Instant thisUpdate) {
        return switch (status.getTagNo()) {
            case 0 -> new Good(thisUpdate);
            case 1 -> revoked(RevokedInfo.getInstance(status.getStatus()));
            default -> new Unknown("the responder does not know the certificate");
        };
    }

    private static Revoked revoked(RevokedInfo info) {
        RevocationReason reason = info.getRevocationReason() == null
                ? RevocationReason.UNSPECIFIED
                : RevocationReason.of(info.getRevocationReason().getValue().intValueExact());
        return new Revoked(Asn1.instant(info.getRevocationTime()), reason);
    }

    /** Section 4.1.1: the issuer's name and key by their digests, and the serial number. */
    @Override
    public boolean isAbout(Certificate certificate, Certificate issuer) {
        return about.getSerialNumber().getValue().equals(certificate.serialNumber())
                && isDigest(about.getIssuerNameHash().getOctets(), issuer.encodedSubject())
                && isDigest(about.getIssuerKeyHash().getOctets(), issuer.key().uncompressedPoint());
    }

    private boolean isDigest(byte[] digest, byte[] octets) {
        return DigestAlgorithms.pointsAt(about.getHashAlgorithm().getAlgorithm(), digest, octets);
    }

    /** Section 3.2. */
    @Override
    public Optional<String> problemFor(Certificate certificate, Certificate issuer) {
        if (!understood || !response.isUnderstood()) {
            return Optional.of("the OCSP answer has a critical extension that is not understood");
        }
        if (thisUpdate.isAfter(response.producedAt())) {
            return Optional.of("the OCSP answer is dated after the response that holds it");
        }
        return response.reliableUntil(issuer).isPresent()
                ? Optional.empty()
                : Optional.of("the OCSP answer is not signed by anyone authorised");
    }

    @Override
    public RevocationProof proof() {
        return new RevocationProof.Ocsp(response.encoded());
    }

    @Override
    public Instant thisUpdate() {
        return thisUpdate;
    }

    /** The next update, unless the responder's certificate has ended by then. */
    @Override
    public Optional<Instant> lastMoment(Certificate issuer) {
        return Optional.ofNullable(nextUpdate)
                .flatMap(next -> response.reliableUntil(issuer).map(end -> end.isBefore(next) ? end : next));
    }

    @Override
    public RevocationStatus statusOf(Certificate certificate) {
        return status;
    }
}
