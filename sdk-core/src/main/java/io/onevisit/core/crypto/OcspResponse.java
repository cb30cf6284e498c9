package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** One OCSP response, RFC 6960 section 4.2.1: its answers, and whose word they are. Immutable. */
final class OcspResponse {
    static final String FORMAT = "OCSP response";
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final int MAX_RESPONDERS = 16;
    private static final int MAX_ANSWERS = 256;

    private final Bytes encoded;
    private final SignedAsn1 frame;
    private final Set<Certificate> responders;
    private final Instant producedAt;
    private final boolean understood;
    private final List<OcspAnswer> answers;
    private final LastAnswer<VerificationKey, Optional<Instant>> reliable = new LastAnswer<>(this::lastMomentFor);

    private OcspResponse(Bytes encoded, SignedAsn1 frame, ResponseData data, Set<Certificate> responders) {
        this.encoded = encoded;
        this.frame = frame;
        this.responders = responders;
        this.producedAt = Asn1.instant(data.getProducedAt());
        this.understood = hasNothingCritical(data.getResponseExtensions());
        this.answers = Stream.of(bounded(data.getResponses(), MAX_ANSWERS, "answers"))
                .map(single -> new OcspAnswer(this, SingleResponse.getInstance(single)))
                .toList();
    }

    static OcspResponse parse(byte[] der) {
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
            return parseBasic(Bytes.of(der), bytes.getResponse().getOctets());
        });
    }

    private static OcspResponse parseBasic(Bytes encoded, byte[] der) throws IOException {
        Asn1.requireDer(FORMAT, der, MAX_OCTETS);
        BasicOCSPResponse basic = BasicOCSPResponse.getInstance(der);
        return new OcspResponse(
                encoded, SignedAsn1.parse(FORMAT, der), basic.getTbsResponseData(), certificates(basic.getCerts()));
    }

    private static Set<Certificate> certificates(@Nullable ASN1Sequence encoded) throws IOException {
        Set<Certificate> certificates = new LinkedHashSet<>();
        if (encoded != null) {
            for (ASN1Encodable certificate : bounded(encoded, MAX_RESPONDERS, "certificates")) {
                certificates.add(Certificate.parse(certificate.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
            }
        }
        return certificates;
    }

    private static ASN1Encodable[] bounded(ASN1Sequence values, int max, String what) {
        if (values.size() > max) {
            throw new MalformedMessageException(FORMAT, "must hold at most " + max + " " + what);
        }
        return values.toArray();
    }

    static boolean hasNothingCritical(@Nullable Extensions extensions) {
        return extensions == null || extensions.getCriticalExtensionOIDs().length == 0;
    }

    /** The original octets. */
    Bytes encoded() {
        return encoded;
    }

    List<OcspAnswer> answers() {
        return answers;
    }

    /** When it was signed, by the responder's clock. */
    Instant producedAt() {
        return producedAt;
    }

    /** True when no extension of the whole is critical. */
    boolean isUnderstood() {
        return understood;
    }

    /**
     * The last moment for which the signature makes it the word of {@code issuer}; empty when nobody authorised has
     * signed. A responder's certificate is not asked about, so its end is all that stops one who has stolen its key.
     */
    Optional<Instant> reliableUntil(Certificate issuer) {
        return reliable.to(issuer.key());
    }

    private Optional<Instant> lastMomentFor(VerificationKey issuer) {
        return frame.isSignedBy(issuer)
                ? Optional.of(Instant.MAX)
                : responders.stream()
                        .filter(responder -> isDelegate(responder, issuer) && frame.isSignedBy(responder.key()))
                        .map(Certificate::notAfter)
                        .max(Instant::compareTo);
    }

    /** Section 4.2.2.2: certified by the issuer itself, for this, and not to be asked about in its turn. */
    private boolean isDelegate(Certificate responder, VerificationKey issuer) {
        return KeyUse.OCSP_SIGNING.isAllowedBy(responder.extensions())
                && responder.extensions().notUnderstood().isEmpty()
                && responder.extensions().present().contains(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)
                && responder.isValidAt(producedAt)
                && responder.isSignedBy(issuer);
    }
}
