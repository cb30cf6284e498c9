package io.onevisit.core.crypto;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.time.Instant;
import java.util.List;

/** Authorities and certificates that tests are made of, all valid through the year 2026. */
final class Chains {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-12-31T23:59:59Z");
    static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");

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
}
