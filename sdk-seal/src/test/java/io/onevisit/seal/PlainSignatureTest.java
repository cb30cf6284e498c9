package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GB/T 35275-2017 clause 8, made by ofdrw, by Bouncy Castle and by hand, honest and not. */
class PlainSignatureTest {
    private static final Instant FROM = NOW.minus(Duration.ofDays(100));
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(100));
    private static final byte[] DATA = SealOffice.utf8("<Signature/>").toArray();
    private static final byte[] OTHER =
            SealOffice.utf8("<Signature></Signature>").toArray();

    private static final CertificateAuthority ROOT = CertificateAuthority.root(KeyKind.SM2, "Plain root", FROM, UNTIL);
    private static final Credential CREDENTIAL =
            ROOT.issue(new CertificateRequest("Plain signer", FROM, UNTIL, Usage.DIGITAL_SIGNATURE));
    private static final SigningKey KEY = SealOffice.key(CREDENTIAL);
    private static final SigningKey ANOTHER = issue(ROOT, "Another", FROM, UNTIL, Usage.DIGITAL_SIGNATURE);

    private static SigningKey issue(
            CertificateAuthority authority, String name, Instant from, Instant until, Usage usage) {
        return SealOffice.key(authority.issue(new CertificateRequest(name, from, until, usage)));
    }

    private static SealVerifier verifier(Instant now, RevocationSource revocation, Certificate... intermediates) {
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(ROOT.certificate())));
        return new SealVerifier(anchors, List.of(intermediates), revocation, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SealVerifier verifier() {
        return verifier(NOW, RevocationSource.none());
    }

    private static PlainDraft draft() {
        return new PlainDraft(KEY, DATA);
    }

    private static List<String> problemsOf(byte[] signedData) {
        return problems(verifier().verifyPlain(signedData, DATA));
    }

    private static List<String> problemsOf(PlainDraft draft) {
        return problemsOf(draft.sign());
    }

    private static byte[] vector(String name) throws IOException {
        try (InputStream in = PlainSignatureTest.class.getResourceAsStream("plain/" + name)) {
            return in.readAllBytes();
        }
    }

    // What others write

    private static Report<PlainSignature> ofVector(String name, byte[] data, Instant now) throws IOException {
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(vector("root.cer"))));
        return new SealVerifier(anchors, List.of(), RevocationSource.none(), Clock.fixed(now, ZoneOffset.UTC))
                .verifyPlain(vector(name), data);
    }

    private static final Instant VECTORS_MADE = Instant.parse("2026-11-22T06:00:00Z");

    @Test
    void accepts_what_ofdrw_signs_as_a_digest_inside() throws IOException {
        Report<PlainSignature> report = ofVector("ofdrw-digest.p7", vector("Signature.xml"), VECTORS_MADE);

        assertThat(report.orThrow().signedAt()).isEmpty();
        assertThat(report.orThrow().signer().subject()).contains("plain signer");
    }

    @Test
    void accepts_what_ofdrw_signs_with_attributes() throws IOException {
        Report<PlainSignature> report = ofVector("ofdrw-attributes.p7", vector("Signature.xml"), VECTORS_MADE);

        assertThat(report.orThrow().signedAt())
                .hasValueSatisfying(
                        at -> assertThat(at).isBetween(Instant.parse("2026-11-22T05:16:20Z"), VECTORS_MADE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ofdrw-digest.p7", "ofdrw-attributes.p7"})
    void refuses_what_ofdrw_signed_over_other_data(String name) throws IOException {
        byte[] altered = vector("Signature.xml");
        altered[altered.length - 3] ^= 1;

        assertThat(ofVector(name, altered, VECTORS_MADE).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void refuses_the_digest_in_base64_that_ofdrw_offers_for_some_readers() throws IOException {
        assertThat(problems(ofVector("ofdrw-base64.p7", vector("Signature.xml"), VECTORS_MADE)))
                .containsExactly("PLAIN_SIGNATURE_CONTENT");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bouncy_castles_cms_differs_in_its_content_types_only(boolean inside) throws Exception {
        byte[] signed = bouncyCastle(inside);

        assertThat(problemsOf(signed)).containsExactly("PLAIN_SIGNATURE_CONTENT_TYPE");
        assertThat(problems(verifier().verifyPlain(signed, OTHER)))
                .contains(inside ? "PLAIN_SIGNATURE_CONTENT" : "PLAIN_SIGNATURE_ATTRIBUTES");
    }

    private static byte[] bouncyCastle(boolean inside) throws Exception {
        Provider provider = new BouncyCastleProvider();
        PrivateKey key =
                KeyFactory.getInstance("EC", provider).generatePrivate(new PKCS8EncodedKeySpec(CREDENTIAL.pkcs8()));
        AttributeTable time = new AttributeTable(new DERSet(PlainDraft.time(NOW)));
        X509CertificateHolder certificate = new X509CertificateHolder(CREDENTIAL.certificate());
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                        .setProvider(provider)
                        .build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(time))
                .build(
                        new JcaContentSignerBuilder("SM3withSM2")
                                .setProvider(provider)
                                .build(key),
                        certificate));
        generator.addCertificates(new CollectionStore<>(List.of(certificate)));
        return generator.generate(new CMSProcessableByteArray(DATA), inside).getEncoded();
    }

    // What may be written

    @Test
    void accepts_a_signature_kept_apart_from_its_data_as_of_now() {
        Report<PlainSignature> report = verifier().verifyPlain(draft().sign(), DATA);

        assertThat(report.orThrow().signedAt()).isEmpty();
        assertThat(report.orThrow().signer()).isEqualTo(KEY.certificates().get(0));
        assertThat(report.checks().stream()
                        .filter(check -> check.where().isEmpty())
                        .map(Check::code))
                .containsExactly(
                        "PLAIN_SIGNATURE_FORMAT",
                        "PLAIN_SIGNATURE_CONTENT_TYPE",
                        "PLAIN_SIGNATURE_CONTENT",
                        "PLAIN_SIGNATURE_DIGEST_ALGORITHM",
                        "PLAIN_SIGNATURE_ATTRIBUTES",
                        "PLAIN_SIGNATURE_ALGORITHM",
                        "PLAIN_SIGNATURE_VALUE",
                        "PLAIN_SIGNATURE_TIME");
    }

    @Test
    void accepts_the_data_inside() {
        assertThat(problemsOf(draft().containing(DATA))).isEmpty();
        assertThat(problemsOf(draft().containing(DATA).withAttributes(NOW))).isEmpty();
    }

    @Test
    void accepts_the_digest_inside_with_attributes_about_the_digest() {
        assertThat(problemsOf(draft().containing(Hash.SM3.digest(DATA)).withAttributes(NOW)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.156.10197.1.301.1", "1.2.156.10197.1.501"})
    void accepts_both_names_of_the_signature_algorithm(String name) {
        PlainDraft draft = draft();
        draft.signatureAlgorithm = new ASN1ObjectIdentifier(name);

        assertThat(problemsOf(draft)).isEmpty();
    }

    @Test
    void accepts_a_frame_in_ber_of_indefinite_length() {
        assertThat(problemsOf(PlainDraft.encoded(indefinite(), ASN1Encoding.BER)))
                .isEmpty();
        assertThat(problems(verifier().verifyPlain(PlainDraft.encoded(indefinite(), ASN1Encoding.BER), OTHER)))
                .containsExactly("PLAIN_SIGNATURE_CONTENT");
    }

    /** An honest one, its content in pieces, with no length given. */
    private static BERSequence indefinite() {
        ASN1Encodable[] data = ASN1Sequence.getInstance(
                        ((ASN1TaggedObject)
                                draft().containing(DATA).contentInfo().getObjectAt(1)),
                        true)
                .toArray();
        data[2] = new BERSequence(new ASN1Encodable[] {
            PlainDraft.DATA,
            new BERTaggedObject(true, 0, new BEROctetString(new ASN1OctetString[] {
                new DEROctetString(Arrays.copyOf(DATA, 5)), new DEROctetString(Arrays.copyOfRange(DATA, 5, DATA.length))
            }))
        });
        return new BERSequence(
                new ASN1Encodable[] {PlainDraft.SIGNED_DATA, new BERTaggedObject(true, 0, new BERSequence(data))});
    }

    @Test
    void builds_the_path_from_the_certificates_inside_as_well_as_from_those_given() {
        CertificateAuthority between = ROOT.subordinate("Between");
        SigningKey below = issue(between, "Below", FROM, UNTIL, Usage.DIGITAL_SIGNATURE);
        PlainDraft whole = new PlainDraft(below, DATA);
        whole.certificates.add(below.certificates().get(1));
        byte[] bare = new PlainDraft(below, DATA).sign();

        assertThat(problemsOf(whole)).isEmpty();
        assertThat(problemsOf(bare)).containsExactly("CERT_PATH");
        assertThat(verifier(NOW, RevocationSource.none(), below.certificates().get(1))
                        .verifyPlain(bare, DATA)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    // Content

    @Test
    void refuses_other_data() {
        assertThat(problems(verifier().verifyPlain(draft().sign(), OTHER))).containsExactly("PLAIN_SIGNATURE_VALUE");
        assertThat(problems(verifier().verifyPlain(draft().withAttributes(NOW).sign(), OTHER)))
                .containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
    }

    @Test
    void refuses_content_inside_that_is_not_the_data() {
        assertThat(problemsOf(draft().containing(OTHER))).containsExactly("PLAIN_SIGNATURE_CONTENT");
        assertThat(problemsOf(draft().containing(OTHER).withAttributes(NOW)))
                .containsExactly("PLAIN_SIGNATURE_CONTENT");
    }

    @Test
    void refuses_the_digest_of_other_data_inside() {
        assertThat(problemsOf(draft().containing(Hash.SM3.digest(OTHER)))).containsExactly("PLAIN_SIGNATURE_CONTENT");
    }

    @Test
    void refuses_another_digest_than_sm3_inside() {
        assertThat(problemsOf(draft().containing(Hash.SHA_256.digest(DATA))))
                .containsExactly("PLAIN_SIGNATURE_CONTENT");
    }

    @Test
    void refuses_empty_content_inside() {
        assertThat(problemsOf(draft().containing(new byte[0]))).containsExactly("PLAIN_SIGNATURE_CONTENT");
    }

    @Test
    void refuses_content_put_in_after_signing_what_lay_outside() {
        PlainDraft draft = draft().withAttributes(NOW);
        draft.content = OTHER;

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_CONTENT", "PLAIN_SIGNATURE_ATTRIBUTES");
    }

    // Types

    @Test
    void refuses_another_content_type() {
        PlainDraft draft = draft();
        draft.contentType = PKCSObjectIdentifiers.data;

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_CONTENT_TYPE");
    }

    @Test
    void refuses_a_time_stamp_as_a_signature_over_data() {
        PlainDraft draft = draft();
        draft.type = PKCSObjectIdentifiers.signedData;
        draft.contentType = PKCSObjectIdentifiers.id_ct_TSTInfo;

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_CONTENT_TYPE");
    }

    @Test
    void refuses_data_enveloped_in_place_of_signed() {
        PlainDraft draft = draft();
        draft.type = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.3");

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4})
    void refuses_another_version(int version) {
        PlainDraft whole = draft();
        whole.version = version;
        PlainDraft signer = draft();
        signer.signerVersion = version;

        assertThat(problemsOf(whole)).containsExactly("PLAIN_SIGNATURE_FORMAT");
        assertThat(problemsOf(signer)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    // Signers

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void refuses_any_number_of_signers_but_one(int signers) {
        PlainDraft draft = draft();
        draft.signers = signers;

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    @Test
    void refuses_a_signer_whose_certificate_is_not_inside() {
        PlainDraft none = draft();
        none.certificates.clear();
        PlainDraft others = draft();
        others.certificates.set(0, ANOTHER.certificates().get(0));

        assertThat(problemsOf(none)).containsExactly("PLAIN_SIGNATURE_FORMAT");
        assertThat(problemsOf(others)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    @Test
    void refuses_a_signer_named_by_key() {
        PlainDraft draft = draft();
        draft.signer = new DERTaggedObject(false, 0, new DEROctetString(new byte[20]));

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    @Test
    void refuses_the_certificate_of_another_key() {
        PlainDraft draft = draft();
        draft.certificates.set(0, ANOTHER.certificates().get(0));
        draft.signer = PlainDraft.nameOf(ANOTHER.certificates().get(0));

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_VALUE");
    }

    @Test
    void refuses_two_certificates_with_the_name_of_the_signer() throws IOException {
        PlainDraft draft = draft();
        draft.certificates.add(withAnotherKey(KEY.certificates().get(0)));

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    /** Issuer and serial number as they are, over the key of someone else. */
    private static Certificate withAnotherKey(Certificate certificate) throws IOException {
        ASN1Encodable parsed = Asn1.parse(certificate.encoded().toArray());
        ASN1Encodable other = Asn1.parse(ANOTHER.certificates().get(0).encoded().toArray());
        ASN1Encodable key = ((ASN1Sequence) ((ASN1Sequence) other).getObjectAt(0)).getObjectAt(6);
        return Certificate.parse(Asn1.der(Asn1.replace(parsed, key, 0, 6)));
    }

    @Test
    void refuses_more_certificates_than_anyone_needs() {
        PlainDraft draft = draft();
        for (int i = 0; i < 32; i++) {
            draft.certificates.add(ANOTHER.certificates().get(0));
        }

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    // Attributes

    @Test
    void refuses_attributes_without_the_content_type() {
        PlainDraft draft = draft().withAttributes(NOW);
        draft.attributes.remove(0);

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
    }

    @Test
    void refuses_attributes_with_another_content_type() {
        PlainDraft draft = draft().withAttributes(NOW);
        draft.attributes.set(0, PlainDraft.attribute(CMSAttributes.contentType, PKCSObjectIdentifiers.data));

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
    }

    @Test
    void refuses_attributes_without_the_digest() {
        PlainDraft draft = draft().withAttributes(NOW);
        draft.attributes.remove(2);

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
    }

    @Test
    void refuses_a_digest_swapped_for_another() {
        PlainDraft draft = draft().withAttributes(NOW);
        draft.attributes.set(2, PlainDraft.digestOf(OTHER));

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
    }

    @Test
    void refuses_two_digests_of_which_one_is_right() {
        PlainDraft twice = draft().withAttributes(NOW);
        twice.attributes.add(PlainDraft.digestOf(OTHER));
        PlainDraft twoValues = draft().withAttributes(NOW);
        twoValues.attributes.set(
                2,
                PlainDraft.attribute(
                        CMSAttributes.messageDigest,
                        new DEROctetString(Hash.SM3.digest(DATA)),
                        new DEROctetString(Hash.SM3.digest(OTHER))));

        assertThat(problemsOf(twice)).containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
        assertThat(problemsOf(twoValues)).containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
    }

    @Test
    void refuses_the_digest_of_the_data_where_the_content_is_the_digest() {
        PlainDraft draft = draft().containing(Hash.SM3.digest(DATA)).withAttributes(NOW);
        draft.attributes.set(2, PlainDraft.digestOf(DATA));

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
    }

    @Test
    void refuses_two_signing_times() {
        PlainDraft draft = draft().withAttributes(NOW);
        draft.attributes.add(PlainDraft.time(NOW.minusSeconds(5)));

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    @Test
    void refuses_a_signing_time_that_is_none() {
        PlainDraft draft = draft().withAttributes(NOW);
        draft.attributes.set(1, PlainDraft.attribute(CMSAttributes.signingTime, new DEROctetString(new byte[8])));

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    @Test
    void refuses_a_signature_over_the_content_where_there_are_attributes() {
        PlainDraft draft = draft().withAttributes(NOW);

        byte[] value = KEY.algorithm().derSignature(KEY.sign(DATA));
        assertThat(problemsOf(Asn1.der(draft.withValue(value)))).containsExactly("PLAIN_SIGNATURE_VALUE");
    }

    @Test
    void refuses_a_signature_over_attributes_passed_off_as_one_over_data() {
        PlainDraft honest = draft().withAttributes(NOW);
        byte[] attributes = Asn1.der(honest.attributeSet());

        byte[] passedOff = new PlainDraft(KEY, attributes).sign();
        assertThat(problems(verifier().verifyPlain(passedOff, attributes)))
                .containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
    }

    @Test
    void takes_text_that_begins_as_a_set_does_for_text() {
        byte[] text = SealOffice.utf8("1. 1 1").toArray();

        assertThat(verifier()
                        .verifyPlain(new PlainDraft(KEY, text).sign(), text)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    // Algorithms and value

    @ParameterizedTest
    @ValueSource(strings = {"2.16.840.1.101.3.4.2.1", "1.3.14.3.2.26", "1.2.156.10197.1.401.2"})
    void refuses_another_digest(String name) {
        PlainDraft draft = draft();
        draft.digestAlgorithm = new ASN1ObjectIdentifier(name);

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_DIGEST_ALGORITHM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10045.4.3.2", "1.2.156.10197.1.301.3", "1.2.156.10197.501"})
    void refuses_another_signature_algorithm(String name) {
        PlainDraft draft = draft();
        draft.signatureAlgorithm = new ASN1ObjectIdentifier(name);

        assertThat(problemsOf(draft)).containsExactly("PLAIN_SIGNATURE_ALGORITHM");
    }

    @Test
    void refuses_a_p256_key() {
        CertificateAuthority p256 = CertificateAuthority.root(KeyKind.P256, "P-256 root", FROM, UNTIL);
        SigningKey key = issue(p256, "P-256 signer", FROM, UNTIL, Usage.DIGITAL_SIGNATURE);

        assertThat(problemsOf(new PlainDraft(key, DATA))).contains("PLAIN_SIGNATURE_ALGORITHM", "CERT_PATH");
    }

    @Test
    void refuses_a_value_that_is_raw_or_out_of_range() {
        byte[] raw = KEY.sign(DATA);
        byte[] zero = Asn1.der(PlainDraft.sequence(new ASN1Integer(0), new ASN1Integer(1)));

        assertThat(problemsOf(Asn1.der(draft().withValue(raw)))).containsExactly("PLAIN_SIGNATURE_VALUE");
        assertThat(problemsOf(Asn1.der(draft().withValue(zero)))).containsExactly("PLAIN_SIGNATURE_VALUE");
        assertThat(problemsOf(Asn1.der(draft().withValue(new byte[0])))).containsExactly("PLAIN_SIGNATURE_VALUE");
    }

    // Certificate and time

    @ParameterizedTest
    @EnumSource(
            value = Usage.class,
            names = {"ENCRYPTION", "TIME_STAMPING", "OCSP_SIGNING", "TLS_SERVER"})
    void refuses_a_key_for_another_use(Usage usage) {
        SigningKey key = issue(ROOT, "Other use", FROM, UNTIL, usage);

        assertThat(problemsOf(new PlainDraft(key, DATA))).containsExactly("CERT_KEY_USAGE");
    }

    @Test
    void refuses_a_certificate_of_an_authority_that_nobody_trusts() {
        CertificateAuthority stranger = CertificateAuthority.root(KeyKind.SM2, "Stranger", FROM, UNTIL);
        SigningKey key = issue(stranger, "Stranger's", FROM, UNTIL, Usage.DIGITAL_SIGNATURE);
        PlainDraft draft = new PlainDraft(key, DATA);
        draft.certificates.add(Certificate.parse(stranger.certificate()));

        assertThat(problemsOf(draft)).containsExactly("CERT_PATH");
    }

    @Test
    void passes_nothing_without_trust_anchors() {
        assertThat(SealOffice.verifier(TrustAnchors.none(), NOW)
                        .verifyPlain(draft().sign(), DATA)
                        .verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void judges_by_the_signing_time_of_the_attributes() {
        SealVerifier later = verifier(UNTIL.plusSeconds(1), RevocationSource.none());

        assertThat(later.verifyPlain(draft().withAttributes(NOW).sign(), DATA).verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(problems(later.verifyPlain(draft().sign(), DATA)))
                .containsExactly("CERT_VALIDITY", "CERT_VALIDITY", "PLAIN_SIGNATURE_TIME");
    }

    @Test
    void judges_as_of_now_when_no_time_is_given_and_by_the_data_when_they_give_one() {
        SigningKey ended = issue(ROOT, "Ended", FROM, NOW.minusSeconds(60), Usage.DIGITAL_SIGNATURE);
        byte[] signed = new PlainDraft(ended, DATA).sign();

        assertThat(problems(verifier().verifyPlain(signed, DATA)))
                .containsExactly("CERT_VALIDITY", "PLAIN_SIGNATURE_TIME");
        assertThat(verifier().verifyPlain(signed, DATA, NOW.minusSeconds(120)).verdict())
                .isEqualTo(Verdict.PASSED);
        byte[] withTime = new PlainDraft(ended, DATA).withAttributes(NOW).sign();
        assertThat(problems(verifier().verifyPlain(withTime, DATA, NOW.minusSeconds(120))))
                .containsExactly("CERT_VALIDITY", "PLAIN_SIGNATURE_TIME");
    }

    @Test
    void refuses_a_signing_time_in_the_future_or_before_the_certificate() {
        assertThat(problemsOf(draft().withAttributes(NOW.plus(Duration.ofMinutes(5)))))
                .isEmpty();
        assertThat(problemsOf(draft().withAttributes(NOW.plus(Duration.ofMinutes(6)))))
                .containsExactly("PLAIN_SIGNATURE_TIME");
        assertThat(problemsOf(draft().withAttributes(FROM.minusSeconds(1))))
                .contains("CERT_VALIDITY", "PLAIN_SIGNATURE_TIME");
    }

    @Test
    void refuses_a_certificate_revoked_before_and_does_not_believe_one_revoked_after_for_its_key() {
        assertThat(problems(revoked(NOW.minusSeconds(1))
                        .verifyPlain(draft().withAttributes(NOW).sign(), DATA)))
                .contains("CERT_REVOCATION");
        assertThat(revoked(NOW.minusSeconds(1))
                        .verifyPlain(
                                draft().withAttributes(NOW.minusSeconds(60)).sign(), DATA)
                        .verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    private static SealVerifier revoked(Instant since) {
        byte[] crl = ROOT.crl(
                NOW,
                NOW.plus(Duration.ofDays(1)),
                Map.of(KEY.certificates().get(0).serialNumber(), since));
        return verifier(NOW, RevocationSource.ofCrls(List.of(crl)));
    }

    // Octets

    @Test
    void passes_with_no_octet_changed_that_says_anything_and_throws_nothing() {
        byte[] honest = draft().withAttributes(NOW).sign();
        SealVerifier verifier = verifier();
        List<Integer> passing = IntStream.range(0, honest.length)
                .filter(i -> {
                    byte[] altered = honest.clone();
                    altered[i] ^= 0x04;
                    return verifier.verifyPlain(altered, DATA).verdict() == Verdict.PASSED;
                })
                .boxed()
                .toList();

        Predicate<Integer> digests = placeOf(new DERSet(new AlgorithmIdentifier(PlainDraft.SM3)), honest);
        Predicate<Integer> name = placeOf(PlainDraft.nameOf(KEY.certificates().get(0)), honest);
        assertThat(passing)
                .as("the list of digests beside the signer's own; another spelling of the issuer's name")
                .allMatch(digests.or(name));
    }

    private static Predicate<Integer> placeOf(ASN1Encodable part, byte[] whole) {
        byte[] octets = Asn1.der(part);
        int start = Bytes.of(whole).toHex().indexOf(Bytes.of(octets).toHex()) / 2;
        return i -> i >= start && i < start + octets.length;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 40})
    void refuses_what_is_cut_off_or_goes_on(int octets) {
        byte[] honest = draft().sign();

        assertThat(problemsOf(Arrays.copyOf(honest, octets))).containsExactly("PLAIN_SIGNATURE_FORMAT");
        assertThat(problemsOf(Arrays.copyOf(honest, honest.length + 1))).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    @Test
    void refuses_a_seal_signature() {
        SealOffice office = new SealOffice();
        byte[] signature = new SealSigner(office.verifier())
                .sign(office.seal(), office.signer(), DATA, "data")
                .encoded()
                .toArray();

        assertThat(problemsOf(signature)).containsExactly("PLAIN_SIGNATURE_FORMAT");
    }

    @Test
    void refuses_more_than_8_mebibytes() {
        assertThatThrownBy(() -> PlainSignature.readWithoutVerification(
                        draft().containing(new byte[8 * 1024 * 1024]).sign()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("8388608");
    }

    @Test
    void refuses_null() {
        assertThatThrownBy(() -> verifier().verifyPlain(null, DATA)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> verifier().verifyPlain(DATA, null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> verifier().verifyPlain(DATA, DATA, null)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void shows_no_name_of_the_signer() {
        PlainSignature signature = PlainSignature.readWithoutVerification(draft().sign());

        assertThat(signature.toString()).doesNotContain("Plain signer");
        assertThat(signature)
                .isEqualTo(PlainSignature.readWithoutVerification(
                        signature.encoded().toArray()))
                .isNotEqualTo(PlainSignature.readWithoutVerification(draft().sign()));
    }

    static Stream<ASN1Encodable> noDigests() {
        return Stream.of(
                new ASN1Integer(5),
                DERNull.INSTANCE,
                new DERSequence(),
                new DERUTF8String("x"),
                new DERTaggedObject(true, 0, new DEROctetString(new byte[32])));
    }

    @ParameterizedTest
    @MethodSource("noDigests")
    void refuses_a_digest_in_the_attributes_that_is_no_octet_string(ASN1Encodable digest) {
        SealOffice office = new SealOffice();
        PlainDraft draft = new PlainDraft(office.signer(), new byte[] {1, 2, 3});
        draft.attributes.add(PlainDraft.attribute(CMSAttributes.contentType, PlainDraft.DATA));
        draft.attributes.add(PlainDraft.attribute(CMSAttributes.messageDigest, digest));

        Report<PlainSignature> report = office.verifier().verifyPlain(draft.sign(), new byte[] {1, 2, 3});

        assertThat(SealOffice.problems(report)).containsExactly("PLAIN_SIGNATURE_ATTRIBUTES");
    }
}
