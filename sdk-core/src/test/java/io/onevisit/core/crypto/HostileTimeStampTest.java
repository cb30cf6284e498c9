package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.AT;
import static io.onevisit.core.crypto.Chains.problems;
import static io.onevisit.core.crypto.Chains.request;
import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.TimeStamper;
import io.onevisit.examples.authority.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tokens that the authority's own key has signed, but not as RFC 3161 asks. */
class HostileTimeStampTest {
    private static final byte[] MESSAGE = {1};
    private static final ASN1ObjectIdentifier GM_SIGNED_DATA = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.2");

    private final CertificateAuthority root = root(KeyKind.SM2);
    private final Credential credential = root.issue(request(Usage.TIME_STAMPING));
    private final SigningKey key = SigningKey.fromPkcs8(credential.pkcs8(), List.of(), "k");
    private final TimeStamper stamper = new TimeStamper(credential, KeyKind.SM2, Clock.fixed(AT, ZoneOffset.UTC));
    private final SignedData honest = signedData(TimeStampToken.obtain(this::answer, SignatureAlgorithm.SM2, MESSAGE));

    /** The parts of a token, each to be replaced before it is signed anew. */
    private final class Draft {
        private ASN1ObjectIdentifier outerType = PKCSObjectIdentifiers.signedData;
        private ASN1ObjectIdentifier contentType = PKCSObjectIdentifiers.id_ct_TSTInfo;
        private byte[] content = ASN1OctetString.getInstance(
                        honest.getEncapContentInfo().getContent())
                .getOctets();
        private SignerIdentifier signer = signerInfo().getSID();
        private UnaryOperator<List<Attribute>> attributes = UnaryOperator.identity();
        private boolean attributesSigned = true;
        private int signers = 1;

        byte[] sign() {
            List<Attribute> signed = new ArrayList<>();
            for (ASN1Encodable attribute : signerInfo().getAuthenticatedAttributes()) {
                Attribute one = Attribute.getInstance(attribute);
                signed.add(
                        one.getAttrType().equals(CMSAttributes.messageDigest)
                                ? attribute(CMSAttributes.messageDigest, new DEROctetString(Hash.SM3.digest(content)))
                                : one);
            }
            ASN1Set set = new DERSet(attributes.apply(signed).toArray(ASN1Encodable[]::new));
            byte[] signature = key.algorithm().derSignature(key.sign(encoded(set)));
            SignerInfo info = new SignerInfo(
                    signer,
                    signerInfo().getDigestAlgorithm(),
                    attributesSigned ? set : null,
                    signerInfo().getDigestEncryptionAlgorithm(),
                    new DEROctetString(signature),
                    (ASN1Set) null);
            ASN1Encodable[] infos = new ASN1Encodable[signers];
            Arrays.fill(infos, info);
            SignedData data = new SignedData(
                    honest.getDigestAlgorithms(),
                    new ContentInfo(contentType, new DEROctetString(content)),
                    honest.getCertificates(),
                    null,
                    new BERSet(infos));
            return encoded(new ContentInfo(outerType, data));
        }
    }

    @Test
    void a_draft_left_alone_verifies() {
        assertThat(problemsOf(new Draft())).isEmpty();
    }

    @Test
    void the_signed_data_of_gm_t_0010_verifies_too() {
        Draft draft = new Draft();
        draft.outerType = GM_SIGNED_DATA;

        assertThat(problemsOf(draft)).isEmpty();
    }

    @Test
    void a_certificate_may_be_named_by_the_older_attribute_rfc2634() throws Exception {
        Draft draft = new Draft();
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(credential.certificate());
        Attribute older =
                attribute(PKCSObjectIdentifiers.id_aa_signingCertificate, new SigningCertificate(new ESSCertID(sha1)));
        draft.attributes = list -> with(without(list, PKCSObjectIdentifiers.id_aa_signingCertificateV2), older);

        assertThat(problemsOf(draft)).isEmpty();
    }

    @Test
    void an_attribute_missing_twice_there_or_of_another_value_fails() {
        Attribute otherType = attribute(CMSAttributes.contentType, PKCSObjectIdentifiers.data);
        Attribute otherDigest = attribute(CMSAttributes.messageDigest, new DEROctetString(new byte[32]));
        for (UnaryOperator<List<Attribute>> change : List.<UnaryOperator<List<Attribute>>>of(
                list -> without(list, CMSAttributes.contentType),
                list -> without(list, CMSAttributes.messageDigest),
                list -> with(without(list, CMSAttributes.contentType), otherType),
                list -> with(without(list, CMSAttributes.messageDigest), otherDigest),
                list -> with(list, otherType),
                list -> with(list, otherDigest),
                list -> with(list, only(list, CMSAttributes.contentType)),
                list -> with(list, only(list, CMSAttributes.messageDigest)))) {
            Draft draft = new Draft();
            draft.attributes = change;

            assertThat(problemsOf(draft)).containsExactly("TIME_STAMP_ATTRIBUTES");
        }
    }

