package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import io.onevisit.core.internal.crypto.SignedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A digital signature without a seal (数字签名), {@code SignedData} of GB/T 35275-2017, clause 8: one signer, who is named
 * by issuer and serial number and whose certificate is inside. An OFD document has it where a signature is of type
 * {@code Sign} (GM/T 0099-2020, 7.2.2). The frame may be in BER, since no signature covers it; revocation lists inside
 * and unsigned attributes are passed over. One from outside comes from
 * {@link SealVerifier#verifyPlain(byte[], byte[])}. Immutable and thread-safe.
 */
public final class PlainSignature {
    static final String FORMAT = "plain signature";

    private static final int MAX_OCTETS = 8 * 1024 * 1024;

    private final Bytes encoded;
    private final SignedMessage message;
    private final Certificate signer;
    private final Optional<Instant> signedAt;

    private PlainSignature(Bytes encoded, SignedMessage message) {
        this.encoded = encoded;
        this.message = message;
        this.signer = signer(message);
        this.signedAt = message.signingTime();
    }

    /**
     * Reads a signature and believes it: neither what was signed nor the certificate is looked at.
     *
     * @param ber at most 8 MiB
     * @throws MalformedMessageException when it is no SignedData of version 1 with one signer whose certificate is inside
     */
    public static PlainSignature readWithoutVerification(byte[] ber) {
        return read(Require.present(ber, "plain signature"), Certificate::parse);
    }

    static PlainSignature read(byte[] ber, Function<byte[], Certificate> certificates) {
        return Asn1.read(
                FORMAT,
                () -> new PlainSignature(Bytes.of(ber), SignedMessage.parse(FORMAT, ber, MAX_OCTETS, certificates)));
    }

    private static Certificate signer(SignedMessage message) {
        if (!message.isVersionOne()) {
            throw new MalformedMessageException(FORMAT, "is not of version 1");
        }
        if (!message.namesCertificate()) {
            throw new MalformedMessageException(FORMAT, "names its signer by another thing than a certificate");
        }
        List<Certificate> named = message.certificates().stream()
                .filter(message::mayBeSignedWith)
                .distinct()
                .toList();
        if (named.size() != 1) {
            throw new MalformedMessageException(FORMAT, "does not hold the one certificate that its signer names");
        }
        return named.get(0);
    }

    /** The original octets. */
    public Bytes encoded() {
        return encoded;
    }

    /** The certificate of who signed (签名者证书). */
    public Certificate signer() {
        return signer;
    }

    /** Every certificate inside, the signer's among them. */
    public List<Certificate> certificates() {
        return message.certificates();
    }

    /** When it was signed, as the signer says in the signed attributes, if so. */
    public Optional<Instant> signedAt() {
        return signedAt;
    }

    SignedMessage message() {
        return message;
    }

    /** What the signature is about when {@code data} was signed: the content inside or, where there is none, the data. */
    byte[] content(byte[] data) {
        return message.content().orElse(data);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlainSignature that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** The signer's serial number only. */
    @Override
    public String toString() {
        return "signature with " + signer;
    }
}
