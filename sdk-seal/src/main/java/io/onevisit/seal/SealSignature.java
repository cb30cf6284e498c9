package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.List;

/**
 * What signing with a seal leaves (电子签章数据), {@code SES_Signature} of GB/T 38540-2020, 7.1: the seal, the time and the
 * digest of the document under the signer's signature. One from outside comes from
 * {@link SealVerifier#verify(byte[], byte[])}. Immutable and thread-safe.
 */
public final class SealSignature {
    static final String FORMAT = "seal signature";

    static final int MAX_OCTETS = 8 * 1024 * 1024;
    private static final int MAX_PROPERTY = 1024;

    private final Bytes encoded;
    private final Bytes signedPart;
    private final Content content;
    private final Certificate signer;
    private final String algorithm;
    private final Bytes signature;
    private final boolean timeStamped;

    private SealSignature(
            Bytes encoded,
            Bytes signedPart,
            Content content,
            Certificate signer,
            String algorithm,
            Bytes signature,
            boolean timeStamped) {
        this.encoded = encoded;
        this.signedPart = signedPart;
        this.content = content;
        this.signer = signer;
        this.algorithm = algorithm;
        this.signature = signature;
        this.timeStamped = timeStamped;
    }

    /** {@code TBS_Sign}: all that the signer signs. */
    record Content(Seal seal, Instant signedAt, Bytes dataHash, String propertyInfo, List<Extension> extensions) {

        static Content read(DerReader content) {
            SealInfo.requireVersion(FORMAT, content.integer(Integer.MAX_VALUE));
            Content read = new Content(
                    Seal.read(content.sequence()),
                    content.generalizedTime(),
                    Bytes.of(content.bitString()),
                    content.ia5String(MAX_PROPERTY),
                    extensions(content));
            content.end();
            return read;
        }

        private static List<Extension> extensions(DerReader content) {
            if (!content.hasNext()) {
                return List.of();
            }
            DerReader tagged = content.tagged0();
            List<Extension> extensions = Extension.readAll(FORMAT, tagged.sequence());
            tagged.end();
            return extensions;
        }
    }

    /**
     * Reads a signature and believes it: nothing of it, nor of the seal inside, is verified.
     *
     * @throws MalformedMessageException when it is no signature of version 4 in DER, at most 8 MiB
     */
    public static SealSignature readWithoutVerification(byte[] der) {
        DerReader whole = DerReader.ofSequence(FORMAT, Require.present(der, "seal signature"), MAX_OCTETS);
        DerReader toSign = whole.sequence();
        Content content = Content.read(toSign);
        Certificate signer = Certificate.parse(whole.octetString());
        String algorithm = whole.objectIdentifier();
        byte[] signature = whole.bitString();
        boolean timeStamped = whole.hasNext();
        if (timeStamped) {
            DerReader tagged = whole.tagged0();
            tagged.bitString();
            tagged.end();
        }
        whole.end();
        return new SealSignature(
                whole.original(), toSign.original(), content, signer, algorithm, Bytes.of(signature), timeStamped);
    }

    /** The original octets. */
    public Bytes encoded() {
        return encoded;
    }

    /** The version of the structure: 4. */
    public int version() {
        return SealInfo.VERSION;
    }

    /** The seal that was signed with. */
    public Seal seal() {
        return content.seal();
    }

    /** When it was signed, as the signer says: version 4 has no time stamp that proves it. */
    public Instant signedAt() {
        return content.signedAt();
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
        return signer;
    }

    List<Extension> extensions() {
        return content.extensions();
    }

    /** {@code toSign} as it came: what the signer's signature is over. */
    Bytes signedPart() {
        return signedPart;
    }

    String algorithm() {
        return algorithm;
    }

    Bytes signature() {
        return signature;
    }

    boolean timeStamped() {
        return timeStamped;
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
