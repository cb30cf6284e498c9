package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * An electronic seal (电子印章), {@code SESeal} of GB/T 38540-2020, 6.1: a picture, a name and who may sign with it, bound
 * together by the maker's signature. Kept with its original octets. A seal from outside comes from
 * {@link SealVerifier#verify(byte[])}. Immutable and thread-safe.
 */
public final class Seal {
    static final String FORMAT = "seal";
    static final int MAX_OCTETS = 4 * 1024 * 1024;

    private final Bytes encoded;
    private final Bytes signedPart;
    private final SealInfo info;
    private final Certificate maker;
    private final String algorithm;
    private final Bytes signature;

    private Seal(Bytes encoded, Bytes signedPart, SealInfo info, Certificate maker, String algorithm, Bytes signature) {
        this.encoded = encoded;
        this.signedPart = signedPart;
        this.info = info;
        this.maker = maker;
        this.algorithm = algorithm;
        this.signature = signature;
    }

    /**
     * Reads a seal and believes it: neither the maker's signature nor its certificate is looked at.
     *
     * @throws MalformedMessageException when it is no seal of version 4 in DER, at most 4 MiB
     */
    public static Seal readWithoutVerification(byte[] der) {
        return read(DerReader.ofSequence(FORMAT, Require.present(der, "seal"), MAX_OCTETS));
    }

    static Seal read(DerReader seal) {
        DerReader info = seal.sequence();
        SealInfo content = SealInfo.read(info);
        Certificate maker = Certificate.parse(seal.octetString());
        String algorithm = seal.objectIdentifier();
        byte[] signature = seal.bitString();
        seal.end();
        return new Seal(seal.original(), info.original(), content, maker, algorithm, Bytes.of(signature));
    }

    /** The original octets. */
    public Bytes encoded() {
        return encoded;
    }

    /** The version of the structure: 4. */
    public int version() {
        return SealInfo.VERSION;
    }

    /** The vendor whose software made it, {@code Vid}. */
    public String vendor() {
        return info.vendor();
    }

    /** What tells this seal from every other, {@code esID} (印章标识). */
    public String id() {
        return info.id();
    }

    /** The type of seal (印章类型); who runs the seals defines the numbers. */
    public int type() {
        return info.type();
    }

    /** The name of the seal (印章名称): mostly that of its owner. */
    public String name() {
        return info.name();
    }

    /** Who may sign with it. */
    public SignerList signers() {
        return info.signers();
    }

    /** When it was made. */
    public Instant created() {
        return info.created();
    }

    /** The first moment of validity. */
    public Instant validFrom() {
        return info.validFrom();
    }

    /** The last moment of validity. */
    public Instant validUntil() {
        return info.validUntil();
    }

    /** What it looks like. */
    public SealPicture picture() {
        return info.picture();
    }

    /** The certificate of who made it (制章者证书). */
    public Certificate maker() {
        return maker;
    }

    SealInfo info() {
        return info;
    }

    /** {@code eSealInfo} as it came: what the maker's signature is over. */
    Bytes signedPart() {
        return signedPart;
    }

    String algorithm() {
        return algorithm;
    }

    Bytes signature() {
        return signature;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seal that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** The id only. */
    @Override
    public String toString() {
        return "seal " + id();
    }
}
