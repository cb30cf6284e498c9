package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.AT;
import static io.onevisit.core.crypto.Chains.END;
import static io.onevisit.core.crypto.Chains.START;
import static io.onevisit.core.crypto.Chains.certificate;
import static io.onevisit.core.crypto.Chains.issuers;
import static io.onevisit.core.crypto.Chains.leaf;
import static io.onevisit.core.crypto.Chains.problems;
import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.signer;
import static io.onevisit.core.crypto.Chains.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.RevocationStatus.Good;
import io.onevisit.core.crypto.RevocationStatus.Revoked;
import io.onevisit.core.crypto.RevocationStatus.Unknown;
import io.onevisit.examples.authority.Alteration;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RevocationListTest {
    private static final Instant LAST_UPDATE = AT.minus(Duration.ofDays(1));
    private static final Instant NEXT_UPDATE = AT.plus(Duration.ofDays(6));

    @ParameterizedTest
    @EnumSource
    void a_certificate_not_on_its_issuers_list_is_good(KeyKind kind) {
        CertificateAuthority root = root(kind);
        Credential credential = root.issue(signer());

        assertThat(statusOf(credential, crl(root, Map.of(BigInteger.TEN, START))))
                .isEqualTo(new Good(LAST_UPDATE));
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_on_the_list_is_revoked_from_then_on(KeyKind kind) {
        CertificateAuthority root = root(kind);
        Credential credential = root.issue(signer());
        byte[] crl = crl(root, Map.of(serial(credential), AT));

        assertThat(statusOf(credential, crl)).isEqualTo(new Revoked(AT, RevocationReason.UNSPECIFIED));
        assertThat(problems(validate(root, credential, AT, crl))).containsExactly("CERT_REVOCATION@certificate");
        assertThat(problems(validate(root, credential, AT.plusSeconds(1), crl)))
                .containsExactly("CERT_REVOCATION@certificate");
        Report<List<Certificate>> before = validate(root, credential, AT.minusSeconds(1), crl);
        assertThat(before.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(before.checks())
                .filteredOn(check -> check.code().equals("CERT_REVOCATION"))
                .extracting(Check::actual)
                .containsExactly("revoked from " + AT + ", UNSPECIFIED");
    }

    @Test
    void a_key_suspect_since_before_the_revocation_is_not_relied_on_since_then_rfc5280_5_3_2() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        byte[] crl = crl(
                root,
                builder -> builder.addCRLEntry(
                        serial(credential), Date.from(AT), CRLReason.keyCompromise, Date.from(START)));

        assertThat(statusOf(credential, crl)).isEqualTo(new Revoked(START, RevocationReason.KEY_COMPROMISE));
    }

    @Test
    void a_revoked_intermediate_ends_the_path() {
        CertificateAuthority root = root(KeyKind.SM2);
        CertificateAuthority city = root.subordinate("City");
        Credential credential = city.issue(signer());
        byte[] ofRoot = crl(root, Map.of(certificate(city).serialNumber(), START));

        assertThat(problems(validate(root, credential, AT, ofRoot, crl(city, Map.of()))))
                .containsExactly("CERT_REVOCATION@issuer 1");
        assertThat(validate(root, credential, AT, crl(root, Map.of()), crl(city, Map.of()))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void without_a_list_of_the_issuer_nothing_is_decided() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());

        Report<List<Certificate>> report = validate(root, credential, AT, crl(root(KeyKind.SM2, "Other"), Map.of()));
        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(problems(report)).containsExactly("CERT_REVOCATION@certificate");
    }

    @Test
    void the_newest_list_decides() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        byte[] older = root.crl(LAST_UPDATE.minusSeconds(1), NEXT_UPDATE, Map.of(serial(credential), START));
        byte[] newer = crl(root, Map.of());

        assertThat(statusOf(credential, older, newer)).isInstanceOf(Good.class);
        assertThat(statusOf(credential, newer, older)).isInstanceOf(Good.class);
        assertThat(statusOf(credential, older)).isInstanceOf(Revoked.class);
    }

    @Test
    void a_stale_list_tells_nothing_and_the_last_second_still_counts() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        byte[] crl = crl(root, Map.of());

        assertThat(statusAt(NEXT_UPDATE, credential, crl)).isInstanceOf(Good.class);
        assertThat(statusAt(NEXT_UPDATE.plusSeconds(1), credential, crl))
                .isEqualTo(new Unknown("the revocation list or answer is stale"));
    }

    @Test
    void a_list_made_later_speaks_for_an_earlier_moment_unless_the_certificate_had_ended() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        byte[] later = root.crl(AT.plusSeconds(60), NEXT_UPDATE, Map.of());
        byte[] afterEnd = root.crl(END.plusSeconds(1), END.plusSeconds(9), Map.of());

        assertThat(statusOf(credential, later)).isInstanceOf(Good.class);
        assertThat(statusOf(credential, afterEnd))
                .isEqualTo(new Unknown("the revocation list or answer was made after the certificate had ended"));
    }

    @Test
    void a_list_that_does_not_say_when_the_next_comes_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        byte[] crl = crl(root, builder -> builder.setNextUpdate((Time) null));

        assertThat(statusOf(root.issue(signer()), crl)).isInstanceOf(Unknown.class);
    }

    @Test
    void a_list_by_another_of_the_same_name_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        byte[] forged = crl(root(KeyKind.SM2), Map.of());

        assertThat(statusOf(root.issue(signer()), forged))
                .isEqualTo(new Unknown("the revocation list is not signed by the issuer of the certificate"));
    }

    @Test
    void a_list_changed_after_signing_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        byte[] changed = crl(root, Map.of());
        changed[changed.length - 1] ^= 1;

        assertThat(statusOf(root.issue(signer()), changed)).isInstanceOf(Unknown.class);
    }

    @Test
    void a_list_by_a_key_that_may_not_sign_lists_tells_nothing() {
        CertificateAuthority city = root(KeyKind.SM2)
                .subordinate(
                        "City",
                        builder ->
                                builder.replaceExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));

        assertThat(statusOf(city.issue(signer()), crl(city, Map.of()))).isInstanceOf(Unknown.class);
    }

    static Stream<Arguments> narrowerLists() {
        DistributionPointName point = point("http://example.test/a.crl");
        ReasonFlags some = new ReasonFlags(ReasonFlags.keyCompromise);
        return Stream.of(
                Arguments.of("authorities only", scope(null, false, true, null, false, false)),
                Arguments.of("some reasons only", scope(null, false, false, some, false, false)),
                Arguments.of("indirect", scope(null, false, false, null, true, false)),
                Arguments.of("attribute certificates only", scope(null, false, false, null, false, true)),
                Arguments.of("another distribution point", scope(point, false, false, null, false, false)),
                Arguments.of("delta", critical(Extension.deltaCRLIndicator)),
                Arguments.of("delta, not critical", (Alteration<X509v2CRLBuilder>)
                        builder -> builder.addExtension(Extension.deltaCRLIndicator, false, new ASN1Integer(1))),
                Arguments.of("unknown extension", critical(new ASN1ObjectIdentifier("1.2.156.99999.1"))),
                Arguments.of("unknown extension of an entry", (Alteration<X509v2CRLBuilder>) builder ->
                        builder.addCRLEntry(
                                BigInteger.TEN,
                                Date.from(START),
                                new Extensions(new Extension(
                                        new ASN1ObjectIdentifier("1.2.156.99999.1"), true, new byte[] {5, 0})))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("narrowerLists")
    void a_list_for_other_cases_tells_nothing(String name, Alteration<X509v2CRLBuilder> narrower) {
        CertificateAuthority root = root(KeyKind.P256);

        assertThat(statusOf(root.issue(signer()), crl(root, narrower))).isInstanceOf(Unknown.class);
    }

    @Test
    void a_list_for_the_certificates_own_case_counts() {
        CertificateAuthority root = root(KeyKind.P256);
        DistributionPointName point = point("http://example.test/a.crl");
        Credential credential = root.issue(
                signer(),
                builder -> builder.addExtension(
                        Extension.cRLDistributionPoints,
                        false,
                        new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(point, null, null)})));

        assertThat(statusOf(credential, crl(root, scope(point, true, false, null, false, false))))
                .isInstanceOf(Good.class);
    }

    @Test
    void a_list_for_users_only_tells_nothing_about_an_authority() {
        CertificateAuthority root = root(KeyKind.P256);
        Certificate city = certificate(root.subordinate("City"));
        RevocationSource usersOnly =
                RevocationSource.ofCrls(List.of(crl(root, scope(null, true, false, null, false, false))));
        RevocationSource authoritiesOnly =
                RevocationSource.ofCrls(List.of(crl(root, scope(null, false, true, null, false, false))));

        assertThat(usersOnly.statusOf(city, certificate(root), AT)).isInstanceOf(Unknown.class);
        assertThat(authoritiesOnly.statusOf(city, certificate(root), AT)).isInstanceOf(Good.class);
    }

    @Test
    void another_source_is_asked_for_what_the_first_cannot_tell() {
        CertificateAuthority root = root(KeyKind.P256);
        Credential credential = root.issue(signer());
        RevocationSource nothing = RevocationSource.ofCrls(List.of());
        RevocationSource known = RevocationSource.ofCrls(List.of(crl(root, Map.of(serial(credential), START))));

        assertThat(nothing.orElse(known).statusOf(leaf(credential), certificate(root), AT))
                .isInstanceOf(Revoked.class);
        assertThat(known.orElse(nothing).statusOf(leaf(credential), certificate(root), AT))
                .isInstanceOf(Revoked.class);
    }

    @Test
    void the_entries_of_a_list_by_another_are_not_read() {
        CertificateAuthority root = root(KeyKind.P256);
        byte[] unreadable = crl(
                root,
                builder -> builder.addCRLEntry(
                        BigInteger.TEN,
                        Date.from(START),
                        new Extensions(new Extension(Extension.reasonCode, false, new byte[] {5, 0}))));

        assertThatThrownBy(() -> RevocationList.parse(unreadable, certificate(root)))
                .hasMessage("certificate extension: is not of its ASN.1 form");
        assertThatThrownBy(() -> RevocationList.parse(unreadable, certificate(root(KeyKind.P256))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("revocation list: is not signed by the issuer of the certificate");
    }

    @Test
    void refuses_what_is_no_list() {
        byte[] certificate = root(KeyKind.P256).certificate();

        assertThatThrownBy(() -> RevocationSource.ofCrls(List.of(certificate)))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> RevocationSource.ofCrls(List.of(new byte[16 * 1024 * 1024 + 1])))
                .isInstanceOf(MalformedMessageException.class);
    }

    private static RevocationStatus statusOf(Credential credential, byte[]... crls) {
        return statusAt(AT, credential, crls);
    }

    private static RevocationStatus statusAt(Instant at, Credential credential, byte[]... crls) {
        return RevocationSource.ofCrls(List.of(crls))
                .statusOf(leaf(credential), issuers(credential).get(0), at);
    }

    private static Report<List<Certificate>> validate(
            CertificateAuthority root, Credential credential, Instant at, byte[]... crls) {
        return trusting(root)
                .validate(
                        leaf(credential),
                        issuers(credential),
                        KeyUse.DIGITAL_SIGNATURE,
                        at,
                        RevocationSource.ofCrls(List.of(crls)));
    }

    private static byte[] crl(CertificateAuthority authority, Map<BigInteger, Instant> revoked) {
        return authority.crl(LAST_UPDATE, NEXT_UPDATE, revoked);
    }

    private static byte[] crl(CertificateAuthority authority, Alteration<X509v2CRLBuilder> alteration) {
        return authority.crl(LAST_UPDATE, NEXT_UPDATE, Map.of(), alteration);
    }

    private static BigInteger serial(Credential credential) {
        return leaf(credential).serialNumber();
    }

    private static DistributionPointName point(String uri) {
        return new DistributionPointName(new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
    }

    private static Alteration<X509v2CRLBuilder> scope(
            @Nullable DistributionPointName point,
            boolean users,
            boolean authorities,
            @Nullable ReasonFlags reasons,
            boolean indirect,
            boolean attributes) {
        return builder -> builder.addExtension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(point, users, authorities, reasons, indirect, attributes));
    }

    private static Alteration<X509v2CRLBuilder> critical(ASN1ObjectIdentifier oid) {
        return builder -> builder.addExtension(
                oid, true, oid.equals(Extension.deltaCRLIndicator) ? new ASN1Integer(1) : DERNull.INSTANCE);
    }
}
