package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Asn1;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of a certificate that this library takes into account, RFC 5280 section 4.2.1, read whole when the
 * certificate is, so that nothing in them can go wrong later.
 *
 * @param present the identifiers of all extensions
 * @param critical the identifiers of the critical ones
 * @param notUnderstood those of them, sorted, that are not understood here; a certificate with one is refused
 * @param authority the cA of the basic constraints
 * @param pathLength how many certificates of authorities may follow below; empty for any number
 * @param keyUsage what the key may do; empty for anything
 * @param purposes the extended key usage; empty for any
 * @param alternativeNames the subject's other names
 * @param nameConstraints which names may follow below
 * @param policies everything about certificate policies
 * @param revocationLists the full names of the distribution points
 * @param ocspResponders where OCSP answers are given
 */
record CertificateExtensions(
        Set<ASN1ObjectIdentifier> present,
        Set<ASN1ObjectIdentifier> critical,
        List<String> notUnderstood,
        boolean authority,
        OptionalInt pathLength,
        Optional<KeyUsage> keyUsage,
        Optional<Set<KeyPurposeId>> purposes,
        List<GeneralName> alternativeNames,
        Optional<NameLimits.Constraints> nameConstraints,
        PolicyExtensions policies,
        List<GeneralName> revocationLists,
        List<GeneralName> ocspResponders) {

    private static final String FORMAT = "certificate extension";
    private static final int MAX_OCTETS = 64 * 1024;
    private static final BigInteger LARGE = BigInteger.valueOf(1000);

    /** What path validation takes into account, so it may be critical. */
    private static final Set<ASN1ObjectIdentifier> PROCESSED = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.subjectAlternativeName,
            Extension.nameConstraints,
            Extension.certificatePolicies,
            Extension.policyMappings,
            Extension.policyConstraints,
            Extension.inhibitAnyPolicy,
            Extension.cRLDistributionPoints);

    static CertificateExtensions of(@Nullable Extensions all) {
        Optional<BasicConstraints> constraints = read(all, Extension.basicConstraints, BasicConstraints::getInstance);
        Set<ASN1ObjectIdentifier> critical = all == null ? Set.of() : Set.of(all.getCriticalExtensionOIDs());
        PolicyExtensions policies = PolicyExtensions.of(all);
        return new CertificateExtensions(
                all == null ? Set.of() : Set.of(all.getExtensionOIDs()),
                critical,
                notUnderstood(critical, policies),
                constraints.map(BasicConstraints::isCA).orElse(false),
                constraints
                        .map(BasicConstraints::getPathLenConstraintInteger)
                        .map(CertificateExtensions::count)
                        .orElse(OptionalInt.empty()),
                read(all, Extension.keyUsage, KeyUsage::getInstance),
                read(all, Extension.extendedKeyUsage, ExtendedKeyUsage::getInstance)
                        .map(usage -> Set.copyOf(Arrays.asList(usage.getUsages()))),
                read(all, Extension.subjectAlternativeName, GeneralNames::getInstance)
                        .map(names -> ReadableNames.of(names.getNames()))
                        .orElse(List.of()),
                read(all, Extension.nameConstraints, NameConstraints::getInstance)
                        .map(NameLimits.Constraints::of),
                policies,
                read(all, Extension.cRLDistributionPoints, CRLDistPoint::getInstance)
                        .map(CertificateExtensions::fullNames)
                        .orElse(List.of()),
                read(all, Extension.authorityInfoAccess, AuthorityInformationAccess::getInstance)
                        .map(CertificateExtensions::ocspResponders)
                        .orElse(List.of()));
    }

    private static List<String> notUnderstood(Set<ASN1ObjectIdentifier> critical, PolicyExtensions policies) {
        return critical.stream()
                .filter(oid -> !PROCESSED.contains(oid)
                        || (oid.equals(Extension.certificatePolicies) && !policies.understood()))
                .map(ASN1ObjectIdentifier::getId)
                .sorted()
                .toList();
    }

    /** The value of one extension, read whole. */
    static <T> Optional<T> read(
            @Nullable Extensions all, ASN1ObjectIdentifier oid, Function<@Nullable Object, T> reader) {
        Extension extension = all == null ? null : all.getExtension(oid);
        if (extension == null) {
            return Optional.empty();
        }
        byte[] value = extension.getExtnValue().getOctets();
        Asn1.requireDer(FORMAT, value, MAX_OCTETS);
        return Optional.of(Asn1.read(FORMAT, () -> reader.apply(whole(value))));
    }

    /** Bouncy Castle reads the inner parts of a value only when asked; writing it out asks for all of them. */
    private static ASN1Primitive whole(byte[] der) throws IOException {
        ASN1Primitive value = ASN1Primitive.fromByteArray(der);
        value.getEncoded(ASN1Encoding.DER);
        return value;
    }

    /** A number of certificates; beyond any real path they are all the same. */
    static OptionalInt count(ASN1Integer number) {
        if (number.getValue().signum() < 0) {
            throw new MalformedMessageException(FORMAT, "has a negative number");
        }
        return OptionalInt.of(number.getValue().min(LARGE).intValueExact());
    }

    /** Section 4.2.2.1. */
    private static List<GeneralName> ocspResponders(AuthorityInformationAccess access) {
        return Stream.of(access.getAccessDescriptions())
                .filter(description -> description.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                .flatMap(description -> ReadableNames.of(description.getAccessLocation()).stream())
                .toList();
    }

    private static List<GeneralName> fullNames(CRLDistPoint points) {
        return Stream.of(points.getDistributionPoints())
                .map(DistributionPoint::getDistributionPoint)
                .flatMap(name -> fullNames(name).stream())
                .toList();
    }

    /** The names in {@code point}, when it is given by full names. */
    static List<GeneralName> fullNames(@Nullable DistributionPointName point) {
        return point == null || point.getType() != DistributionPointName.FULL_NAME
                ? List.of()
                : ReadableNames.of(GeneralNames.getInstance(point.getName()).getNames());
    }

    /** True when key usage is not restricted or grants {@code bit} of {@link KeyUsage}. */
    boolean allows(int bit) {
        return keyUsage.map(usage -> usage.hasUsages(bit)).orElse(true);
    }

    /** True when the extended key usage is not restricted or names one of {@code wanted}. */
    boolean allowsAnyOf(Set<KeyPurposeId> wanted) {
        return purposes.map(named -> named.stream().anyMatch(wanted::contains)).orElse(true);
    }
}