    @Test
    void a_certificate_that_the_attributes_do_not_name_is_not_the_signers_rfc5816() {
        Attribute other = attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new SigningCertificateV2(new ESSCertIDv2(new byte[32])));
        for (UnaryOperator<List<Attribute>> change : List.<UnaryOperator<List<Attribute>>>of(
                list -> without(list, PKCSObjectIdentifiers.id_aa_signingCertificateV2),
                list -> with(without(list, PKCSObjectIdentifiers.id_aa_signingCertificateV2), other),
                list -> with(list, other))) {
            Draft draft = new Draft();
            draft.attributes = change;

            assertThat(problemsOf(draft)).containsExactly("TIME_STAMP_CERTIFICATE");
        }
    }

    @Test
    void a_signer_named_otherwise_is_not_found() {
        Draft otherSerial = new Draft();
        otherSerial.signer = new SignerIdentifier(
                new IssuerAndSerialNumber(new X500Name("C=CN,O=OneVisit examples,CN=Root"), BigInteger.ONE));
        Draft otherName = new Draft();
        otherName.signer = new SignerIdentifier(new IssuerAndSerialNumber(
                new X500Name("CN=Other"), Chains.leaf(credential).serialNumber()));

        assertThat(problemsOf(otherSerial)).containsExactly("TIME_STAMP_CERTIFICATE");
        assertThat(problemsOf(otherName)).containsExactly("TIME_STAMP_CERTIFICATE");
    }

    @Test
    void a_critical_extension_not_understood_fails() {
        Draft draft = new Draft();
        draft.content = encoded(changed(
                new ASN1Integer(1),
                new Extensions(new Extension(new ASN1ObjectIdentifier("1.2.156.99999.1"), true, new byte[] {5, 0}))));

        assertThat(problemsOf(draft)).containsExactly("TIME_STAMP_EXTENSIONS");
    }

    @Test
    void another_version_content_or_number_of_signers_is_refused_when_read() {
        Draft version = new Draft();
        version.content = encoded(changed(new ASN1Integer(2), null));
        Draft content = new Draft();
        content.contentType = PKCSObjectIdentifiers.data;
        Draft outer = new Draft();
        outer.outerType = PKCSObjectIdentifiers.envelopedData;
        Draft two = new Draft();
        two.signers = 2;
        Draft unsigned = new Draft();
        unsigned.attributesSigned = false;

        for (Draft draft : List.of(version, content, outer, two, unsigned)) {
            assertThatThrownBy(() -> TimeStampToken.parse(draft.sign())).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void an_answer_about_another_digest_is_refused_even_with_the_right_nonce() {
        TimeStampAuthority swapping = request -> {
            TimeStampReq asked = TimeStampReq.getInstance(request);
            return answer(encoded(new TimeStampReq(
                    TimeStampRequest.about(Hash.SM3, new byte[32]).imprint(),
                    null,
                    asked.getNonce(),
                    ASN1Boolean.TRUE,
                    null)));
        };

        assertThatThrownBy(() -> TimeStampToken.obtain(swapping, SignatureAlgorithm.SM2, MESSAGE))
                .hasMessage("time stamp: answers another request");
    }

    private List<String> problemsOf(Draft draft) {
        return problems(TimeStampToken.parse(draft.sign()).verify(MESSAGE, trusting(root), RevocationSource.none()));
    }

    private TSTInfo changed(ASN1Integer version, @Nullable Extensions extensions) {
        TSTInfo info = TSTInfo.getInstance(new Draft().content);
        TSTInfo made = new TSTInfo(
                info.getPolicy(),
                info.getMessageImprint(),
                info.getSerialNumber(),
                info.getGenTime(),
                info.getAccuracy(),
                info.getOrdering(),
                info.getNonce(),
                info.getTsa(),
                extensions);
        ASN1Encodable[] fields =
                ASN1Sequence.getInstance(made.toASN1Primitive()).toArray();
        fields[0] = version;
        return TSTInfo.getInstance(new DERSequence(fields));
    }

    private SignerInfo signerInfo() {
        return SignerInfo.getInstance(honest.getSignerInfos().getObjectAt(0));
    }

    private static SignedData signedData(TimeStampToken token) {
        return SignedData.getInstance(
                ContentInfo.getInstance(token.encoded().toArray()).getContent());
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    private static List<Attribute> without(List<Attribute> list, ASN1ObjectIdentifier type) {
        return list.stream()
                .filter(attribute -> !attribute.getAttrType().equals(type))
                .toList();
    }

    private static Attribute only(List<Attribute> list, ASN1ObjectIdentifier type) {
        return list.stream()
                .filter(attribute -> attribute.getAttrType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static List<Attribute> with(List<Attribute> list, Attribute one) {
        List<Attribute> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }

    private byte[] answer(byte[] request) {
        try {
            return stamper.answer(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
