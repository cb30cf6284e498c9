package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.AT;
import static io.onevisit.core.crypto.Chains.END;
import static io.onevisit.core.crypto.Chains.START;
import static io.onevisit.core.crypto.Chains.certificate;
import static io.onevisit.core.crypto.Chains.issuers;
import static io.onevisit.core.crypto.Chains.leaf;
import static io.onevisit.core.crypto.Chains.request;
import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.trusting;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.onevisit.core.OneVisitException;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.TimeStamper;
import io.onevisit.examples.authority.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Valid inputs of every kind, changed by seeded chance: read, or refused by the house's exceptions, and nothing else. */
class MutationTest {
    private static final char[] PASSWORD = "secret".toCharArray();
    private static final CertificateAuthority ROOT = root(KeyKind.SM2);
    private static final CertificateAuthority CITY = ROOT.subordinate("City", builder -> {
        builder.addExtension(
                Extension.nameConstraints,
                true,
                new NameConstraints(
                        new GeneralSubtree[] {new GeneralSubtree(new GeneralName(new X500Name("C=CN")))}, null));
        builder.addExtension(Extension.policyConstraints, true, new PolicyConstraints(BigInteger.TWO, BigInteger.ONE));
    });
    private static final Credential STAMPER = CITY.issue(request(Usage.TIME_STAMPING), builder -> {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "example.cn"),
            new GeneralName(GeneralName.rfc822Name, "a@example.cn"),
            new GeneralName(GeneralName.iPAddress, "10.0.0.1"),
            new GeneralName(GeneralName.uniformResourceIdentifier, "https://example.cn")
        }));
        GeneralName address = new GeneralName(GeneralName.uniformResourceIdentifier, "http://example.cn/ocsp");
        builder.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, address));
        builder.addExtension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(
                        PolicyInformation.getInstance(new DERSequence(new ASN1ObjectIdentifier("1.2.3")))));
    });

    private static final RevocationSource LISTS =
            RevocationSource.ofCrls(List.of(crl())).orElse(RevocationSource.ofOcspResponses(List.of(ocsp())));

    /** Reads the addresses in the certificate, and may ask none of them. */
    private static final RevocationSource NOWHERE = new FetchedRevocation(Set.of(), Clock.fixed(AT, ZoneOffset.UTC));

    static Stream<Arguments> inputs() {
        return Stream.of(
                input("certificate", STAMPER.certificate(), MutationTest::validateLeaf),
                input("authority", CITY.certificate(), MutationTest::validateUnderAuthority),
                input("public key", publicKey(), VerificationKey::ofSubjectPublicKeyInfo),
                input("PKCS#8", STAMPER.pkcs8(), der -> SigningKey.fromPkcs8(der, List.of(), "k")),
                input("PKCS#12", STAMPER.pkcs12(PASSWORD), der -> SigningKey.fromPkcs12(der, PASSWORD, "k")),
                input("PEM", STAMPER.pem(PASSWORD).getBytes(StandardCharsets.US_ASCII), MutationTest::readPem),
                input("revocation list", crl(), MutationTest::askList),
                input("OCSP response", ocsp(), MutationTest::askResponder),
                input("time stamp", stamp(), MutationTest::verifyStamp));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void an_input_changed_by_chance_is_read_or_refused(String what, byte[] valid, Consumer<byte[]> reader) {
        mutate(100, valid, reader);
    }

    @Tag("fuzz")
    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void an_input_changed_by_chance_many_times_is_read_or_refused(String what, byte[] valid, Consumer<byte[]> reader) {
        mutate(20_000, valid, reader);
    }

    private static void mutate(int times, byte[] valid, Consumer<byte[]> reader) {
        reader.accept(valid);
        for (int seed = 0; seed < times; seed++) {
            byte[] mutant = mutant(valid, new Random(seed));
            assertThatCode(() -> readOrRefuse(mutant, reader))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    private static void readOrRefuse(byte[] mutant, Consumer<byte[]> reader) {
        try {
            reader.accept(mutant);
        } catch (OneVisitException e) {
            return; // refused as it should be
        }
    }

    private static byte[] mutant(byte[] valid, Random random) {
        byte[] mutant = valid.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && mutant.length > 1; changes--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(6)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt(256);
                case 2 -> mutant[at] = (byte) (mutant[at] + random.nextInt(5) - 2);
                case 3 -> mutant = Arrays.copyOf(mutant, at + 1);
                case 4 ->
                    System.arraycopy(mutant, at, mutant, at / 2, Math.min(random.nextInt(40), mutant.length - at));
                default ->
                    mutant[at] =
                            new byte[] {0, 1, 5, 0x30, 0x31, (byte) 0x80, (byte) 0xff, (byte) 0xa0}[random.nextInt(8)];
            }
        }
        return mutant;
    }

    private static Arguments input(String what, byte[] valid, Consumer<byte[]> reader) {
        return Arguments.of(what, valid, reader);
    }

    private static void validateLeaf(byte[] der) {
        Certificate leaf = Certificate.parse(der);
        trusting(ROOT).validate(leaf, issuers(STAMPER), KeyUse.TIME_STAMPING, AT, LISTS.orElse(NOWHERE));
    }

    private static void validateUnderAuthority(byte[] der) {
        List<Certificate> issuers = List.of(Certificate.parse(der));
        trusting(ROOT).validate(leaf(STAMPER), issuers, KeyUse.TIME_STAMPING, AT, LISTS);
    }

    private static void readPem(byte[] text) {
        SigningKey.fromPem(new String(text, StandardCharsets.ISO_8859_1), PASSWORD, "k");
    }

    private static void askList(byte[] der) {
        RevocationSource.ofCrls(List.of(der)).statusOf(leaf(STAMPER), certificate(CITY), AT);
    }

    private static void askResponder(byte[] der) {
        RevocationSource.ofOcspResponses(List.of(der)).statusOf(leaf(STAMPER), certificate(CITY), AT);
    }

    private static void verifyStamp(byte[] der) {
        TimeStampToken.parse(der).verify(new byte[] {1}, trusting(ROOT), RevocationSource.none());
    }

    private static byte[] publicKey() {
        return leaf(STAMPER).key().toSubjectPublicKeyInfo().toArray();
    }

    private static byte[] crl() {
        return CITY.crl(START, END, Map.of(BigInteger.TEN, AT, BigInteger.TWO, START));
    }

    private static byte[] ocsp() {
        return CITY.ocsp(leaf(STAMPER).serialNumber(), CertificateStatus.GOOD, START, END);
    }

    private static byte[] stamp() {
        TimeStamper stamper = new TimeStamper(STAMPER, KeyKind.SM2, Clock.fixed(AT, ZoneOffset.UTC));
        TimeStampAuthority authority = request -> {
            try {
                return stamper.answer(request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, new byte[] {1})
                .encoded()
                .toArray();
    }
}
