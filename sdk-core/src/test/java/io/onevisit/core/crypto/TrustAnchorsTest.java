package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.AT;
import static io.onevisit.core.crypto.Chains.END;
import static io.onevisit.core.crypto.Chains.START;
import static io.onevisit.core.crypto.Chains.certificate;
import static io.onevisit.core.crypto.Chains.issuers;
import static io.onevisit.core.crypto.Chains.leaf;
import static io.onevisit.core.crypto.Chains.problems;
import static io.onevisit.core.crypto.Chains.request;
import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.signer;
import static io.onevisit.core.crypto.Chains.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrustAnchorsTest {
    private static final ASN1ObjectIdentifier FIRST = new ASN1ObjectIdentifier("1.2.156.99999.2");
    private static final ASN1ObjectIdentifier SECOND = new ASN1ObjectIdentifier("1.2.156.99999.3");
    private static final ASN1ObjectIdentifier ANY_POLICY = new ASN1ObjectIdentifier("2.5.29.32.0");
    private static final ASN1ObjectIdentifier PRIVATE = new ASN1ObjectIdentifier("1.2.156.99999.1");

    @ParameterizedTest
    @EnumSource
    void a_chain_to_an_anchor_passes_and_gives_the_path(KeyKind kind) {
        CertificateAuthority root = root(kind);
        Credential credential = root.subordinate("Province").subordinate("City").issue(signer());

        Report<List<Certificate>> report = validate(root, credential);

        assertThat(report.orThrow())
                .containsExactlyElementsOf(
                        credential.chain().stream().map(Certificate::parse).toList());
        assertThat(report.checks())
                .filteredOn(Check::note)
                .extracting(Check::code)
                .containsOnly("CERT_REVOCATION");
    }

    @Test
    void the_order_of_intermediates_does_not_matter_and_strangers_among_them_do_no_harm() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.subordinate("Province").subordinate("City").issue(signer());
        List<Certificate> mixed = new ArrayList<>(issuers(credential));
        mixed.add(certificate(root(KeyKind.P256, "Stranger")));
        mixed.add(certificate(root(KeyKind.SM2, "City")));
        Collections.reverse(mixed);

        assertThat(validate(root, leaf(credential), mixed).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void without_anchors_nothing_is_decided() {
        Credential credential = root(KeyKind.SM2).issue(signer());

        Report<List<Certificate>> report = TrustAnchors.none()
                .validate(leaf(credential), issuers(credential), KeyUse.DIGITAL_SIGNATURE, AT, RevocationSource.none());

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.subject()).isEmpty();
        assertThat(problems(report)).containsExactly("CERT_PATH");
    }

    @Test
    void a_root_that_comes_with_the_chain_is_not_trusted_for_it() {
        Credential credential = root(KeyKind.SM2).issue(signer());

        assertThat(problems(validate(root(KeyKind.SM2, "Other root"), credential)))
                .containsExactly("CERT_PATH");
    }

    @Test
    void an_anchor_of_the_same_name_with_another_key_does_not_do() {
        Credential credential = root(KeyKind.SM2).issue(signer());

        assertThat(problems(validate(root(KeyKind.SM2), leaf(credential), List.of())))
                .containsExactly("CERT_SIGNATURE@certificate");
    }

    @Test
    void a_source_is_not_asked_about_what_no_authority_of_the_path_has_issued() {
        CertificateAuthority root = root(KeyKind.SM2);
        CertificateAuthority forged = root(KeyKind.SM2).subordinate("City");
        CertificateAuthority noAuthority = root.subordinate(
                "City",
                builder -> builder.replaceExtension(Extension.basicConstraints, true, new BasicConstraints(false)));
        CertificateAuthority noIssuer = root.subordinate(
                "City",
                builder -> builder.replaceExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)));
        List<Certificate> asked = new ArrayList<>();
        RevocationSource source = (certificate, issuer, at) -> {
            asked.add(certificate);
            return new RevocationStatus.Good(at);
        };

        for (CertificateAuthority city : List.of(forged, noAuthority, noIssuer)) {
            Credential credential = city.issue(signer());
            Report<List<Certificate>> report = trusting(root)
                    .validate(leaf(credential), List.of(certificate(city)), KeyUse.DIGITAL_SIGNATURE, AT, source);

            assertThat(problems(report)).contains("CERT_REVOCATION@certificate");
            assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(asked).doesNotContain(leaf(credential));
        }
        assertThat(asked).containsExactly(certificate(noAuthority), certificate(noIssuer));
    }

    @Test
    void refuses_null_among_the_certificates() {
        List<Certificate> withNull = Collections.singletonList(null);
        Certificate leaf = leaf(root(KeyKind.P256).issue(signer()));

        assertThatThrownBy(() -> TrustAnchors.of(withNull)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> TrustAnchors.none()
                        .validate(leaf, withNull, KeyUse.DIGITAL_SIGNATURE, AT, RevocationSource.none()))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_missing_intermediate_leaves_no_path() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.subordinate("City").issue(signer());

        assertThat(problems(validate(root, leaf(credential), List.of()))).containsExactly("CERT_PATH");
    }

    @Test
    void every_check_is_made_even_when_several_fail() {
        Credential credential = root(KeyKind.SM2)
                .issue(new CertificateRequest("Bureau", START, START.plusSeconds(1), Usage.ENCRYPTION));

        assertThat(problems(validate(root(KeyKind.SM2), leaf(credential), List.of())))
                .containsExactly(
                        "CERT_SIGNATURE@certificate", "CERT_VALIDITY@certificate", "CERT_KEY_USAGE@certificate");
        assertThat(problems(validate(root(KeyKind.SM2, "Other"), leaf(credential), List.of())))
                .containsExactly("CERT_PATH", "CERT_VALIDITY@certificate", "CERT_KEY_USAGE@certificate");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, true",
        "2026-12-31T23:59:59Z, true",
        "2025-12-31T23:59:59Z, false",
        "2027-01-01T00:00:00Z, false"
    })
    void validity_includes_its_first_and_last_second(Instant at, boolean valid) {
        CertificateAuthority root = root(KeyKind.P256);
        Credential credential = root.issue(signer());

        List<String> problems = problems(trusting(root)
                .validate(leaf(credential), List.of(), KeyUse.DIGITAL_SIGNATURE, at, RevocationSource.none()));
        assertThat(problems.isEmpty()).isEqualTo(valid);
        assertThat(problems).allMatch(problem -> problem.startsWith("CERT_VALIDITY"));
    }

    @Test
    void an_intermediate_or_anchor_that_has_expired_ends_the_path() {
        CertificateAuthority root =
                CertificateAuthority.root(KeyKind.SM2, "Root", START.minusSeconds(100), START.minusSeconds(1));
        Credential credential = root.subordinate("City").issue(signer());

        assertThat(problems(validate(root, credential)))
                .containsExactly("CERT_VALIDITY@trust anchor", "CERT_VALIDITY@issuer 1");
    }

    @Test
    void one_who_is_no_authority_issues_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.subordinate(
                        "City",
                        builder ->
                                builder.replaceExtension(Extension.basicConstraints, true, new BasicConstraints(false)))
                .issue(signer());

        assertThat(problems(validate(root, credential))).containsExactly("CERT_BASIC_CONSTRAINTS@issuer 1");
    }

    @Test
    void an_authority_of_version_1_issues_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.subordinate("City", builder -> {
                    builder.removeExtension(Extension.basicConstraints);
                    builder.removeExtension(Extension.keyUsage);
                    builder.removeExtension(Extension.subjectKeyIdentifier);
                    builder.removeExtension(Extension.authorityKeyIdentifier);
                })
                .issue(signer());

        assertThat(problems(validate(root, credential))).containsExactly("CERT_BASIC_CONSTRAINTS@issuer 1");
    }

    @Test
    void an_authority_whose_key_may_not_sign_certificates_issues_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.subordinate(
                        "City",
                        builder -> builder.replaceExtension(
                                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.cRLSign)))
                .issue(signer());

        assertThat(problems(validate(root, credential))).containsExactly("CERT_ISSUER_KEY_USAGE@issuer 1");
    }

    @ParameterizedTest
    @CsvSource({"0, CERT_PATH_LENGTH@issuer 1", "1, ", "2, "})
    void no_more_authorities_follow_than_one_above_allows(int length, @Nullable String problem) {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.subordinate("Province", builder -> limit(builder, length))
                .subordinate("City")
                .issue(signer());

        assertThat(problems(validate(root, credential))).isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void an_anchors_own_path_length_binds_too() {
        CertificateAuthority province = root(KeyKind.SM2).subordinate("Province", builder -> limit(builder, 0));
        Credential credential = province.subordinate("City").issue(signer());

        assertThat(problems(validate(province, credential))).containsExactly("CERT_PATH_LENGTH@issuer 1");
    }

    @Test
    void a_path_of_more_than_ten_certificates_is_not_looked_for() {
        CertificateAuthority root = root(KeyKind.P256);
        CertificateAuthority lowest = root;
        for (int i = 0; i < 8; i++) {
            lowest = lowest.subordinate("Level " + i);
        }
        assertThat(validate(root, lowest.issue(signer())).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(problems(validate(root, lowest.subordinate("Too low").issue(signer()))))
                .containsExactly("CERT_PATH");
    }

    @ParameterizedTest
    @CsvSource({
        "DIGITAL_SIGNATURE, DIGITAL_SIGNATURE, true",
        "TLS_CLIENT, DIGITAL_SIGNATURE, true",
        "ENCRYPTION, DIGITAL_SIGNATURE, false",
        "TLS_SERVER, DIGITAL_SIGNATURE, false",
        "TIME_STAMPING, DIGITAL_SIGNATURE, false",
        "OCSP_SIGNING, DIGITAL_SIGNATURE, false",
        "TIME_STAMPING, TIME_STAMPING, true",
        "DIGITAL_SIGNATURE, TIME_STAMPING, false",
        "OCSP_SIGNING, OCSP_SIGNING, true",
        "DIGITAL_SIGNATURE, OCSP_SIGNING, false",
        "TLS_CLIENT, OCSP_SIGNING, false",
        "DIGITAL_SIGNATURE, CERTIFICATE_SIGNING, false",
    })
    void a_key_is_used_for_what_it_was_certified_for(Usage usage, KeyUse use, boolean allowed) {
        CertificateAuthority root = root(KeyKind.SM2);
        Report<List<Certificate>> report =
                trusting(root).validate(leaf(root.issue(request(usage))), List.of(), use, AT, RevocationSource.none());

        assertThat(problems(report)).isEqualTo(allowed ? List.of() : List.of("CERT_KEY_USAGE@certificate"));
    }

    @Test
    void an_authority_may_sign_certificates_but_no_documents() {
        CertificateAuthority root = root(KeyKind.SM2);
        Certificate city = certificate(root.subordinate("City"));

        assertThat(validate(root, city, KeyUse.CERTIFICATE_SIGNING)).isEmpty();
        assertThat(validate(root, city, KeyUse.DIGITAL_SIGNATURE)).containsExactly("CERT_KEY_USAGE@certificate");
    }

    @Test
    void time_stamping_must_be_critical_and_the_only_purpose_rfc3161_2_3() {
        CertificateAuthority root = root(KeyKind.SM2);
        ExtendedKeyUsage alone = new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping);
        ExtendedKeyUsage withOther = new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_clientAuth});
        Credential notCritical = root.issue(
                request(Usage.TIME_STAMPING),
                builder -> builder.replaceExtension(Extension.extendedKeyUsage, false, alone));
        Credential notAlone = root.issue(
                request(Usage.TIME_STAMPING),
                builder -> builder.replaceExtension(Extension.extendedKeyUsage, true, withOther));

        for (Credential credential : List.of(notCritical, notAlone)) {
            assertThat(validate(root, leaf(credential), KeyUse.TIME_STAMPING))
                    .containsExactly("CERT_KEY_USAGE@certificate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_changed_after_signing_fails(KeyKind kind) {
        CertificateAuthority root = root(kind);
        byte[] signature = root.issue(signer()).certificate();
        signature[signature.length - 1] ^= 1;
        byte[] content = root.issue(signer()).certificate();
        content[20] ^= 1;

        for (byte[] changed : List.of(signature, content)) {
            assertThat(problems(validate(root, Certificate.parse(changed), List.of())))
                    .containsExactly("CERT_SIGNATURE@certificate");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10045.4.3.2, 1.2.840.10045.4.3.2, true",
        "1.2.840.10045.4.3.3, 1.2.840.10045.4.3.2, false",
        "1.2.840.10045.4.3.2, 1.2.840.10045.4.3.3, false",
        "1.2.840.10045.4.3.3, 1.2.840.10045.4.3.3, false",
        "1.2.156.10197.1.501, 1.2.156.10197.1.501, false"
    })
    void the_algorithm_must_be_the_keys_own_inside_and_outside_rfc5280_4_1_1_2(
            String inside, String outside, boolean passes) throws Exception {
        SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, "k");
        CertificateAuthority root = root(KeyKind.P256);
        byte[] city = root.certify(
                new CertificateRequest("City", START, END, Usage.DIGITAL_SIGNATURE),
                key.verificationKey().toSubjectPublicKeyInfo().toArray());
        TBSCertificate honest = tbs(root.subordinate("City").issue(signer()));
        ASN1Encodable[] fields =
                ASN1Sequence.getInstance(honest.toASN1Primitive()).toArray();
        fields[2] = new AlgorithmIdentifier(new ASN1ObjectIdentifier(inside));
        DERSequence tbs = new DERSequence(fields);
        byte[] signature = SignatureAlgorithm.ES256.derSignature(key.sign(tbs.getEncoded()));
        byte[] der = new DERSequence(new ASN1Encodable[] {
                    tbs, new AlgorithmIdentifier(new ASN1ObjectIdentifier(outside)), new DERBitString(signature)
                })
                .getEncoded();

        assertThat(Certificate.parse(der).isSignedBy(Certificate.parse(city).key()))
                .isEqualTo(passes);
    }

    @Test
    void an_authority_may_certify_a_key_of_the_other_kind() {
        CertificateAuthority root = root(KeyKind.SM2);
        SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, "k");
        byte[] der = root.certify(
                signer(), key.verificationKey().toSubjectPublicKeyInfo().toArray());

        assertThat(validate(root, Certificate.parse(der), List.of()).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_certificate_for_a_key_on_another_curve_is_refused_when_read() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        byte[] der = root(KeyKind.P256)
                .certify(signer(), generator.generateKeyPair().getPublic().getEncoded());

        assertThatThrownBy(() -> Certificate.parse(der)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_certificate_whose_signature_is_no_whole_number_of_octets_is_refused_when_read() throws Exception {
        org.bouncycastle.asn1.x509.Certificate parts = org.bouncycastle.asn1.x509.Certificate.getInstance(
                root(KeyKind.SM2).issue(signer()).certificate());
        byte[] odd = new DERSequence(new ASN1Encodable[] {
                    parts.getTBSCertificate(),
                    parts.getSignatureAlgorithm(),
                    new DERBitString(parts.getSignature().getOctets(), 1)
                })
                .getEncoded();

        assertThatThrownBy(() -> Certificate.parse(odd)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_certificate_with_an_extension_twice_is_refused_when_read_rfc5280_4_2() throws Exception {
        CertificateAuthority root = root(KeyKind.SM2);
        TBSCertificate honest = tbs(root.issue(signer()));
        ASN1EncodableVector fields = new ASN1EncodableVector();
        ASN1Sequence all = ASN1Sequence.getInstance(honest.toASN1Primitive());
        IntStream.range(0, all.size() - 1).mapToObj(all::getObjectAt).forEach(fields::add);
        ASN1EncodableVector twice = new ASN1EncodableVector();
        for (int i = 0; i < 2; i++) {
            twice.add(honest.getExtensions().getExtension(Extension.keyUsage));
        }
        fields.add(new DERTaggedObject(true, 3, new DERSequence(twice)));
        byte[] der = root.certifyRaw(new DERSequence(fields).getEncoded());

        assertThatThrownBy(() -> Certificate.parse(der)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_critical_extension_that_nobody_understands_ends_the_path_rfc5280_4_2() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential critical = root.subordinate("City", builder -> builder.addExtension(PRIVATE, true, DERNull.INSTANCE))
                .issue(signer());
        Credential notCritical = root.subordinate(
                        "City", builder -> builder.addExtension(PRIVATE, false, DERNull.INSTANCE))
                .issue(signer());

        Report<List<Certificate>> report = validate(root, critical);
        assertThat(problems(report)).containsExactly("CERT_CRITICAL_EXTENSIONS@issuer 1");
        assertThat(report.problems().get(0).actual()).isEqualTo(PRIVATE.getId());
        assertThat(validate(root, notCritical).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void an_authority_cross_signed_by_another_is_reached_from_either() {
        CertificateAuthority ours = root(KeyKind.SM2, "Ours");
        CertificateAuthority theirs = root(KeyKind.SM2, "Theirs");
        CertificateAuthority city = theirs.subordinate("City");
        Certificate cross = Certificate.parse(ours.crossCertify(city));
        Credential credential = city.issue(signer());
        List<Certificate> both = List.of(certificate(city), cross);

        assertThat(validate(ours, leaf(credential), both).orThrow()).contains(cross);
        assertThat(validate(theirs, leaf(credential), both).orThrow()).doesNotContain(cross);
    }

    @Test
    void of_two_ways_one_that_passes_is_enough() {
        CertificateAuthority root = root(KeyKind.SM2);
        CertificateAuthority city = root.subordinate("City", builder -> limit(builder, 0));
        CertificateAuthority district = city.subordinate("District");
        Credential credential = district.issue(signer());
        Certificate renewed = Certificate.parse(root.crossCertify(city));

        assertThat(validate(root, leaf(credential), issuers(credential)).verdict())
                .isEqualTo(Verdict.FAILED);
        List<Certificate> both = new ArrayList<>(issuers(credential));
        both.add(renewed);
        assertThat(validate(root, leaf(credential), both).orThrow()).contains(renewed);
    }

    @Test
    void authorities_that_certify_each_other_are_no_trap() {
        List<CertificateAuthority> ring = IntStream.range(0, 8)
                .mapToObj(i -> root(KeyKind.P256, "Ring " + i))
                .toList();
        List<Certificate> everyPair = ring.stream()
                .flatMap(one -> ring.stream()
                        .filter(other -> other != one)
                        .map(other -> Certificate.parse(one.crossCertify(other))))
                .toList();
        Credential credential = ring.get(0).issue(signer());

        assertThat(problems(validate(root(KeyKind.P256, "Elsewhere"), leaf(credential), everyPair)))
                .containsExactly("CERT_PATH");
    }

    @Test
    void names_outside_what_an_authority_above_may_certify_fail() {
        CertificateAuthority root = root(KeyKind.SM2);
        CertificateAuthority city = root.subordinate(
                "City",
                builder -> builder.addExtension(
                        Extension.nameConstraints,
                        true,
                        new NameConstraints(
                                new GeneralSubtree[] {
                                    new GeneralSubtree(new GeneralName(new X500Name("C=CN,O=Elsewhere")))
                                },
                                null)));

        assertThat(problems(validate(root, city.issue(signer())))).containsExactly("CERT_NAME_CONSTRAINTS@certificate");
        assertThat(problems(validate(root, city.subordinate("District").issue(signer()))))
                .containsExactly("CERT_NAME_CONSTRAINTS@issuer 1", "CERT_NAME_CONSTRAINTS@certificate");
        assertThat(problems(validate(city, city.issue(signer()))))
                .as("the anchor's own constraints")
                .containsExactly("CERT_NAME_CONSTRAINTS@certificate");
    }

    @Test
    void a_self_issued_authority_is_exempt_from_names_and_path_length_but_a_self_issued_leaf_is_not_rfc5280_6_1() {
        CertificateAuthority root = root(KeyKind.SM2);
        CertificateAuthority city = root.subordinate("City", builder -> {
            limit(builder, 0);
            GeneralName bureau = new GeneralName(new X500Name("C=CN,O=OneVisit examples,CN=Bureau"));
            builder.addExtension(
                    Extension.nameConstraints,
                    true,
                    new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(bureau)}, null));
        });
        CertificateAuthority renewed = city.subordinate("City");
        CertificateRequest selfIssued = new CertificateRequest("City", START, END, Usage.DIGITAL_SIGNATURE);

        assertThat(validate(root, renewed.issue(signer())).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(problems(validate(root, renewed.issue(selfIssued))))
                .containsExactly("CERT_NAME_CONSTRAINTS@certificate");
    }

    @Test
    void an_explicit_policy_asked_for_above_must_be_there_below_rfc5280_4_2_1_11() {
        CertificateAuthority root = root(KeyKind.P256);
        CertificateAuthority province = root.subordinate("Province", builder -> {
            policies(builder, FIRST);
            builder.addExtension(Extension.policyConstraints, true, new PolicyConstraints(BigInteger.ZERO, null));
        });
        CertificateAuthority city = province.subordinate("City", builder -> policies(builder, FIRST));

        assertThat(validate(root, city.issue(signer(), builder -> policies(builder, FIRST)))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(problems(validate(root, city.issue(signer(), builder -> policies(builder, SECOND)))))
                .containsOnly("CERT_POLICIES@certificate");
        assertThat(problems(validate(root, province.subordinate("City").issue(signer()))))
                .contains("CERT_POLICIES@issuer 1", "CERT_POLICIES@certificate");
    }

    @Test
    void a_self_issued_authority_may_still_say_any_policy_where_that_is_inhibited_rfc5280_6_1_3_d_2() {
        CertificateAuthority root = root(KeyKind.P256);
        CertificateAuthority city = root.subordinate("City", builder -> {
            policies(builder, FIRST);
            builder.addExtension(Extension.inhibitAnyPolicy, true, new ASN1Integer(0));
            builder.addExtension(Extension.policyConstraints, true, new PolicyConstraints(BigInteger.ZERO, null));
        });
        CertificateAuthority renewed = city.subordinate("City", builder -> policies(builder, ANY_POLICY));
        CertificateAuthority other = city.subordinate("District", builder -> policies(builder, ANY_POLICY));

        assertThat(validate(root, renewed.issue(signer(), builder -> policies(builder, FIRST)))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(problems(validate(root, other.issue(signer(), builder -> policies(builder, FIRST)))))
                .contains("CERT_POLICIES@certificate");
    }

    @Test
    void a_policy_mapped_where_mapping_is_inhibited_is_lost_rfc5280_6_1_4_b_2() {
        CertificateAuthority root = root(KeyKind.P256);
        CertificateAuthority province = root.subordinate("Province", builder -> {
            policies(builder, FIRST);
            builder.addExtension(
                    Extension.policyConstraints, true, new PolicyConstraints(BigInteger.ZERO, BigInteger.ZERO));
        });
        CertificateAuthority city = province.subordinate("City", builder -> {
            policies(builder, FIRST);
            builder.addExtension(
                    Extension.policyMappings,
                    true,
                    new DERSequence(new DERSequence(new ASN1ObjectIdentifier[] {FIRST, SECOND})));
        });

        for (ASN1ObjectIdentifier policy : List.of(FIRST, SECOND)) {
            assertThat(problems(validate(root, city.issue(signer(), builder -> policies(builder, policy)))))
                    .contains("CERT_POLICIES@certificate");
        }
    }

    @Test
    void a_critical_policy_with_a_qualifier_not_understood_ends_the_path_rfc5280_4_2_1_4() {
        CertificateAuthority root = root(KeyKind.P256);
        PolicyInformation qualified =
                new PolicyInformation(FIRST, new DERSequence(new PolicyQualifierInfo(PRIVATE, DERNull.INSTANCE)));
        PolicyInformation known =
                new PolicyInformation(FIRST, new DERSequence(new PolicyQualifierInfo("https://example.cn/cps")));

        assertThat(problems(validate(root, withPolicy(root, true, qualified))))
                .containsExactly("CERT_CRITICAL_EXTENSIONS@certificate");
        assertThat(validate(root, withPolicy(root, false, qualified)).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(validate(root, withPolicy(root, true, known)).verdict()).isEqualTo(Verdict.PASSED);
    }

    private static Credential withPolicy(CertificateAuthority root, boolean critical, PolicyInformation policy) {
        return root.issue(
                signer(),
                builder ->
                        builder.addExtension(Extension.certificatePolicies, critical, new CertificatePolicies(policy)));
    }

    private static void policies(X509v3CertificateBuilder builder, ASN1ObjectIdentifier policy) throws IOException {
        builder.addExtension(
                Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation(policy)));
    }

    @Test
    void a_certificate_that_is_itself_an_anchor_is_trusted_but_issues_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        CertificateAuthority pinned = root.subordinate("Pinned", builder -> {
            builder.replaceExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.replaceExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        });

        assertThat(validate(pinned, certificate(pinned), List.of()).orThrow()).containsExactly(certificate(pinned));
        assertThat(problems(validate(pinned, pinned.issue(signer()))))
                .containsExactly("CERT_BASIC_CONSTRAINTS@trust anchor", "CERT_ISSUER_KEY_USAGE@trust anchor");
    }

    @Test
    void an_anchor_must_be_valid_and_fit_for_the_use_too() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(request(Usage.ENCRYPTION));
        TrustAnchors pinned = TrustAnchors.of(List.of(leaf(credential)));

        assertThat(problems(pinned.validate(
                        leaf(credential),
                        List.of(),
                        KeyUse.DIGITAL_SIGNATURE,
                        END.plusSeconds(1),
                        RevocationSource.none())))
                .containsExactly("CERT_VALIDITY@certificate", "CERT_KEY_USAGE@certificate");
    }

    @Test
    void refuses_more_than_64_intermediates() {
        CertificateAuthority root = root(KeyKind.P256);
        List<Certificate> many = Collections.nCopies(65, certificate(root));

        assertThatThrownBy(() -> validate(root, certificate(root), many)).isInstanceOf(InvalidValueException.class);
    }

    private static Report<List<Certificate>> validate(CertificateAuthority anchor, Credential credential) {
        return validate(anchor, leaf(credential), issuers(credential));
    }

    private static Report<List<Certificate>> validate(
            CertificateAuthority anchor, Certificate leaf, List<Certificate> intermediates) {
        return trusting(anchor).validate(leaf, intermediates, KeyUse.DIGITAL_SIGNATURE, AT, RevocationSource.none());
    }

    private static List<String> validate(CertificateAuthority anchor, Certificate leaf, KeyUse use) {
        return problems(trusting(anchor).validate(leaf, List.of(), use, AT, RevocationSource.none()));
    }

    private static void limit(X509v3CertificateBuilder builder, int length) throws IOException {
        builder.replaceExtension(Extension.basicConstraints, true, new BasicConstraints(length));
    }

    private static TBSCertificate tbs(Credential credential) throws Exception {
        return new X509CertificateHolder(credential.certificate())
                .toASN1Structure()
                .getTBSCertificate();
    }
}
