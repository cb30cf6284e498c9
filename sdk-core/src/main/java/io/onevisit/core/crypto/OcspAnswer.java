package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.RevocationStatus.Good;
import io.onevisit.core.crypto.RevocationStatus.Revoked;
import io.onevisit.core.crypto.RevocationStatus.Unknown;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** What one OCSP response, RFC 6960, says about one certificate. Immutable. */
final class OcspAnswer implements RevocationStatement {
    private static final String FORMAT = "OCSP response";
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final int MAX_RESPONDERS = 16;

    private final SignedAsn1 frame;
    private final List<Certificate> responders;
    private final Instant producedAt;
    private final CertID about;
    private final RevocationStatus status;
    private final Instant thisUpdate;
    private final @Nullable Instant nextUpdate;
    private final boolean understood;

    private OcspAnswer(
            SignedAsn1 frame,
            List<Certificate> responders,
            Extensions whole,
            Instant producedAt,
            SingleResponse single) {
        this.frame = frame;
        this.responders = responders;
        this.producedAt = producedAt;
        this.about = single.getCertID();
        this.thisUpdate = Asn1.instant(single.getThisUpdate());
        this.nextUpdate = single.getNextUpdate() == null ? null : Asn1.instant(single.getNextUpdate());
        this.status = statusOf(single.getCertStatus(), thisUpdate);
        this.understood = hasNothingCritical(whole) && hasNothingCritical(single.getSingleExtensions());
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
        return Bytes.of(Asn1.read(FORMAT, () -> request.getEncoded(ASN1Encoding.DER)));
    }

    /** The answers in a response, section 4.2.1. */
    static List<OcspAnswer> parse(byte[] der) {
        Asn1.requireDer(FORMAT, Require.present(der, FORMAT), MAX_OCTETS);
        return Asn1.read(FORMAT, () -> {
            OCSPResponse response = OCSPResponse.getInstance(der);
            ResponseBytes bytes = response.getResponseBytes();
            if (response.getResponseStatus().getIntValue() != OCSPResponseStatus.SUCCESSFUL || bytes == null) {
                throw new MalformedMessageException(FORMAT, "reports an error");
            }
            if (!bytes.getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
                throw new MalformedMessageException(FORMAT, "is not of the basic type");
            }
            return parseBasic(bytes.getResponse().getOctets());
        });
    }

    private static List<OcspAnswer> parseBasic(byte[] der) throws IOException {
        Asn1.requireDer(FORMAT, der, MAX_OCTETS);
        SignedAsn1 frame = SignedAsn1.parse(FORMAT, der);
        BasicOCSPResponse basic = BasicOCSPResponse.getInstance(der);
        List<Certificate> responders = certificates(basic.getCerts());
        List<OcspAnswer> answers = new ArrayList<>();
        for (ASN1Encodable single : basic.getTbsResponseData().getResponses()) {
            answers.add(new OcspAnswer(
                    frame,
                    responders,
                    basic.getTbsResponseData().getResponseExtensions(),
                    Asn1.instant(basic.getTbsResponseData().getProducedAt()),
                    SingleResponse.getInstance(single)));
        }
        return answers;
    }

    private static List<Certificate> certificates(@Nullable ASN1Sequence encoded) throws IOException {
        List<Certificate> certificates = new ArrayList<>();
        if (encoded != null) {
            Require.that(
                    encoded.size() <= MAX_RESPONDERS, FORMAT, "must hold at most " + MAX_RESPONDERS + " certificates");
            for (ASN1Encodable certificate : encoded) {
                certificates.add(Certificate.parse(certificate.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
            }
        }
        return certificates;
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

    private static boolean hasNothingCritical(@Nullable Extensions extensions) {
        return extensions == null || extensions.getCriticalExtensionOIDs().length == 0;
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
    public Optional<String> problemFor(Certificate certificate, Certificate issuer, Instant at) {
        Optional<String> problemOfTime = RevocationStatement.problemOfTime(thisUpdate, nextUpdate, certificate, at);
        if (problemOfTime.isPresent()) {
            return problemOfTime;
        }
        if (!understood) {
            return Optional.of("the OCSP answer has a critical extension that is not understood");
        }
        return isSignedFor(issuer)
                ? Optional.empty()
                : Optional.of("the OCSP answer is not signed by anyone authorised");
    }

    @Override
    public boolean isSignedFor(Certificate issuer) {
        return frame.isSignedBy(issuer.key())
                || responders.stream()
                        .filter(responder -> isDelegate(responder, issuer))
                        .anyMatch(responder -> frame.isSignedBy(responder.key()));
    }

    /** Section 4.2.2.2: certified by the issuer itself, for this, and not to be asked about in its turn. */
    private boolean isDelegate(Certificate responder, Certificate issuer) {
        return responder.isSignedBy(issuer.key())
                && KeyUse.OCSP_SIGNING.isAllowedBy(responder.extensions())
                && responder.extensions().notUnderstood().isEmpty()
                && responder.extensions().present().contains(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)
                && responder.isValidAt(producedAt);
    }

    @Override
    public Instant thisUpdate() {
        return thisUpdate;
    }

    @Override
    public RevocationStatus statusOf(Certificate certificate) {
        return status;
    }
}
