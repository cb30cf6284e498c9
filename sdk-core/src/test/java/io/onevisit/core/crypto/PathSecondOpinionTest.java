package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.AT;
import static io.onevisit.core.crypto.Chains.END;
import static io.onevisit.core.crypto.Chains.START;
import static io.onevisit.core.crypto.Chains.issuers;
import static io.onevisit.core.crypto.Chains.leaf;
import static io.onevisit.core.crypto.Chains.passesBouncyCastle;
import static io.onevisit.core.crypto.Chains.passesOpenSsl;
import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.signer;
import static io.onevisit.core.crypto.Chains.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Verdict;
import io.onevisit.examples.authority.Alteration;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same chains before openssl and before Bouncy Castle's validator. */
class PathSecondOpinionTest {
    private static final ASN1ObjectIdentifier ANY = new ASN1ObjectIdentifier("2.5.29.32.0");
    private static final List<ASN1ObjectIdentifier> POLICIES =
            List.of(new ASN1ObjectIdentifier("1.2.156.99999.1"), new ASN1ObjectIdentifier("1.2.156.99999.2"), ANY);
    private static final Alteration<X509v3CertificateBuilder> AS_IS = builder -> {};
    private static final Alteration<X509v2CRLBuilder> AS_MADE = builder -> {};

