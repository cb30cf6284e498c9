package io.onevisit.seal;

import io.onevisit.core.Report;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Require;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/**
 * Makes seals (制章), GB/T 38540-2020, 6.2, of version 4. What it makes has passed its own verifier. Immutable and
 * thread-safe when the maker's key is.
 */
public final class SealMaker {
    private final String vendor;
    private final SigningKey key;
    private final SealVerifier verifier;

    /**
     * A maker.
     *
     * @param vendor whose software this is, {@code Vid}: 1 to 128 printable ASCII characters without space
     * @param key the maker's SM2 key, with its certificate
     * @param verifier the policy that every seal made here must pass; its clock gives the time of making
     */
    public SealMaker(String vendor, SigningKey key, SealVerifier verifier) {
        Require.that(
                SealRequest.PRINTABLE.matcher(Require.present(vendor, "vendor")).matches(),
                "vendor",
                "must be printable ASCII");
        this.vendor = vendor;
        this.key = requireCertified(key);
        this.verifier = Require.present(verifier, "verifier");
    }

    static SigningKey requireCertified(SigningKey key) {
        Require.that(
                Require.present(key, "signing key").algorithm() == SignatureAlgorithm.SM2,
                "signing key",
                "must be SM2");
        Require.that(!key.certificates().isEmpty(), "signing key", "must come with its certificate");
        return key;
    }

    /**
     * Makes the seal that {@code request} describes.
     *
     * @throws VerificationFailedException when the maker's certificate is not good now, or the seal would not pass
     * @throws io.onevisit.core.PlatformUnreachableException when a remote signer gives no answer
     */
    public Seal make(SealRequest request) {
        Require.present(request, "request");
        Certificate maker = key.certificates().get(0);
        verifier.validateNow(maker).orThrow();
        SealInfo info = new SealInfo(
                vendor,
                request.id(),
                request.type(),
                request.name(),
                request.signers(),
                verifier.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                request.validFrom(),
                request.validUntil(),
                request.picture(),
                List.of());
        Report<Seal> made = verifier.verify(signed(info.toAsn1(), key));
        return made.orThrow();
    }

    /** {@code SEQUENCE { content, cert, algorithm, value }}: the frame that seals and signatures share. */
    static byte[] signed(ASN1Encodable content, SigningKey key) {
        try {
            byte[] signature = Sm2Value.toDer(key.sign(content.toASN1Primitive().getEncoded("DER")));
            return new DERSequence(new ASN1Encodable[] {
                        content,
                        new DEROctetString(key.certificates().get(0).encoded().toArray()),
                        new ASN1ObjectIdentifier(SealVerifier.SM2_WITH_SM3),
                        new DERBitString(signature)
                    })
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("what is in memory always encodes", e);
        }
    }
}
