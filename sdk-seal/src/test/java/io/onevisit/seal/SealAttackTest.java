package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.examples.authority.Alteration;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import io.onevisit.seal.internal.ZipWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of attacks on seals, as far as structure and cryptography go, that no other test here is named after. */
class SealAttackTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final BigInteger N =
            new BigInteger("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", 16);
    private static final Instant START = NOW.minus(Duration.ofDays(1));
    private static final Instant END = NOW.plus(Duration.ofDays(100));

    private static final SealOffice OFFICE = new SealOffice();
    private static final SealVerifier VERIFIER = OFFICE.verifier(SealProfile.field());
    private static final Seal SEAL = OFFICE.seal();

    // Structure, at every version

    @ParameterizedTest
    @EnumSource(SealVersion.class)
    void indefinite_length(SealVersion version) {
        byte[] der = sealOf(version);
        ByteBuffer indefinite = ByteBuffer.allocate(der.length);
        indefinite.put((byte) 0x30).put((byte) 0x80).put(der, 4, der.length - 4).putShort((short) 0);

        unreadable(Arrays.copyOf(indefinite.array(), indefinite.position()));
    }

    @ParameterizedTest
    @EnumSource(SealVersion.class)
    void a_length_that_is_not_the_shortest(SealVersion version) {
        byte[] der = sealOf(version);
        ByteBuffer longer = ByteBuffer.allocate(der.length + 1)
                .put((byte) 0x30)
                .put((byte) 0x83)
                .put((byte) 0);

        unreadable(longer.put(der, 2, der.length - 2).array());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3f8100", "3f848484848400", "bf8f00", "30847fffffff", "3088ffffffffffffffff"})
    void long_tags_and_lengths(String hex) {
        unreadable(Bytes.ofHex(hex).toArray());
    }

    @Test
    void deep_nesting() {
        byte[] nested = new byte[2 * 100_000];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
        }
        ASN1Encodable deep = new DERSequence();
        for (int i = 0; i < 70; i++) {
            deep = new DERSequence(deep);
        }

        unreadable(nested);
        unreadable(Asn1.der(deep));
        unreadable(OFFICE.makerSigns(Asn1.replace(SealOffice.info(SEAL), deep, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void a_huge_width_or_height_and_one_of_nothing(int side) {
        for (BigInteger size : List.of(
                BigInteger.ONE.shiftLeft(8 * 100_000),
                BigInteger.ONE.shiftLeft(32).add(BigInteger.valueOf(40)),
                BigInteger.valueOf(-40),
                BigInteger.ZERO)) {
            unreadable(OFFICE.makerSigns(Asn1.replace(SealOffice.info(SEAL), new ASN1Integer(size), 3, side)));
        }
    }

    // Values

    static Stream<Arguments> pairs() {
        BigInteger some = BigInteger.valueOf(7);
        return Stream.of(
                Arguments.of(BigInteger.ZERO, some),
                Arguments.of(some, BigInteger.ZERO),
                Arguments.of(N, some),
                Arguments.of(some, N),
                Arguments.of(some, N.subtract(some)),
                Arguments.of(some.negate(), some),
                Arguments.of(BigInteger.ONE.shiftLeft(300), some));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void r_or_s_zero_negative_too_large_or_adding_up_to_n(BigInteger r, BigInteger s) {
        byte[] value = Asn1.der(new DERSequence(new ASN1Encodable[] {new ASN1Integer(r), new ASN1Integer(s)}));

        fails(Asn1.der(Asn1.replace(Asn1.parse(SEAL.encoded()), new DERBitString(value), 3)), "SEAL_SIGNATURE");
        fails(signatureWithValue(value), "SEAL_SIGNATURE_VALUE");
    }

    @Test
    void leading_zeros() {
        byte[] der = SEAL.signInfo().value().toArray();
        int length = der[3];
        ByteBuffer padded = ByteBuffer.allocate(der.length + 1)
                .put((byte) 0x30)
                .put((byte) (der[1] + 1))
                .put((byte) 2)
                .put((byte) (length + 1))
                .put((byte) 0)
                .put(der, 4, der.length - 4);

        fails(
                Asn1.der(Asn1.replace(Asn1.parse(SEAL.encoded()), new DERBitString(padded.array()), 3)),
                "SEAL_SIGNATURE");
    }

    @Test
    void another_user_identity_of_the_signer() throws Exception {
        byte[] value = OtherSm2.sign(
                OFFICE.signerPkcs8(),
                "ALICE123@YAHOO.COM",
                signature().signInfo().signedPart().toArray());

        fails(signatureWithValue(value), "SEAL_SIGNATURE_VALUE");
    }

    @Test
    void a_key_that_is_not_on_the_curve() {
        byte[] genuine = certificate(OFFICE.maker()).encoded().toArray();
        byte[] y = certificate(OFFICE.maker()).key().y().toArray();
        int at = indexOf(genuine, y);
        byte[] broken = genuine.clone();
        broken[at + 31] ^= 1;

        unreadable(Asn1.der(Asn1.replace(Asn1.parse(SEAL.encoded()), new DEROctetString(broken), 1)));
        unreadable(OFFICE.makerSigns(Asn1.replace(SealOffice.info(SEAL), new DEROctetString(broken), 2, 3, 0)));
    }

    @Test
    void the_digest_of_a_listed_certificate_as_if_it_were_the_data() {
        Seal digests = OFFICE.sealFor(OFFICE.request(SignerList.ofDigests(List.of(certificate(OFFICE.signer())))));
        ASN1Encodable asCertificates = Asn1.replace(SealOffice.info(digests), new ASN1Integer(1), 2, 2);

        unreadable(OFFICE.makerSigns(asCertificates));
    }

    // Pictures

    @Test
    void an_ofd_picture_is_accepted_when_it_is_sound() {
        assertThat(problems(VERIFIER.verify(withPicture("ofd", ofd(Map.of()))))).isEmpty();
        assertThat(problems(VERIFIER.verify(withPicture("OFD", ofd(Map.of("Doc_0/a.png", Pictures.png(8, 8)))))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Doc_0/inner.ofd", "Doc_0/inner.OFD", "Doc_0/Res/picture.bin"})
    void an_ofd_picture_with_another_inside(String name) {
        fails(withPicture("ofd", ofd(Map.of(name, ofd(Map.of())))), "SEAL_PICTURE");
    }

    @Test
    void an_ofd_picture_that_is_a_bomb() {
        fails(withPicture("ofd", ofd(Map.of("zeros", Bytes.of(new byte[100 * 1024 * 1024])))), "SEAL_PICTURE");
    }

    @Test
    void an_ofd_picture_that_is_none() {
        Bytes entity = SealOffice.utf8("<!DOCTYPE OFD [<!ENTITY a 'b'>]><OFD/>");

        for (Bytes picture : List.of(
                Bytes.empty(),
                Pictures.png(8, 8),
                ZipWriter.write(Map.of("Other.xml", SealOffice.utf8("<a/>"))),
                ZipWriter.write(Map.of("OFD.xml", entity)),
                ZipWriter.write(Map.of("OFD.xml", SealOffice.utf8("<OFD/>"))),
                Bytes.of(Arrays.copyOf(ofd(Map.of()).toArray(), 60)))) {
            fails(withPicture("ofd", picture), "SEAL_PICTURE");
        }
        fails(withPicture("png", ofd(Map.of())), "SEAL_PICTURE");
        fails(withPicture("ofd", Bytes.of(new byte[1024 * 1024 + 1])), "SEAL_PICTURE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "GIF", "jpeg", "bmp", "svg", "png2", "ofd2"})
    void a_picture_of_another_format_is_refused_whatever_is_inside(String format) {
        fails(withPicture(format, Pictures.png(80, 80)), "SEAL_PICTURE");
    }

    // Certificates

    @Test
    void an_authority_without_basic_constraints() {
        Chain chain = new Chain(builder -> builder.removeExtension(Extension.basicConstraints));

        assertThat(problems(chain.verify(RevocationSource.none()))).contains("CERT_BASIC_CONSTRAINTS");
        assertThat(chain.verify(RevocationSource.none()).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void an_authority_that_says_it_is_none() {
        Chain chain = new Chain(
                builder -> builder.replaceExtension(Extension.basicConstraints, true, new BasicConstraints(false)));

        assertThat(problems(chain.verify(RevocationSource.none()))).containsExactly("CERT_BASIC_CONSTRAINTS");
    }

    @Test
    void an_authority_below_one_whose_path_length_is_over() {
        CertificateAuthority root = CertificateAuthority.root(KeyKind.SM2, "Root", START, END);
        CertificateAuthority above = root.subordinate(
                "Above",
                builder -> builder.replaceExtension(Extension.basicConstraints, true, new BasicConstraints(0)));
        Credential maker = above.subordinate("Below").issue(request());
        SigningKey key = SealOffice.key(maker);
        SealVerifier verifier = verifier(root, key.certificates(), RevocationSource.none());

        assertThat(problems(verifier.verify(Asn1.signed(SealOffice.info(SEAL), key))))
                .containsExactly("CERT_PATH_LENGTH");
    }

    @Test
    void a_certificate_with_an_extension_twice() throws IOException {
        CertificateAuthority root = CertificateAuthority.root(KeyKind.SM2, "Root", START, END);
        ASN1Sequence certificate =
                (ASN1Sequence) Asn1.parse(root.issue(request()).certificate());
        ASN1Sequence tbs = (ASN1Sequence) certificate.getObjectAt(0);
        int last = tbs.size() - 1;
        ASN1Sequence extensions = (ASN1Sequence) ASN1TaggedObject.getInstance(tbs.getObjectAt(last))
                .getExplicitBaseObject()
                .toASN1Primitive();
        ASN1Encodable twice = Asn1.append(extensions, extensions.getObjectAt(0));
        byte[] made = root.certifyRaw(Asn1.der(Asn1.replace(tbs, new DERTaggedObject(true, 3, twice), last)));

        unreadable(Asn1.der(Asn1.replace(Asn1.parse(SEAL.encoded()), new DEROctetString(made), 1)));
    }

    // Revocation

    @Test
    void a_stale_list() {
        Chain chain = new Chain(builder -> {});
        byte[] stale = chain.above.crl(START, NOW.minusSeconds(1), Map.of());
        byte[] fresh = chain.above.crl(START, NOW.plusSeconds(1), Map.of());

        assertThat(chain.verify(RevocationSource.ofCrls(List.of(stale))).verdict())
                .isEqualTo(Verdict.INDETERMINATE);
        assertThat(chain.verify(RevocationSource.ofCrls(List.of(fresh, chain.rootList())))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_list_of_another_authority_with_the_same_name() {
        Chain chain = new Chain(builder -> {});
        CertificateAuthority twin = chain.root.subordinate("Above");
        byte[] list = twin.crl(START, END, Map.of());

        assertThat(chain.verify(RevocationSource.ofCrls(List.of(list, chain.rootList())))
                        .verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void ocsp_by_a_wrong_responder() {
        Chain chain = new Chain(builder -> {});
        Credential wrongPurpose = chain.above.issue(request());
        Credential stranger = CertificateAuthority.root(KeyKind.SM2, "Stranger", START, END)
                .issue(new CertificateRequest("Responder", START, END, Usage.OCSP_SIGNING));
        Credential right = chain.above.issue(new CertificateRequest("Responder", START, END, Usage.OCSP_SIGNING));

        assertThat(chain.verify(chain.ocspBy(wrongPurpose)).verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(chain.verify(chain.ocspBy(stranger)).verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(chain.verify(chain.ocspBy(right)).verdict()).isEqualTo(Verdict.PASSED);
    }

    /** A maker of seals below an authority below a root. */
    private static final class Chain {
        private final CertificateAuthority root = CertificateAuthority.root(KeyKind.SM2, "Root", START, END);
        private final CertificateAuthority above;
        private final SigningKey maker;

        Chain(Alteration<X509v3CertificateBuilder> alteration) {
            this.above = root.subordinate("Above", alteration);
            this.maker = SealOffice.key(above.issue(request()));
        }

        byte[] rootList() {
            return root.crl(START, END, Map.of());
        }

        RevocationSource ocspBy(Credential responder) {
            byte[] answer =
                    above.ocsp(certificate(maker).serialNumber(), CertificateStatus.GOOD, START, END, responder);
            return RevocationSource.ofOcspResponses(List.of(answer))
                    .orElse(RevocationSource.ofCrls(List.of(rootList())));
        }

        Report<Seal> verify(RevocationSource revocation) {
            return SealAttackTest.verifier(root, maker.certificates(), revocation)
                    .verify(Asn1.signed(SealOffice.info(SEAL), maker));
        }
    }

    private static SealVerifier verifier(
            CertificateAuthority root, List<Certificate> between, RevocationSource revocation) {
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(root.certificate())));
        return new SealVerifier(anchors, between, revocation, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static CertificateRequest request() {
        return new CertificateRequest("Maker", START, END, Usage.DIGITAL_SIGNATURE);
    }

    private static byte[] sealOf(SealVersion version) {
        if (version.isMade()) {
            return OFFICE.seal(version).encoded().toArray();
        }
        ASN1Encodable info =
                ((ASN1Sequence) Asn1.parse(OFFICE.seal(SealVersion.V1).encoded())).getObjectAt(0);
        return OFFICE.makerSignsFirst(Asn1.replace(info, new ASN1Integer(version.number()), 0, 1));
    }

    private static SealSignature signature() {
        return new SealSigner(VERIFIER).sign(SEAL, OFFICE.signer(), DATA, "a");
    }

    private static byte[] signatureWithValue(byte[] value) {
        return Asn1.der(Asn1.replace(Asn1.parse(signature().encoded()), new DERBitString(value), 3));
    }

    private static byte[] withPicture(String format, Bytes picture) {
        ASN1Encodable info = Asn1.replace(SealOffice.info(SEAL), new DERIA5String(format), 3, 0);
        return OFFICE.makerSigns(Asn1.replace(info, new DEROctetString(picture.toArray()), 3, 1));
    }

    private static Bytes ofd(Map<String, Bytes> more) {
        Map<String, Bytes> files = new LinkedHashMap<>();
        files.put("OFD.xml", SealOffice.utf8("<OFD xmlns=\"http://www.ofdspec.org/2016\"><DocBody/></OFD>"));
        files.putAll(more);
        return ZipWriter.write(files);
    }

    private static int indexOf(byte[] whole, byte[] part) {
        int at = 0;
        while (!Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
    }

    private static void unreadable(byte[] seal) {
        assertThat(problems(VERIFIER.verify(seal))).containsExactly("SEAL_FORMAT");
    }

    /** A seal, or a signature when that is what the code is about. */
    private static void fails(byte[] octets, String code) {
        Report<?> report =
                code.equals("SEAL_SIGNATURE_VALUE") ? VERIFIER.verify(octets, DATA) : VERIFIER.verify(octets);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsExactly(code);
    }
}
