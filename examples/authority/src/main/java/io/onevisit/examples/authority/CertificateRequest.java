package io.onevisit.examples.authority;

import java.time.Instant;
import java.util.Objects;

/**
 * What a certificate shall say (证书申请).
 *
 * @param commonName the subject's common name; for a TLS server its host name or IP address
 * @param notBefore first moment of validity, whole seconds
 * @param notAfter last moment of validity, whole seconds
 * @param usage what the key is for
 */
public record CertificateRequest(String commonName, Instant notBefore, Instant notAfter, Usage usage) {
    public CertificateRequest {
        Objects.requireNonNull(commonName, "commonName");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(notAfter, "notAfter");
        Objects.requireNonNull(usage, "usage");
    }
}
