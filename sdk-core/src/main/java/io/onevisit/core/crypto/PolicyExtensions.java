package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says about policies, RFC 5280 sections 4.2.1.4, 4.2.1.5, 4.2.1.11 and 4.2.1.14.
 *
 * @param policies the certificate policies; empty when there is no such extension
 * @param mappings policies of the issuer, each with those of the subject it is taken to equal
 * @param requireExplicit after how many certificates an explicit policy is asked for
 * @param inhibitMapping after how many certificates mappings no longer count
 * @param inhibitAny after how many certificates anyPolicy no longer counts
 * @param understood false when a policy has a qualifier that RFC 5280 does not define
 */
record PolicyExtensions(
        Optional<Set<ASN1ObjectIdentifier>> policies,
        Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mappings,
        OptionalInt requireExplicit,
        OptionalInt inhibitMapping,
        OptionalInt inhibitAny,
        boolean understood) {

    private static final Set<ASN1ObjectIdentifier> QUALIFIERS =
            Set.of(PolicyQualifierId.id_qt_cps, PolicyQualifierId.id_qt_unotice);

    static PolicyExtensions of(@Nullable Extensions all) {
        Optional<CertificatePolicies> policies =
                CertificateExtensions.read(all, Extension.certificatePolicies, CertificatePolicies::getInstance);
        Optional<PolicyConstraints> constraints =
                CertificateExtensions.read(all, Extension.policyConstraints, PolicyConstraints::getInstance);
        return new PolicyExtensions(
                policies.map(PolicyExtensions::identifiers),
                CertificateExtensions.read(all, Extension.policyMappings, ASN1Sequence::getInstance)
                        .map(PolicyExtensions::mappings)
                        .orElse(Map.of()),
                constraints
                        .map(PolicyConstraints::getRequireExplicitPolicyMapping)
                        .map(PolicyExtensions::count)
                        .orElse(OptionalInt.empty()),
                constraints
                        .map(PolicyConstraints::getInhibitPolicyMapping)
                        .map(PolicyExtensions::count)
                        .orElse(OptionalInt.empty()),
                CertificateExtensions.read(all, Extension.inhibitAnyPolicy, ASN1Integer::getInstance)
                        .map(CertificateExtensions::count)
                        .orElse(OptionalInt.empty()),
                policies.stream()
                        .flatMap(named -> Stream.of(named.getPolicyInformation()))
                        .allMatch(PolicyExtensions::isUnderstood));
    }

    private static Set<ASN1ObjectIdentifier> identifiers(CertificatePolicies policies) {
        Set<ASN1ObjectIdentifier> identifiers = new LinkedHashSet<>();
        for (PolicyInformation policy : policies.getPolicyInformation()) {
            if (!identifiers.add(policy.getPolicyIdentifier())) {
                throw new MalformedMessageException("certificate extension", "names a policy twice");
            }
        }
        return Set.copyOf(identifiers);
    }

    private static Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mappings(ASN1Sequence pairs) {
        Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mappings = new HashMap<>();
        for (ASN1Encodable pair : pairs) {
            ASN1Sequence both = ASN1Sequence.getInstance(pair);
            mappings.computeIfAbsent(ASN1ObjectIdentifier.getInstance(both.getObjectAt(0)), issuer -> new HashSet<>())
                    .add(ASN1ObjectIdentifier.getInstance(both.getObjectAt(1)));
        }
        return Map.copyOf(mappings);
    }

    private static OptionalInt count(BigInteger number) {
        return CertificateExtensions.count(new ASN1Integer(number));
    }

    private static boolean isUnderstood(PolicyInformation policy) {
        ASN1Sequence qualifiers = policy.getPolicyQualifiers();
        return qualifiers == null
                || Stream.of(qualifiers.toArray())
                        .map(PolicyQualifierInfo::getInstance)
                        .allMatch(qualifier -> QUALIFIERS.contains(qualifier.getPolicyQualifierId()));
    }
}
