package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was made and signed here, read by others: Bouncy Castle's own SM2 and ASN.1, and OpenSSL where it is at hand. */
class IndependentReaderTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final SealOffice OFFICE = new SealOffice();
    private static final Seal SEAL = OFFICE.seal();
    private static final SealSignature SIGNATURE =
            new SealSigner(OFFICE.verifier()).sign(SEAL, OFFICE.signer(), DATA, "/Signature.xml");

    @TempDir
    Path folder;

    @Test
    void bouncy_castle_verifies_the_maker_over_the_first_field() throws Exception {
        ASN1Sequence seal = ASN1Sequence.getInstance(SEAL.encoded().toArray());

        assertThat(seal.size()).isEqualTo(4);
        assertThat(verifies(seal)).isTrue();
        ASN1Sequence property = (ASN1Sequence) ((ASN1Sequence) seal.getObjectAt(0)).getObjectAt(2);
        assertThat(((ASN1UTF8String) property.getObjectAt(1)).getString()).isEqualTo("示例市政务服务局");
    }

    @Test
    void bouncy_castle_verifies_the_signer_over_the_first_field() throws Exception {
        ASN1Sequence signature = ASN1Sequence.getInstance(SIGNATURE.encoded().toArray());
        ASN1Sequence toSign = (ASN1Sequence) signature.getObjectAt(0);
        assertThat(verifies(signature)).isTrue();
        assertThat(toSign.getObjectAt(1).toASN1Primitive().getEncoded())
                .isEqualTo(SEAL.encoded().toArray());
        assertThat(((ASN1BitString) toSign.getObjectAt(3)).getOctets()).isEqualTo(sm3(DATA));
    }

    /** GM/T 0031-2014: the maker signs the information, its certificate and the algorithm. */
    @Test
    void bouncy_castle_verifies_maker_and_signer_of_version_1() throws Exception {
        Seal first = OFFICE.seal(SealVersion.V1);
        ASN1Sequence seal = ASN1Sequence.getInstance(first.encoded().toArray());
        ASN1Sequence signInfo = (ASN1Sequence) seal.getObjectAt(1);
        ASN1Sequence property = (ASN1Sequence) ((ASN1Sequence) seal.getObjectAt(0)).getObjectAt(2);
        ASN1Encodable signed = new DERSequence(
                new ASN1Encodable[] {seal.getObjectAt(0), signInfo.getObjectAt(0), signInfo.getObjectAt(1)});

        assertThat(seal.size()).isEqualTo(2);
        assertThat(property.size()).isEqualTo(6);
        assertThat(((ASN1UTCTime) property.getObjectAt(3)).getAdjustedDate().toInstant())
                .isEqualTo(NOW);
        assertThat(verifies(signInfo.getObjectAt(0), signed, signInfo.getObjectAt(2)))
                .isTrue();

        ASN1Sequence signature =
                ASN1Sequence.getInstance(signed(first).encoded().toArray());
        ASN1Sequence toSign = (ASN1Sequence) signature.getObjectAt(0);
        byte[] timeInfo = ((ASN1BitString) toSign.getObjectAt(2)).getOctets();
        assertThat(signature.size()).isEqualTo(2);
        assertThat(toSign.size()).isEqualTo(7);
        assertThat(ASN1UTCTime.getInstance(timeInfo).getAdjustedDate().toInstant())
                .isEqualTo(NOW);
        assertThat(verifies(toSign.getObjectAt(5), toSign, signature.getObjectAt(1)))
                .isTrue();
        if (opensslHasSm2()) {
            assertThat(opensslVerifies(signInfo.getObjectAt(0), signInfo.getObjectAt(2), Asn1.der(signed)))
                    .isTrue();
            assertThat(opensslVerifies(toSign.getObjectAt(5), signature.getObjectAt(1), Asn1.der(toSign)))
                    .isTrue();
        }
    }

    /** GM/T 0031-2025: as version 4, with a time stamp over the octets of each value. */
    @Test
    void bouncy_castle_verifies_maker_signer_and_time_stamps_of_version_5() throws Exception {
        Seal fifth = new SealMaker("OneVisit", OFFICE.maker(), OFFICE.verifier())
                .withTimeStamps(OFFICE.timeStamps(NOW))
                .make(OFFICE.request().withVersion(SealVersion.V5));
        SealSignature stamped = new SealSigner(OFFICE.verifier())
                .withTimeStamps(OFFICE.timeStamps(NOW))
                .sign(fifth, OFFICE.signer(), DATA, "/Signature.xml");

        for (byte[] octets :
                List.of(fifth.encoded().toArray(), stamped.encoded().toArray())) {
            ASN1Sequence frame = ASN1Sequence.getInstance(octets);
            ASN1TaggedObject tagged = (ASN1TaggedObject) frame.getObjectAt(4);
            byte[] token = ((ASN1BitString) tagged.getExplicitBaseObject()).getOctets();
            TSTInfo info = TSTInfo.getInstance(ASN1OctetString.getInstance(SignedData.getInstance(
                                    ContentInfo.getInstance(token).getContent())
                            .getEncapContentInfo()
                            .getContent())
                    .getOctets());

            assertThat(verifies(frame)).isTrue();
            assertThat(info.getMessageImprint().getHashedMessage())
                    .isEqualTo(sm3(((ASN1BitString) frame.getObjectAt(3)).getOctets()));
            assertThat(info.getGenTime().getDate().toInstant()).isEqualTo(NOW);
        }
    }

    @Test
    void openssl_parses_a_seal_and_verifies_its_maker() throws Exception {
        assumeTrue(opensslHasSm2(), "OpenSSL with SM2 is not at hand");
        ASN1Sequence seal = ASN1Sequence.getInstance(SEAL.encoded().toArray());
        Path der = Files.write(folder.resolve("seal.der"), SEAL.encoded().toArray());

        assertThat(run("openssl", "asn1parse", "-inform", "DER", "-in", der.toString()))
                .contains("示例市政务服务局")
                .contains("20261120080000Z");
        assertThat(opensslVerifies(seal, Asn1.der(seal.getObjectAt(0)))).isTrue();
        assertThat(opensslVerifies(seal, DATA)).isFalse();
    }

    @Test
    void openssl_verifies_a_signer() throws Exception {
        assumeTrue(opensslHasSm2(), "OpenSSL with SM2 is not at hand");
        ASN1Sequence signature = ASN1Sequence.getInstance(SIGNATURE.encoded().toArray());

        assertThat(opensslVerifies(signature, Asn1.der(signature.getObjectAt(0))))
                .isTrue();
    }

    private static SealSignature signed(Seal seal) {
        return new SealSigner(OFFICE.verifier()).sign(seal, OFFICE.signer(), DATA, "/Signature.xml");
    }

    private static byte[] sm3(byte[] octets) {
        SM3Digest digest = new SM3Digest();
        digest.update(octets, 0, octets.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static boolean verifies(ASN1Sequence frame) throws IOException {
        return verifies(frame.getObjectAt(1), frame.getObjectAt(0), frame.getObjectAt(3));
    }

    private static boolean verifies(ASN1Encodable certificate, ASN1Encodable message, ASN1Encodable value)
            throws IOException {
        Certificate parsed = Certificate.getInstance(((ASN1OctetString) certificate).getOctets());
        return OtherSm2.verifies(
                parsed.getSubjectPublicKeyInfo().getEncoded(),
                message.toASN1Primitive().getEncoded(),
                ((ASN1BitString) value).getOctets());
    }

    private static byte[] octets(ASN1Sequence frame, int field) {
        return ((ASN1OctetString) frame.getObjectAt(field)).getOctets();
    }

    private boolean opensslVerifies(ASN1Sequence frame, byte[] message) throws Exception {
        return opensslVerifies(frame.getObjectAt(1), frame.getObjectAt(3), message);
    }

    private boolean opensslVerifies(ASN1Encodable certificate, ASN1Encodable value, byte[] message) throws Exception {
        byte[] key = Certificate.getInstance(((ASN1OctetString) certificate).getOctets())
                .getSubjectPublicKeyInfo()
                .getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
        Path keyFile = Files.writeString(folder.resolve("key.pem"), pem);
        Path valueFile = Files.write(folder.resolve("value"), ((ASN1BitString) value).getOctets());
        Path messageFile = Files.write(folder.resolve("message"), message);
        return run(List.of(
                                "openssl",
                                "pkeyutl",
                                "-verify",
                                "-pubin",
                                "-inkey",
                                keyFile.toString(),
                                "-in",
                                messageFile.toString(),
                                "-sigfile",
                                valueFile.toString(),
                                "-rawin",
                                "-digest",
                                "sm3",
                                "-pkeyopt",
                                "distid:" + OtherSm2.DEFAULT_IDENTITY)
                        .toArray(String[]::new))
                .contains("Verified Successfully");
    }

    private static boolean opensslHasSm2() throws InterruptedException {
        try {
            return run("openssl", "ecparam", "-list_curves").contains("SM2");
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(30, TimeUnit.SECONDS);
        return output;
    }

    @Test
    void the_certificates_inside_are_the_originals() {
        assertThat(octets(ASN1Sequence.getInstance(SEAL.encoded().toArray()), 1))
                .isEqualTo(certificate(OFFICE.maker()).encoded().toArray());
    }
}
