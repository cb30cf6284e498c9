package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What signing with a seal leaves (电子签章数据), {@code SES_Signature} of GM/T 0031-2014, GB/T 38540-2020 or GM/T
 * 0031-2025: the seal, the time and the digest of the document under the signer's signature. One from outside comes from
 * {@link SealVerifier#verify(byte[], byte[])}. Immutable and thread-safe.
 */
public final class SealSignature {
    static final String FORMAT = "seal signature";
    static final int MAX_OCTETS = 8 * 1024 * 1024;
    static final int MAX_PROPERTY = 1024;

    private final Bytes encoded;
    private final Content content;
    private final SignInfo signInfo;
    private final @Nullable Bytes timeStamp;
    private final Set<Deviation> deviations;

    private SealSignature(DerReader whole, Content content, SignInfo signInfo, @Nullable Bytes timeStamp) {
        this.encoded = whole.original();
        this.content = content;
        this.signInfo = signInfo;
        this.timeStamp = timeStamp;
        this.deviations = whole.deviations();
    }

    /**
     * {@code TBS_Sign} but for what its version has after it.
     *
     * @param endOfSeal after how many octets the seal ends
     */
    private record Content(
            Seal seal,
            int endOfSeal,
            SigningTime time,
            Bytes dataHash,
            String propertyInfo,
            List<Extension> extensions) {

        static Content read(DerReader content, Function<DerReader, Seal> seals) {
            SealVersion version = SealVersion.read(FORMAT, content);
            Seal seal = seals.apply(content.sequence(Seal.FORMAT));
            int endOfSeal = content.taken();
            if (seal.version() != version) {
                throw new MalformedMessageException(FORMAT, "is of another version than its seal");
            }
            return new Content(
                    seal,
                    endOfSeal,
                    version.layout().readSigningTime(content),
                    Bytes.of(content.bitString()),
                    content.ia5String(MAX_PROPERTY),
                    version.layout().readExtensions(content));
        }
    }

    /**
     * Reads a signature and believes it: nothing of it, nor of the seal inside, is verified.
     *
     * @throws MalformedMessageException when it is no signature of version 1 to 5 in DER, at most 8 MiB, or of another
     *     version than its seal
     */
    public static SealSignature readWithoutVerification(byte[] der) {
        return read(der, Certificate::parse, Seal::read);
    }

    /** The same, where {@code certificates} parses the certificates inside and {@code seals} reads the seal. */
    static SealSignature read(byte[] der, Function<byte[], Certificate> certificates, Function<DerReader, Seal> seals) {
        DerReader whole =
                DerReader.ofSequence(FORMAT, Require.present(der, "seal signature"), MAX_OCTETS, certificates);
        DerReader toSign = whole.sequence();
        Content content = Content.read(toSign, seals);
        SealVersion version = content.seal().version();
        SignInfo signInfo = version.layout().readSignature(toSign, whole);
        toSign.end();
        Bytes timeStamp = version.stampsSignatures() ? SignInfo.readTimeStamp(whole) : null;
        whole.end();
        return new SealSignature(whole, content, signInfo, timeStamp);
    }

    /** The original octets. */
    public Bytes encoded() {
        return encoded;
    }

    /** The version of the structure, which is its seal's. */
    public SealVersion version() {
        return seal().version();
    }

    /** The seal that was signed with. */
    public Seal seal() {
        return content.seal();
    }

    /** When it was signed, as the signer says; only a time stamp proves it. */
    public Instant signedAt() {
        return content.time().instant();
    }

    /** SM3 over what was signed, 32 octets. */
    public Bytes dataHash() {
        return content.dataHash();
    }

    /** What was signed, {@code propertyInfo} (原文属性): in an OFD document the path of {@code Signature.xml}. */
    public String propertyInfo() {
        return content.propertyInfo();
    }

    /** The certificate of who signed (签章者证书). */
    public Certificate signer() {
        return signInfo.signer();
    }

    /** What vendors add of their own. */
    public List<Extension> extensions() {
        return content.extensions();
    }

    /** True when a time stamp is on it, verified or not. */
    public boolean timeStamped() {
        return timeStamp != null;
    }

    SigningTime time() {
        return content.time();
    }

    /** The signer's signature. */
    SignInfo signInfo() {
        return signInfo;
    }

    /**
     * Up to where what is signed is the seal and its version before it, the same in each signature with the seal
     * whose {@code TBS_Sign} is as long.
     */
    int endOfSeal() {
        return content.endOfSeal();
    }

    /** The time stamp on the signer's signature, unread; null when there is none. */
    @Nullable
    Bytes timeStamp() {
        return timeStamp;
    }

    /** In what its form, apart from the seal's, is not as the standard has it. */
    Set<Deviation> deviations() {
        return deviations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealSignature that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** The seal's id only. */
    @Override
    public String toString() {
        return "signature with " + seal();
    }
}
