package io.onevisit.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.io.ByteArrayInputStream;
import java.security.Provider;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Authorities and certificates that tests are made of, all valid through the year 2026. */
final class Chains {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-12-31T23:59:59Z");
    static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
    static final Provider BC = new BouncyCastleProvider();

    private Chains() {}

    static CertificateAuthority root(KeyKind kind) {
        return root(kind, "Root");
    }

    static CertificateAuthority root(KeyKind kind, String name) {
        return CertificateAuthority.root(kind, name, START, END);
    }

    static CertificateRequest signer() {
        return request(Usage.DIGITAL_SIGNATURE);
    }

    static CertificateRequest request(Usage usage) {
        return new CertificateRequest("Bureau", START, END, usage);
    }

    static Certificate certificate(CertificateAuthority authority) {
        return Certificate.parse(authority.certificate());
    }

    static Certificate leaf(Credential credential) {
        return Certificate.parse(credential.certificate());
    }

    /** Every certificate of the chain but the leaf. */
    static List<Certificate> issuers(Credential credential) {
        return credential.chain().stream().skip(1).map(Certificate::parse).toList();
    }

    static TrustAnchors trusting(CertificateAuthority authority) {
        return TrustAnchors.of(List.of(certificate(authority)));
    }

    /** What kept a report from passing, as {@code code@where}. */
    static List<String> problems(Report<?> report) {
        return report.problems().stream().map(Chains::named).toList();
    }

    private static String named(Check check) {
        return check.where().isEmpty() ? check.code() : check.code() + "@" + check.where();
    }

    /**
     * The verdict of openssl on the same question, for any use of the key. It takes the identity of SM2 for the leaf
     * only, so SM2 chains must have the anchor next to the leaf.
     */
    static boolean passesOpenSsl(OpenSsl openssl, CertificateAuthority anchor, Credential credential) throws Exception {
        List<byte[]> issuers = credential.chain().stream().skip(1).toList();
        return passesOpenSsl(openssl, anchor, credential, issuers, List.of());
    }

    /** The same with the issuers at hand and further options of {@code openssl verify}. */
    static boolean passesOpenSsl(
            OpenSsl openssl,
            CertificateAuthority anchor,
            Credential credential,
            List<byte[]> issuers,
            List<String> options)
            throws Exception {
        openssl.write("anchor.pem", pem(anchor.certificate()));
        StringBuilder untrusted = new StringBuilder(pem(anchor.certificate())); // openssl takes no empty file
        issuers.forEach(der -> untrusted.append(pem(der)));
        openssl.write("issuers.pem", untrusted.toString());
        openssl.write("leaf.pem", pem(credential.certificate()));
        List<String> command = new ArrayList<>(
                List.of("verify", "-attime", Long.toString(AT.getEpochSecond()), "-partial_chain", "-policy_check"));
        if (leaf(credential).key().algorithm() == SignatureAlgorithm.SM2) {
            command.addAll(List.of("-vfyopt", "distid:1234567812345678"));
        }
        command.addAll(options);
        command.addAll(List.of("-CAfile", "anchor.pem", "-untrusted", "issuers.pem", "leaf.pem"));
        int exit = openssl.exit(command.toArray(String[]::new));
        assertThat(exit).as("0 passes, 2 does not, anything else is no verdict").isIn(0, 2);
        return exit == 0;
    }

    /** The verdict of Bouncy Castle's own path validation, through a provider that is not registered. */
    static boolean passesBouncyCastle(CertificateAuthority anchor, Credential credential) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509", BC);
        List<X509Certificate> path = new ArrayList<>();
        for (byte[] der : credential.chain()) {
            path.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        }
        X509Certificate root =
                (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(anchor.certificate()));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(AT));
        try {
            CertPathValidator.getInstance("PKIX", BC)
                    .validate(factory.generateCertPath(path.subList(0, path.indexOf(root))), parameters);
            return true;
        } catch (CertPathValidatorException e) {
            return false;
        }
    }

    static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }
}
