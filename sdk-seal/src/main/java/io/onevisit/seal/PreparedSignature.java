package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.internal.Require;

/**
 * What waits for the signer's value (待签章数据): everything of a signature but the value, so that a remote server, a UKey
 * or another process can make it. Comes from {@link SealSigner#prepare} or, out of storage, from
 * {@link SealSigner#resume}. Immutable and thread-safe.
 */
public final class PreparedSignature {
    private final SealSigner signer;
    private final SignatureDraft draft;
    private final Bytes data;

    PreparedSignature(SealSigner signer, SignatureDraft draft, Bytes data) {
        this.signer = signer;
        this.draft = draft;
        this.data = data;
    }

    /** {@code TBS_Sign} in DER: the message for a key that hashes what it signs, as {@code SigningKey} does. */
    public Bytes toBeSigned() {
        return draft.toBeSigned();
    }

    /**
     * SM3(ZA || {@link #toBeSigned}) for the signer's key, GB/T 32918.2 section 6.1, 32 octets: for a key that takes a
     * digest.
     */
    public Bytes digest() {
        return Bytes.of(draft.signer().key().messageDigest(toBeSigned().toArray()));
    }

    /** The certificate whose key has to sign. */
    public Certificate signer() {
        return draft.signer();
    }

    /** This in octets, to be kept until the value is there; holds no secret. */
    public Bytes encoded() {
        return draft.encoded();
    }

    /**
     * Puts the value in. Verifies the whole.
     *
     * @param value 64 octets, r then s, or {@code SEQUENCE { r, s }} in DER
     * @throws MalformedMessageException when {@code value} is neither
     * @throws VerificationFailedException when the value is not the signer's, or the whole would not pass now
     */
    public SealSignature complete(byte[] value) {
        return signer.complete(draft, Require.present(value, "signature value"), data);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PreparedSignature that && draft.equals(that.draft) && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return draft.hashCode();
    }

    /** The length only. */
    @Override
    public String toString() {
        return "prepared signature, " + toBeSigned();
    }
}