    static Stream<Arguments> authorities() {
        Alteration<X509v3CertificateBuilder> mayNotSign =
                builder -> builder.replaceExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign));
        Alteration<X509v3CertificateBuilder> unknown =
                builder -> builder.addExtension(new ASN1ObjectIdentifier("1.2.156.99999.9"), true, DERNull.INSTANCE);
        return Stream.of(KeyKind.values())
                .flatMap(kind -> Stream.of(
                        Arguments.of(kind, "honest", true, AS_IS),
                        Arguments.of(kind, "no authority", false, basic(new BasicConstraints(false))),
                        Arguments.of(kind, "one level allowed", true, basic(new BasicConstraints(1))),
                        Arguments.of(kind, "no level allowed", false, basic(new BasicConstraints(0))),
                        Arguments.of(kind, "may not sign certificates", false, mayNotSign),
                        Arguments.of(kind, "unknown critical extension", false, unknown)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("authorities")
    void openssl_and_bouncy_castle_agree_about_an_authority(
            KeyKind kind,
            String name,
            boolean passes,
            Alteration<X509v3CertificateBuilder> alteration,
            @TempDir Path folder)
            throws Exception {
        CertificateAuthority root = root(kind);
        Credential credential =
                root.subordinate("Province", alteration).subordinate("City").issue(signer());

        assertThat(passes(root, credential)).isEqualTo(passes);
        assertThat(passesBouncyCastle(root, credential)).isEqualTo(passes);
        if (kind == KeyKind.P256) {
            assertThat(passesOpenSsl(OpenSsl.in(folder), root, credential)).isEqualTo(passes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void openssl_and_bouncy_castle_agree_about_validity_and_trust(KeyKind kind, @TempDir Path folder) throws Exception {
        CertificateAuthority root = root(kind);
        OpenSsl openssl = OpenSsl.in(folder);
        Credential expired =
                root.issue(new CertificateRequest("Bureau", START, AT.minusSeconds(1), Usage.DIGITAL_SIGNATURE));
        Credential notYetValid =
                root.issue(new CertificateRequest("Bureau", AT.plusSeconds(1), END, Usage.DIGITAL_SIGNATURE));
        for (Credential credential : List.of(expired, notYetValid)) {
            assertThat(passes(root, credential)).isFalse();
            assertThat(passesBouncyCastle(root, credential)).isFalse();
            assertThat(passesOpenSsl(openssl, root, credential)).isFalse();
        }
        Credential good = root.issue(signer());
        assertThat(passes(root, good)).isTrue();
        assertThat(passesBouncyCastle(root, good)).isTrue();
        assertThat(passesOpenSsl(openssl, root, good)).isTrue();
        assertThat(passes(root(kind), good)).isFalse();
        assertThat(passesOpenSsl(openssl, root(kind), good)).isFalse();
    }

    static Stream<Arguments> lists() {
        Alteration<X509v2CRLBuilder> unknown =
                builder -> builder.addExtension(new ASN1ObjectIdentifier("1.2.156.99999.9"), true, DERNull.INSTANCE);
        Alteration<X509v2CRLBuilder> usersOnly = builder -> builder.addExtension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(null, true, false, null, false, false));
        Alteration<X509v2CRLBuilder> authoritiesOnly = builder -> builder.addExtension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(null, false, true, null, false, false));
        return Stream.of(
                Arguments.of("nobody revoked", true, END, false, AS_MADE),
                Arguments.of("revoked", false, END, true, AS_MADE),
                Arguments.of("stale", false, AT.minusSeconds(1), false, AS_MADE),
                Arguments.of("unknown critical extension", false, END, false, unknown),
                Arguments.of("users only", true, END, false, usersOnly),
                Arguments.of("authorities only", false, END, false, authoritiesOnly));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void openssl_agrees_about_a_revocation_list(
            String name,
            boolean passes,
            Instant nextUpdate,
            boolean revoked,
            Alteration<X509v2CRLBuilder> alteration,
            @TempDir Path folder)
            throws Exception {
        CertificateAuthority root = root(KeyKind.P256);
        Credential credential = root.issue(signer());
        byte[] list = root.crl(
                START, nextUpdate, revoked ? Map.of(leaf(credential).serialNumber(), START) : Map.of(), alteration);

        assertThat(passes(root, credential, list)).isEqualTo(passes);
        assertThat(passesOpenSslWithList(OpenSsl.in(folder), root, credential, list))
                .isEqualTo(passes);
    }

    @Test
    void openssl_agrees_that_another_authority_of_the_same_name_has_no_say(@TempDir Path folder) throws Exception {
        CertificateAuthority root = root(KeyKind.P256);
        Credential credential = root.issue(signer());
        byte[] list = root(KeyKind.P256).crl(START, END, Map.of());

        assertThat(passes(root, credential, list)).isFalse();
        assertThat(passesOpenSslWithList(OpenSsl.in(folder), root, credential, list))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void openssl_agrees_about_what_a_key_may_stamp(Usage usage, @TempDir Path folder) throws Exception {
        CertificateAuthority root = root(KeyKind.P256);
        Credential credential = root.issue(new CertificateRequest("Bureau", START, END, usage));
        boolean passes = trusting(root)
                        .validate(leaf(credential), List.of(), KeyUse.TIME_STAMPING, AT, RevocationSource.none())
                        .verdict()
                == Verdict.PASSED;

        assertThat(passes).isEqualTo(usage == Usage.TIME_STAMPING);
        assertThat(passesOpenSsl(OpenSsl.in(folder), root, credential, List.of(), List.of("-purpose", "timestampsign")))
                .isEqualTo(passes);
    }

    @Test
    void openssl_agrees_about_an_authority_cross_signed_by_another(@TempDir Path folder) throws Exception {
        CertificateAuthority ours = root(KeyKind.P256, "Ours");
        CertificateAuthority theirs = root(KeyKind.P256, "Theirs");
        CertificateAuthority city = theirs.subordinate("City");
        Credential credential = city.issue(signer());
        List<byte[]> cross = List.of(ours.crossCertify(city));
        OpenSsl openssl = OpenSsl.in(folder);

        for (List<byte[]> issuers : List.of(cross, List.of(city.certificate()), List.<byte[]>of())) {
            List<Certificate> read = issuers.stream().map(Certificate::parse).toList();
            boolean passes = trusting(ours)
                            .validate(leaf(credential), read, KeyUse.DIGITAL_SIGNATURE, AT, RevocationSource.none())
                            .verdict()
                    == Verdict.PASSED;

            assertThat(passes).isEqualTo(issuers.equals(cross));
            assertThat(passesOpenSsl(openssl, ours, credential, issuers, List.of()))
                    .isEqualTo(passes);
        }
    }

    private static boolean passes(CertificateAuthority anchor, Credential credential, byte[] list) {
        return trusting(anchor)
                        .validate(
                                leaf(credential),
                                List.of(),
                                KeyUse.DIGITAL_SIGNATURE,
                                AT,
                                RevocationSource.ofCrls(List.of(list)))
                        .verdict()
                == Verdict.PASSED;
    }

    private static boolean passesOpenSslWithList(
            OpenSsl openssl, CertificateAuthority anchor, Credential credential, byte[] list) throws Exception {
        openssl.write("list.der", list);
        openssl.run("crl", "-inform", "DER", "-in", "list.der", "-out", "list.pem");
        return passesOpenSsl(openssl, anchor, credential, List.of(), List.of("-crl_check", "-CRLfile", "list.pem"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bouncy_castle_or_else_openssl_agrees_about_policies(int seed, @TempDir Path folder) throws Exception {
        agreesAboutPolicies(seed, folder);
    }

    @Tag("slow")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("manySeeds")
    void bouncy_castle_or_else_openssl_agrees_about_many_policies(int seed, @TempDir Path folder) throws Exception {
        agreesAboutPolicies(seed, folder);
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    static IntStream manySeeds() {
        return IntStream.range(40, 3000);
    }

    /**
     * Three authorities and a leaf with policies, mappings and constraints by chance; some authorities self-issued. About
     * one case in 3000 Bouncy Castle 1.84 keeps a policy whose mapping is inhibited; there openssl has the last word.
     */
    private static void agreesAboutPolicies(int seed, Path folder) throws Exception {
        Random random = new Random(seed);
        CertificateAuthority root = root(KeyKind.P256, "Level 0");
        CertificateAuthority lowest = root;
        String name = "Level 0";
        for (int level = 1; level <= 3; level++) {
            name = random.nextInt(4) == 0 ? name : "Level " + level;
            lowest = lowest.subordinate(name, builder -> {
                policies(random, builder);
                constraints(random, builder);
            });
        }
        Credential credential = lowest.issue(signer(), builder -> policies(random, builder));

        boolean passes = passes(root, credential);
        if (passes != passesBouncyCastle(root, credential)) {
            assertThat(passesOpenSsl(OpenSsl.in(folder), root, credential)).isEqualTo(passes);
        }
    }

    private static void policies(Random random, X509v3CertificateBuilder builder) throws IOException {
        List<PolicyInformation> chosen = new ArrayList<>();
        for (ASN1ObjectIdentifier policy : POLICIES) {
            if (random.nextInt(3) > 0) {
                chosen.add(new PolicyInformation(policy));
            }
        }
        if (!chosen.isEmpty()) {
            builder.addExtension(
                    Extension.certificatePolicies,
                    random.nextBoolean(),
                    new CertificatePolicies(chosen.toArray(PolicyInformation[]::new)));
        }
    }

    private static void constraints(Random random, X509v3CertificateBuilder builder) throws IOException {
        if (random.nextInt(2) == 0) {
            builder.addExtension(
                    Extension.policyConstraints, true, new PolicyConstraints(upTo(random), BigInteger.ONE));
        }
        if (random.nextInt(3) == 0) {
            builder.addExtension(Extension.inhibitAnyPolicy, true, new ASN1Integer(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            DERSequence mapping = new DERSequence(new ASN1ObjectIdentifier[] {
                POLICIES.get(random.nextInt(2)), POLICIES.get(random.nextInt(random.nextInt(6) == 0 ? 3 : 2))
            });
            builder.addExtension(Extension.policyMappings, true, new DERSequence(mapping));
        }
    }

    private static BigInteger upTo(Random random) {
        return BigInteger.valueOf(random.nextInt(4));
    }

    private static Alteration<X509v3CertificateBuilder> basic(BasicConstraints constraints) {
        return builder -> builder.replaceExtension(Extension.basicConstraints, true, constraints);
    }

    private static boolean passes(CertificateAuthority anchor, Credential credential) {
        return trusting(anchor)
                        .validate(
                                leaf(credential),
                                issuers(credential),
                                KeyUse.DIGITAL_SIGNATURE,
                                AT,
                                RevocationSource.none())
                        .verdict()
                == Verdict.PASSED;
    }
}
