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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.onevisit.core.OneVisitException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.platform.RawServer;
import io.onevisit.core.store.SettableClock;
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
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Valid inputs of every kind, changed by seeded chance: read, or refused by the house's exceptions, and nothing else. What
 * has been read is then put to use, which throws nothing at all.
 */
class MutationTest {
    private static final char[] PASSWORD = "secret".toCharArray();
    private static final byte[] MESSAGE = {1};
    private static final SettableClock CLOCK = new SettableClock(AT);
    private static final AtomicReference<byte[]> OVER_THE_WIRE = new AtomicReference<>(new byte[0]);
    private static final RawServer SERVER = new RawServer((request, socket) -> {
        socket.getOutputStream().write(OVER_THE_WIRE.get());
        socket.close();
    });
    private static final FetchedRevocation FETCHED =
            new FetchedRevocation(Set.of(SERVER.base().getRawAuthority()), CLOCK);

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
        GeneralName address = new GeneralName(GeneralName.uniformResourceIdentifier, SERVER.base() + "/");
        builder.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, address));
        DistributionPointName point = new DistributionPointName(new GeneralNames(address));
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(point, null, null)
        }));
        builder.addExtension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(
                        PolicyInformation.getInstance(new DERSequence(new ASN1ObjectIdentifier("1.2.3")))));
    });

    private static final TimeStampRequest REQUEST = TimeStampRequest.about(Hash.SM3, Hash.SM3.digest(MESSAGE));

    private static final RevocationSource LISTS =
            RevocationSource.ofCrls(List.of(crl())).orElse(RevocationSource.ofOcspResponses(List.of(ocsp())));

    /** Reads the addresses in the certificate, and may ask none of them. */
    private static final RevocationSource NOWHERE = new FetchedRevocation(Set.of(), Clock.fixed(AT, ZoneOffset.UTC));

    @AfterAll
    static void close() {
        FETCHED.close();
        SERVER.close();
    }

    /** Reads an input or refuses it. */
    private interface Reader {
        Use read(byte[] input);
    }

    /** What is done with something that was read. */
    private interface Use {
        void make();
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                input("certificate", STAMPER.certificate(), MutationTest::readLeaf),
                input("authority", CITY.certificate(), MutationTest::readAuthority),
                input("public key", publicKey(), der -> using(VerificationKey.ofSubjectPublicKeyInfo(der))),
                input("PKCS#8", STAMPER.pkcs8(), der -> using(SigningKey.fromPkcs8(der, List.of(), "k"))),
                input("PKCS#12", STAMPER.pkcs12(PASSWORD), MutationTest::readPkcs12),
                input("PKCS#12 content", contentOf(STAMPER.pkcs12(PASSWORD)), MutationTest::readPkcs12Content),
                input("PKCS#12 content not encrypted", contentOf(plainPkcs12()), MutationTest::readPkcs12Content),
                input("PEM", STAMPER.pem(PASSWORD).getBytes(StandardCharsets.US_ASCII), MutationTest::readPem),
                input("revocation list", crl(), MutationTest::readList),
                input("OCSP response", ocsp(), MutationTest::readAnswer),
                input("revocation list over the wire", http(crl()), MutationTest::fetch),
                input("OCSP response over the wire", http(ocsp()), MutationTest::fetch),
                input("time stamp", REQUEST.accept(stamp()).encoded().toArray(), MutationTest::readStamp),
                input("answer of a time-stamping authority", stamp(), MutationTest::acceptStamp));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void an_input_changed_by_chance_is_read_or_refused(String what, byte[] valid, Reader reader) {
        mutate(100, valid, reader);
    }

    @Tag("fuzz")
    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void an_input_changed_by_chance_many_times_is_read_or_refused(String what, byte[] valid, Reader reader) {
        mutate(5_000, valid, reader);
    }

    @Test
    void what_comes_over_the_wire_unchanged_is_believed() {
        for (byte[] body : List.of(crl(), ocsp())) {
            OVER_THE_WIRE.set(http(body));
            try (FetchedRevocation fetched =
                    new FetchedRevocation(Set.of(SERVER.base().getRawAuthority()), CLOCK)) {
                assertThat(fetched.statusOf(leaf(STAMPER), certificate(CITY), AT))
                        .isEqualTo(new RevocationStatus.Good(START));
            }
        }
    }

    private static void mutate(int times, byte[] valid, Reader reader) {
        reader.read(valid).make();
        for (int seed = 0; seed < times; seed++) {
            byte[] mutant = mutant(valid, new Random(seed));
            assertThatCode(() -> readOrRefuse(mutant, reader).make())
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    private static Use readOrRefuse(byte[] mutant, Reader reader) {
        try {
            return reader.read(mutant);
        } catch (OneVisitException e) {
            return () -> {}; // refused as it should be
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

    private static Arguments input(String what, byte[] valid, Reader reader) {
        return Arguments.of(what, valid, reader);
    }

    private static Use using(Object read) {
        return () -> assertThat(read.toString()).isNotEmpty();
    }

    private static Use readLeaf(byte[] der) {
        Certificate leaf = Certificate.parse(der);
        return () -> trusting(ROOT).validate(leaf, issuers(STAMPER), KeyUse.TIME_STAMPING, AT, LISTS.orElse(NOWHERE));
    }

    private static Use readAuthority(byte[] der) {
        List<Certificate> issuers = List.of(Certificate.parse(der));
        return () -> trusting(ROOT).validate(leaf(STAMPER), issuers, KeyUse.TIME_STAMPING, AT, LISTS);
    }

    private static Use readPkcs12(byte[] file) {
        return using(SigningKey.fromPkcs12(file, PASSWORD, "k"));
    }

    /** Without a fresh integrity check hardly a change would get past it. */
    private static Use readPkcs12Content(byte[] content) {
        PKCS12MacCalculatorBuilder builder = new BcPKCS12MacCalculatorBuilder().setIterationCount(1);
        try {
            MacCalculator calculator = builder.build(PASSWORD);
            calculator.getOutputStream().write(content);
            PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(
                    calculator.getAlgorithmIdentifier().getParameters());
            MacData mac = new MacData(
                    new DigestInfo(builder.getDigestAlgorithmIdentifier(), calculator.getMac()), parameters.getIV(), 1);
            ContentInfo data = new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(content));
            return readPkcs12(new Pfx(data, mac).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("Bouncy Castle has this digest", e);
        }
    }

    private static Use readPem(byte[] text) {
        return using(SigningKey.fromPem(new String(text, StandardCharsets.ISO_8859_1), PASSWORD, "k"));
    }

    private static Use readList(byte[] der) {
        RevocationSource source = RevocationSource.ofCrls(List.of(der));
        return () -> source.statusOf(leaf(STAMPER), certificate(CITY), AT);
    }

    private static Use readAnswer(byte[] der) {
        RevocationSource source = RevocationSource.ofOcspResponses(List.of(der));
        return () -> source.statusOf(leaf(STAMPER), certificate(CITY), AT);
    }

    /** Whatever comes over the wire, nothing is refused: the source can tell, or it cannot. */
    private static Use fetch(byte[] response) {
        return () -> {
            OVER_THE_WIRE.set(response);
            CLOCK.advance(Duration.ofHours(1));
            FETCHED.statusOf(leaf(STAMPER), certificate(CITY), AT);
        };
    }

    private static Use readStamp(byte[] der) {
        TimeStampToken token = TimeStampToken.parse(der);
        return () -> token.verify(MESSAGE, trusting(ROOT), LISTS);
    }

    private static Use acceptStamp(byte[] answer) {
        TimeStampToken token = REQUEST.accept(answer);
        return () -> token.verify(MESSAGE, trusting(ROOT), LISTS);
    }

    private static byte[] contentOf(byte[] file) {
        return ASN1OctetString.getInstance(Pfx.getInstance(file).getAuthSafe().getContent())
                .getOctets();
    }

    private static byte[] plainPkcs12() {
        try {
            return new PKCS12PfxPduBuilder()
                    .addData(new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(STAMPER.pkcs8())).build())
                    .addData(new PKCS12SafeBagBuilder(new X509CertificateHolder(STAMPER.certificate())).build())
                    .build(new BcPKCS12MacCalculatorBuilder(), PASSWORD)
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PKCSException e) {
            throw new IllegalStateException("Bouncy Castle has this digest", e);
        }
    }

    private static byte[] http(byte[] body) {
        byte[] head =
                ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
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

    /** The answer to {@link #REQUEST}. */
    private static byte[] stamp() {
        try {
            return new TimeStamper(STAMPER, KeyKind.SM2, Clock.fixed(AT, ZoneOffset.UTC)).answer(REQUEST.encoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
