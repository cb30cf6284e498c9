package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.RevocationStatus.Good;
import io.onevisit.core.crypto.RevocationStatus.Revoked;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.jspecify.annotations.Nullable;

/** One revocation list, RFC 5280 section 5, read whole. Immutable. */
final class RevocationList implements RevocationStatement {
    private static final String FORMAT = "revocation list";
    static final int MAX_OCTETS = 16 * 1024 * 1024;

    private static final Set<ASN1ObjectIdentifier> PROCESSED = Set.of(Extension.issuingDistributionPoint);
    private static final Set<ASN1ObjectIdentifier> PROCESSED_IN_ENTRIES =
            Set.of(Extension.reasonCode, Extension.invalidityDate);

    private final Bytes encoded;
    private final SignedAsn1 frame;
    private final AlgorithmIdentifier algorithmInside;
    private final X500Name issuer;
    private final Instant thisUpdate;
    private final @Nullable Instant nextUpdate;
    private final Map<BigInteger, Revoked> entries = new HashMap<>();
    private final Set<ASN1ObjectIdentifier> critical = new HashSet<>();
    private final boolean delta;
    private final Optional<IssuingDistributionPoint> scope;
    private final List<GeneralName> points;

    private RevocationList(Bytes encoded, SignedAsn1 frame, TBSCertList list) {
        this.encoded = encoded;
        this.frame = frame;
        this.algorithmInside = list.getSignature();
        this.issuer = ReadableNames.of(list.getIssuer());
        this.thisUpdate = list.getThisUpdate().getDate().toInstant();
        this.nextUpdate = list.getNextUpdate() == null
                ? null
                : list.getNextUpdate().getDate().toInstant();
        this.delta =
                list.getExtensions() != null && list.getExtensions().getExtension(Extension.deltaCRLIndicator) != null;
        this.scope = CertificateExtensions.read(
                list.getExtensions(), Extension.issuingDistributionPoint, IssuingDistributionPoint::getInstance);
        this.points = scope.map(point -> CertificateExtensions.fullNames(point.getDistributionPoint()))
                .orElse(List.of());
        addCritical(list.getExtensions(), PROCESSED);
        Enumeration<?> revoked = list.getRevokedCertificateEnumeration();
        while (revoked.hasMoreElements()) {
            add((TBSCertList.CRLEntry) revoked.nextElement());
        }
    }

    static RevocationList parse(byte[] der) {
        Asn1.requireDer(FORMAT, Require.present(der, FORMAT), MAX_OCTETS);
        return read(SignedAsn1.parse(FORMAT, der), der);
    }

    /** As {@link #parse(byte[])}, but the entries, which may be many, are read only when {@code issuer} has signed. */
    static RevocationList parse(byte[] der, Certificate issuer) {
        Asn1.requireDer(FORMAT, Require.present(der, FORMAT), MAX_OCTETS);
        SignedAsn1 frame = SignedAsn1.parse(FORMAT, der);
        if (!frame.isSignedBy(issuer.key())) {
            throw new MalformedMessageException(FORMAT, "is not signed by the issuer of the certificate");
        }
        return read(frame, der);
    }

    private static RevocationList read(SignedAsn1 frame, byte[] der) {
        return Asn1.read(
                FORMAT,
                () -> new RevocationList(
                        Bytes.of(der), frame, CertificateList.getInstance(der).getTBSCertList()));
    }

    private void add(TBSCertList.CRLEntry entry) {
        Extensions extensions = entry.getExtensions();
        addCritical(extensions, PROCESSED_IN_ENTRIES);
        Instant revoked = entry.getRevocationDate().getDate().toInstant();
        Instant suspect = CertificateExtensions.read(
                        extensions, Extension.invalidityDate, ASN1GeneralizedTime::getInstance)
                .map(Asn1::instant)
                .orElse(revoked);
        RevocationReason reason = CertificateExtensions.read(
                        extensions, Extension.reasonCode, ASN1Enumerated::getInstance)
                .map(code -> RevocationReason.of(code.intValueExact()))
                .orElse(RevocationReason.UNSPECIFIED);
        entries.put(
                entry.getUserCertificate().getValue(),
                new Revoked(suspect.isBefore(revoked) ? suspect : revoked, reason));
    }

    private void addCritical(@Nullable Extensions extensions, Set<ASN1ObjectIdentifier> processed) {
        if (extensions != null) {
            critical.addAll(Arrays.asList(extensions.getCriticalExtensionOIDs()));
            critical.removeAll(processed);
        }
    }

    @Override
    public RevocationProof proof() {
        return new RevocationProof.Crl(encoded);
    }

    @Override
    public Instant thisUpdate() {
        return thisUpdate;
    }

    @Override
    public Optional<Instant> lastMoment(Certificate by) {
        return Optional.ofNullable(nextUpdate);
    }

    @Override
    public boolean isAbout(Certificate certificate, Certificate by) {
        return issuer.equals(certificate.holder().getIssuer());
    }

    /** Section 6.3.3. */
    @Override
    public Optional<String> problemFor(Certificate certificate, Certificate by) {
        if (!isInScope(certificate)) {
            return Optional.of("the revocation list is not for this certificate");
        }
        if (delta) {
            return Optional.of("the revocation list says only what has changed since another");
        }
        if (!critical.isEmpty()) {
            return Optional.of("the revocation list has a critical extension that is not understood");
        }
        return by.extensions().allows(KeyUsage.cRLSign) && frame.isSignedBy(by.key(), algorithmInside)
                ? Optional.empty()
                : Optional.of("the revocation list is not signed by the issuer of the certificate");
    }

    private boolean isInScope(Certificate certificate) {
        if (scope.isEmpty()) {
            return true;
        }
        IssuingDistributionPoint point = scope.get();
        boolean authority = certificate.extensions().authority();
        return !point.isIndirectCRL()
                && point.getOnlySomeReasons() == null
                && !point.onlyContainsAttributeCerts()
                && !(point.onlyContainsUserCerts() && authority)
                && !(point.onlyContainsCACerts() && !authority)
                && isAtPointOf(certificate, point);
    }

    private boolean isAtPointOf(Certificate certificate, IssuingDistributionPoint point) {
        return point.getDistributionPoint() == null
                || points.stream().anyMatch(certificate.extensions().revocationLists()::contains);
    }

    @Override
    public RevocationStatus statusOf(Certificate certificate) {
        Revoked revoked = entries.get(certificate.serialNumber());
        return revoked == null ? new Good(thisUpdate) : revoked;
    }
}
