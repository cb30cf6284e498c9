package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.PreparedSignature;
import io.onevisit.seal.internal.ZipWriter;
import java.util.Map;

/**
 * A document that waits for the signer's value (待签章文档): seal, stamps and digests are in it already. Comes from
 * {@link OfdSigner#prepare} or, out of storage, from {@link OfdSigner#resume}. Immutable and thread-safe.
 */
public final class PreparedDocument {
    private final OfdVerifier verifier;
    private final OfdContainer document;
    private final Map<String, Bytes> added;
    private final String valuePath;
    private final PreparedSignature signature;

    /**
     * @param document whose files stay as they are
     * @param added files that take the place of its own or follow them
     */
    PreparedDocument(
            OfdVerifier verifier,
            OfdContainer document,
            Map<String, Bytes> added,
            String valuePath,
            PreparedSignature signature) {
        this.verifier = verifier;
        this.document = document;
        this.added = added;
        this.valuePath = valuePath;
        this.signature = signature;
    }

    /** The message for a key that hashes what it signs, as {@code SigningKey} does. */
    public Bytes toBeSigned() {
        return signature.toBeSigned();
    }

    /**
     * What a key signs that takes a digest, 32 octets. It depends on every file of the document, the seal, the stamps,
     * the time and the signer; keep it apart from {@link #encoded} to have {@link OfdSigner#resume} see any change.
     */
    public Bytes digest() {
        return signature.digest();
    }

    /** The certificate whose key has to sign. */
    public Certificate signer() {
        return signature.signer();
    }

    /** This in octets, to be kept until the value is there; holds no secret and is no signed document. */
    public Bytes encoded() {
        return ZipWriter.pack(with(signature.encoded()));
    }

    /**
     * Puts the value in. Verifies the whole document.
     *
     * @param value 64 octets, r then s, or {@code SEQUENCE { r, s }} in DER
     * @return the document with the seal on it
     * @throws MalformedMessageException when {@code value} is neither
     * @throws VerificationFailedException when this is not the signer's value, or the document would not pass now
     */
    public Bytes embed(byte[] value) {
        Require.present(value, "signature value");
        Bytes signed = ZipWriter.pack(with(signature.complete(value).encoded()));
        verifier.verify(signed.toArray()).orThrow();
        return signed;
    }

    private Map<String, ZipWriter.Content> with(Bytes value) {
        Map<String, ZipWriter.Content> all = document.contents();
        added.forEach((path, content) -> all.put(path, ZipWriter.of(content)));
        all.put(valuePath, ZipWriter.of(value));
        return all;
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "prepared document, " + document.names().size() + " files";
    }
}
