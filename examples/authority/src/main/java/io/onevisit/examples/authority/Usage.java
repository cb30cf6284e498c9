package io.onevisit.examples.authority;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/** What a certified key is for (密钥用途): RFC 5280 section 4.2.1.3 and 4.2.1.12. */
public enum Usage {
    /** Signs documents, messages and seals: digitalSignature and nonRepudiation. */
    DIGITAL_SIGNATURE(KeyUsage.digitalSignature | KeyUsage.nonRepudiation, null),
    /** The other half of a Chinese pair of certificates: encrypts and never signs. */
    ENCRYPTION(KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement, null),
    /** Signs time stamps, RFC 3161 section 2.3: the purpose stands alone and is critical. */
    TIME_STAMPING(KeyUsage.digitalSignature | KeyUsage.nonRepudiation, KeyPurposeId.id_kp_timeStamping),
    /** Signs the authority's answers about revocation, RFC 6960 section 4.2.2.2, itself exempt from revocation. */
    OCSP_SIGNING(KeyUsage.digitalSignature, KeyPurposeId.id_kp_OCSPSigning),
    /** A TLS server; the common name becomes the subject alternative name too. */
    TLS_SERVER(KeyUsage.digitalSignature | KeyUsage.keyAgreement, KeyPurposeId.id_kp_serverAuth),
    /** A TLS client. */
    TLS_CLIENT(KeyUsage.digitalSignature | KeyUsage.keyAgreement, KeyPurposeId.id_kp_clientAuth);

    private final int bits;

    @SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle's identifiers are immutable, only not annotated
    private final @Nullable KeyPurposeId purpose;

    Usage(int bits, @Nullable KeyPurposeId purpose) {
        this.bits = bits;
        this.purpose = purpose;
    }

    KeyUsage keyUsage() {
        return new KeyUsage(bits);
    }

    Optional<KeyPurposeId> purpose() {
        return Optional.ofNullable(purpose);
    }
}
