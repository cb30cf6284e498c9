package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.signer;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5280 section 4.2.1.10; what openssl is asked as well is marked. */
class NameLimitsTest {
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "dNSName, example.cn, example.cn, true, true",
        "dNSName, example.cn, a.b.EXAMPLE.cn, true, true",
        "dNSName, example.cn, badexample.cn, false, true",
        "dNSName, .example.cn, a.example.cn, true, false",
        "dNSName, .example.cn, example.cn, false, false",
        "dNSName, a.example.cn, example.cn, false, true",
        "dNSName, example.cn, www.EXAMPLE.cn., true, false",
        "dNSName, example.cn., www.example.cn, true, false",
        "rfc822Name, example.cn, li@Example.cn, true, true",
        "rfc822Name, example.cn, li@a.example.cn, false, true",
        "rfc822Name, .example.cn, li@a.example.cn, true, true",
        "rfc822Name, .example.cn, li@example.cn, false, true",
        "rfc822Name, li@example.cn, li@example.CN, true, true",
        "rfc822Name, li@example.cn, Li@example.cn, false, true",
        "rfc822Name, li@example.cn, wang@example.cn, false, true",
        "rfc822Name, example.cn, li@example.cn@other.cn, false, false",
        "uniformResourceIdentifier, example.cn, https://example.cn/x, true, true",
        "uniformResourceIdentifier, example.cn, https://a.example.cn/x, false, true",
        "uniformResourceIdentifier, .example.cn, https://a.example.cn:8443/x, true, true",
        "uniformResourceIdentifier, .example.cn, https://example.cn@other.cn/, false, false",
        "uniformResourceIdentifier, example.cn, urn:example.cn, false, true",
        "uniformResourceIdentifier, example.cn, https://example.cn./x, true, false",
        "uniformResourceIdentifier, .example.cn, https://a.example.cn.:8443/x, true, false",
        "rfc822Name, example.cn, li@example.cn., true, false",
        "iPAddress, 10.1.0.0/16, 10.1.255.3, true, true",
        "iPAddress, 10.1.0.0/16, 10.2.0.1, false, true",
        "iPAddress, 10.1.0.0/16, ::1, false, true",
        "iPAddress, 2001:db8::/32, 2001:db8::5, true, true",
        "directoryName, 'C=CN,O=OneVisit examples', 'C=CN,O=onevisit  EXAMPLES,CN=x', true, true",
        "directoryName, 'C=CN,O=OneVisit examples', 'C=CN,O=Other', false, true",
        "directoryName, 'C=CN,O=OneVisit examples', 'C=CN', false, true",
        "directoryName, 'C=CN,O=OneVisit examples', 'O=Other,C=CN,O=OneVisit examples,CN=x', false, true",
    })
    void a_permitted_subtree_holds_its_names_and_an_excluded_one_keeps_them_out(
            String form, String base, String name, boolean within, boolean asked, @TempDir Path folder)
            throws Exception {
        GeneralSubtree subtree = new GeneralSubtree(generalName(form, base));
        Credential named = issueWith(generalName(form, name));
        NameConstraints permitted = new NameConstraints(new GeneralSubtree[] {subtree, anyDirectory(form)}, null);
        NameConstraints excluded = new NameConstraints(null, new GeneralSubtree[] {subtree});

        assertThat(allows(permitted, named)).isEqualTo(within);
        if (!form.equals("directoryName") && !name.startsWith("urn:")) {
            assertThat(allows(excluded, named)).isEqualTo(!within);
        }
        if (asked) {
            assertThat(opensslAllows(OpenSsl.in(folder), permitted, generalName(form, name)))
                    .isEqualTo(within);
        }
    }

    @Test
    void a_form_that_nobody_constrains_is_free() {
        NameConstraints dnsOnly = new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(generalName("dNSName", "example.cn"))}, null);

        assertThat(allows(dnsOnly, issueWith(generalName("rfc822Name", "li@other.cn"))))
                .isTrue();
    }

    @Test
    void every_authority_above_has_its_say() {
        NameLimits limits = new NameLimits();
        limits.add(NameLimits.Constraints.of(permittedDns("example.cn")));
        limits.add(NameLimits.Constraints.of(permittedDns("a.example.cn")));

        assertThat(limits.allow(certificate(issueWith(generalName("dNSName", "x.a.example.cn")))))
                .isTrue();
        assertThat(limits.allow(certificate(issueWith(generalName("dNSName", "x.b.example.cn")))))
                .isFalse();
    }

    @Test
    void an_address_without_a_host_is_refused_where_addresses_are_constrained() {
        NameConstraints excluded = new NameConstraints(
                null,
                new GeneralSubtree[] {new GeneralSubtree(generalName("uniformResourceIdentifier", "example.cn"))});

        assertThat(allows(excluded, issueWith(generalName("uniformResourceIdentifier", "urn:a:b"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7, 9, 16, 33})
    void an_excluded_address_range_of_another_length_keeps_every_address_out(int length) {
        GeneralSubtree[] malformed = {new GeneralSubtree(address(new byte[length]))};

        for (String address : List.of("10.1.255.3", "2001:db8::5")) {
            Credential named = issueWith(generalName("iPAddress", address));
            assertThat(allows(new NameConstraints(null, malformed), named)).isFalse();
            assertThat(allows(new NameConstraints(malformed, null), named)).isFalse();
        }
    }

    @Test
    void an_address_of_another_length_is_refused_where_addresses_are_constrained() {
        GeneralSubtree[] range = {new GeneralSubtree(generalName("iPAddress", "10.1.0.0/16"))};
        Credential named = issueWith(address(new byte[5]));

        assertThat(allows(new NameConstraints(null, range), named)).isFalse();
        assertThat(allows(new NameConstraints(range, null), named)).isFalse();
    }

    private static GeneralName address(byte[] octets) {
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(octets));
    }

    @Test
    void a_name_of_a_form_not_understood_is_refused_where_that_form_is_constrained() {
        GeneralName other = new GeneralName(
                GeneralName.otherName,
                new OtherName(new ASN1ObjectIdentifier("1.2.156.99999.1"), new DERUTF8String("x")));
        GeneralSubtree[] subtree = {new GeneralSubtree(other)};

        assertThat(allows(new NameConstraints(subtree, null), issueWith(other))).isFalse();
        assertThat(allows(new NameConstraints(null, subtree), issueWith(other))).isFalse();
        assertThat(allows(permittedDns("example.cn"), issueWith(other))).isTrue();
    }

    @Test
    void the_subject_itself_is_a_directory_name() {
        assertThat(allows(
                        new NameConstraints(null, new GeneralSubtree[] {
                            new GeneralSubtree(generalName("directoryName", "C=CN,O=OneVisit examples"))
                        }),
                        root(KeyKind.P256).issue(signer())))
                .isFalse();
    }

    @Test
    void an_email_address_in_the_subject_counts_when_there_are_no_alternative_names() throws Exception {
        CertificateAuthority root = root(KeyKind.P256);
        ASN1Encodable[] fields = ASN1Sequence.getInstance(
                        new X509CertificateHolder(root.issue(signer()).certificate())
                                .toASN1Structure()
                                .getTBSCertificate()
                                .toASN1Primitive())
                .toArray();
        fields[5] = new X500Name("C=CN,O=OneVisit examples,E=li@other.cn");
        Certificate certificate = Certificate.parse(root.certifyRaw(new DERSequence(fields).getEncoded()));
        NameLimits limits = new NameLimits();
        limits.add(NameLimits.Constraints.of(new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(generalName("rfc822Name", "example.cn"))}, null)));

        assertThat(limits.allow(certificate)).isFalse();
    }

    private static boolean allows(NameConstraints constraints, Credential credential) {
        NameLimits limits = new NameLimits();
        limits.add(NameLimits.Constraints.of(constraints));
        return limits.allow(certificate(credential));
    }

    private static boolean opensslAllows(OpenSsl openssl, NameConstraints constraints, GeneralName name)
            throws Exception {
        CertificateAuthority root = root(KeyKind.P256);
        CertificateAuthority city =
                root.subordinate("City", builder -> builder.addExtension(Extension.nameConstraints, true, constraints));
        Credential credential = city.issue(
                signer(),
                builder -> builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name)));
        return Chains.passesOpenSsl(openssl, root, credential);
    }

    private static Credential issueWith(GeneralName name) {
        return root(KeyKind.P256)
                .issue(
                        signer(),
                        builder ->
                                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name)));
    }

    /** Lets the subject pass where only the alternative name is in question. */
    private static GeneralSubtree anyDirectory(String form) {
        return form.equals("directoryName")
                ? new GeneralSubtree(new GeneralName(new X500Name("C=CN,O=OneVisit examples,CN=Bureau")))
                : new GeneralSubtree(generalName("directoryName", "C=CN"));
    }

    private static NameConstraints permittedDns(String base) {
        return new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(generalName("dNSName", base))}, null);
    }

    private static Certificate certificate(Credential credential) {
        return Certificate.parse(credential.certificate());
    }

    private static GeneralName generalName(String form, String text) {
        return switch (form) {
            case "dNSName" -> new GeneralName(GeneralName.dNSName, text);
            case "rfc822Name" -> new GeneralName(GeneralName.rfc822Name, text);
            case "uniformResourceIdentifier" -> new GeneralName(GeneralName.uniformResourceIdentifier, text);
            case "iPAddress" -> new GeneralName(GeneralName.iPAddress, text);
            case "directoryName" -> new GeneralName(new X500Name(text));
            default -> throw new IllegalArgumentException(form);
        };
    }
}
