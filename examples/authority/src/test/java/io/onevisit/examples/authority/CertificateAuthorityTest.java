package io.onevisit.examples.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateAuthorityTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plus(365, ChronoUnit.DAYS);
    private static final CertificateRequest REQUEST =
            new CertificateRequest("Notary", START, END, Usage.DIGITAL_SIGNATURE);

    @ParameterizedTest
    @EnumSource
    void every_certificate_of_a_chain_is_signed_by_the_next(KeyKind kind) throws Exception {
        List<X509Certificate> chain =
                read(root(kind).subordinate("City").issue(REQUEST).chain());

        assertThat(chain).hasSize(3);
        chain.get(0).verify(chain.get(1).getPublicKey(), KeyKind.PROVIDER);
        chain.get(1).verify(chain.get(2).getPublicKey(), KeyKind.PROVIDER);
        chain.get(2).verify(chain.get(2).getPublicKey(), KeyKind.PROVIDER);
        PublicKey stranger = read(root(kind).certificate()).getPublicKey();
        assertThatThrownBy(() -> chain.get(0).verify(stranger, KeyKind.PROVIDER))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void an_sm2_certificate_names_the_algorithm_of_gm_t_0006() throws Exception {
        assertThat(read(root(KeyKind.SM2).certificate()).getSigAlgOID()).isEqualTo("1.2.156.10197.1.501");
    }

    @ParameterizedTest
    @EnumSource
    void a_pkcs12_file_opens_with_its_password_only(KeyKind kind) throws Exception {
        Credential credential = root(kind).issue(REQUEST);
        byte[] file = credential.pkcs12("secret".toCharArray());

        KeyStore store = KeyStore.getInstance("PKCS12", KeyKind.PROVIDER);
        store.load(new ByteArrayInputStream(file), "secret".toCharArray());
        assertThat(store.getKey("key", null).getEncoded()).isEqualTo(credential.pkcs8());
        assertThat(store.getCertificateChain("key")).hasSize(2);
        assertThatThrownBy(() -> store.load(new ByteArrayInputStream(file), "other".toCharArray()))
                .hasMessageContaining("wrong password");
    }

    @ParameterizedTest
    @EnumSource
    void a_revocation_list_names_what_was_revoked(KeyKind kind) throws Exception {
        CertificateAuthority authority = root(kind);
        byte[] der = authority.crl(START, END, Map.of(BigInteger.TEN, START));

        X509CRL crl = (X509CRL)
                CertificateFactory.getInstance("X.509", KeyKind.PROVIDER).generateCRL(new ByteArrayInputStream(der));
        crl.verify(read(authority.certificate()).getPublicKey(), KeyKind.PROVIDER);
        assertThat(crl.getRevokedCertificate(BigInteger.TEN).getRevocationDate().toInstant())
                .isEqualTo(START);
        assertThat(crl.getRevokedCertificate(BigInteger.ONE)).isNull();
    }

    @Test
    void a_cross_certificate_carries_the_other_authoritys_name_and_key() throws Exception {
        CertificateAuthority ours = root(KeyKind.P256);
        CertificateAuthority other = CertificateAuthority.root(KeyKind.P256, "Other", START, END);

        X509Certificate cross = read(ours.crossCertify(other));
        X509Certificate self = read(other.certificate());
        assertThat(cross.getPublicKey()).isEqualTo(self.getPublicKey());
        assertThat(cross.getSubjectX500Principal()).isEqualTo(self.getSubjectX500Principal());
        cross.verify(read(ours.certificate()).getPublicKey());
    }

    @Test
    void a_hostile_alteration_reaches_the_certificate() throws Exception {
        Credential hostile = root(KeyKind.P256)
                .issue(
                        REQUEST,
                        builder -> builder.replaceExtension(Extension.basicConstraints, true, new BasicConstraints(7)));

        assertThat(read(hostile.certificate()).getBasicConstraints()).isEqualTo(7);
    }

    @Test
    void a_raw_certificate_carries_the_octets_given() throws Exception {
        CertificateAuthority authority = root(KeyKind.P256);
        byte[] tbs = read(authority.issue(REQUEST).certificate()).getTBSCertificate();

        X509Certificate raw = read(authority.certifyRaw(tbs));
        assertThat(raw.getTBSCertificate()).isEqualTo(tbs);
        raw.verify(read(authority.certificate()).getPublicKey());
    }

    private static CertificateAuthority root(KeyKind kind) {
        return CertificateAuthority.root(kind, "Root", START, END);
    }

    private static List<X509Certificate> read(List<byte[]> chain) throws Exception {
        return List.of(read(chain.get(0)), read(chain.get(1)), read(chain.get(2)));
    }

    private static X509Certificate read(byte[] der) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509", KeyKind.PROVIDER)
                .generateCertificate(new ByteArrayInputStream(der));
    }
}
