package io.onevisit.core.crypto;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * What a certificate's key is to be used for (密钥用途), RFC 5280 sections 4.2.1.3 and 4.2.1.12. Where a certificate has
 * no such extension, the key may be used for anything but time stamps, OCSP and certificates.
 */
public enum KeyUse {
    /**
     * Signs documents, seals, licences or messages: digitalSignature or nonRepudiation. An extended key usage must name a
     * purpose that goes with it, so the certificate of a web server or a time-stamping authority signs no document.
     */
    DIGITAL_SIGNATURE {
        @Override
        boolean isAllowedBy(CertificateExtensions extensions) {
            return signs(extensions) && extensions.allowsAnyOf(DOCUMENT_PURPOSES);
        }
    },
    /** Signs certificates: an authority with keyCertSign. */
    CERTIFICATE_SIGNING {
        @Override
        boolean isAllowedBy(CertificateExtensions extensions) {
            return extensions.authority() && extensions.allows(KeyUsage.keyCertSign);
        }
    },
    /** A TLS server proves itself with it: digitalSignature, and id-kp-serverAuth where purposes are named, RFC 8446 4.4.2.2. */
    TLS_SERVER {
        @Override
        boolean isAllowedBy(CertificateExtensions extensions) {
            return extensions.allows(KeyUsage.digitalSignature) && extensions.allowsAnyOf(SERVER_PURPOSES);
        }
    },
    /** Signs time stamps: id-kp-timeStamping, critical and alone, RFC 3161 section 2.3. */
    TIME_STAMPING {
        @Override
        boolean isAllowedBy(CertificateExtensions extensions) {
            return signs(extensions)
                    && extensions.critical().contains(Extension.extendedKeyUsage)
                    && extensions.purposes().equals(Optional.of(Set.of(KeyPurposeId.id_kp_timeStamping)));
        }
    },
    /** Signs answers about revocation for its issuer: id-kp-OCSPSigning, RFC 6960 section 4.2.2.2. */
    OCSP_SIGNING {
        @Override
        boolean isAllowedBy(CertificateExtensions extensions) {
            return signs(extensions)
                    && extensions.purposes().isPresent()
                    && extensions.allowsAnyOf(Set.of(KeyPurposeId.id_kp_OCSPSigning));
        }
    };

    /** RFC 9336 and what authorities wrote before there was a purpose for documents. */
    private static final Set<KeyPurposeId> DOCUMENT_PURPOSES = Set.of(
            KeyPurposeId.anyExtendedKeyUsage,
            KeyPurposeId.id_kp_emailProtection,
            KeyPurposeId.id_kp_clientAuth,
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36")),
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.4.1.311.10.3.12")));

    private static final Set<KeyPurposeId> SERVER_PURPOSES =
            Set.of(KeyPurposeId.anyExtendedKeyUsage, KeyPurposeId.id_kp_serverAuth);

    abstract boolean isAllowedBy(CertificateExtensions extensions);

    private static boolean signs(CertificateExtensions extensions) {
        return extensions.allows(KeyUsage.digitalSignature) || extensions.allows(KeyUsage.nonRepudiation);
    }
}
