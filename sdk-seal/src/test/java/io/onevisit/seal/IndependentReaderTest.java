package io.onevisit.seal;

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
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
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
        SM3Digest digest = new SM3Digest();
        digest.update(DATA, 0, DATA.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);

        assertThat(verifies(signature)).isTrue();
        assertThat(toSign.getObjectAt(1).toASN1Primitive().getEncoded())
                .isEqualTo(SEAL.encoded().toArray());
        assertThat(((ASN1BitString) toSign.getObjectAt(3)).getOctets()).isEqualTo(hash);
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

    private static boolean verifies(ASN1Sequence frame) throws IOException {
        Certificate certificate = Certificate.getInstance(octets(frame, 1));
        return OtherSm2.verifies(
                certificate.getSubjectPublicKeyInfo().getEncoded(),
                frame.getObjectAt(0).toASN1Primitive().getEncoded(),
                ((ASN1BitString) frame.getObjectAt(3)).getOctets());
    }

    private static byte[] octets(ASN1Sequence frame, int field) {
        return ((ASN1OctetString) frame.getObjectAt(field)).getOctets();
    }

    private boolean opensslVerifies(ASN1Sequence frame, byte[] message) throws Exception {
        byte[] key = Certificate.getInstance(octets(frame, 1))
                .getSubjectPublicKeyInfo()
                .getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
        Path keyFile = Files.writeString(folder.resolve("key.pem"), pem);
        Path valueFile = Files.write(folder.resolve("value"), ((ASN1BitString) frame.getObjectAt(3)).getOctets());
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
