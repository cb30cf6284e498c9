package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.PreparedSignature;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Sm2Algorithm;
import io.onevisit.seal.internal.XmlWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Seals OFD documents (签章), GB/T 33190-2016 clause 18, at once with a key at hand or in two steps (分步签章) with one
 * elsewhere. Each signature protects every file of the document, those of earlier signatures among them, none of which
 * changes; only the list of signatures stays open, so that another seal can follow. What comes out has passed the
 * verifier. Immutable and thread-safe.
 */
public final class OfdSigner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final SealSigner signer;
    private final OfdVerifier verifier;
    private final OfdLimits limits;

    /** A signer under the policy of {@code seals}, whose clock gives the time of signing; within the standard limits. */
    public OfdSigner(SealVerifier seals) {
        this(new SealSigner(seals), OfdLimits.standard());
    }

    /**
     * A signer whose signatures {@code signer} makes, as with time stamps, and under whose policy documents are verified.
     *
     * @param limits of the documents, before and after they are signed
     */
    public OfdSigner(SealSigner signer, OfdLimits limits) {
        this.signer = Require.present(signer, "seal signer");
        this.limits = Require.present(limits, "limits");
        this.verifier = new OfdVerifier(signer.verifier(), limits);
    }

    /**
     * Adds a signature with {@code seal} to a document.
     *
     * @param ofd the document, of one body; seals and signatures that are on it already must pass
     * @param seal the seal to be used
     * @param key the signer's SM2 key; its certificate must be in the seal's list
     * @param places where the seal is shown, 1 to 200, with 1,024 pictures and slices at most; every picture must lie
     *     within its page
     * @return the document with the seal on it
     * @throws MalformedMessageException when {@code ofd} is no OFD document within the limits, has several bodies, or has
     *     a list of signatures in its usual place that its entrance does not name
     * @throws VerificationFailedException when the seal, the signer or an earlier seal is not good, or the document is
     *     not open to further signatures
     * @throws io.onevisit.core.PlatformUnreachableException when a remote signer gives no answer
     */
    public Bytes sign(Bytes ofd, Seal seal, SigningKey key, List<StampPlace> places) {
        List<Certificate> chain = Require.present(key, "key").certificates();
        Require.that(!chain.isEmpty(), "key", "must have a certificate");
        PreparedDocument prepared = prepare(ofd, seal, chain.get(0), places);
        return prepared.embed(key.sign(prepared.toBeSigned().toArray()));
    }

    /**
     * Prepares a signature whose value is made elsewhere: all of {@link #sign} up to the use of the key.
     *
     * @param signerCertificate of who will sign, for an SM2 key; must be in the seal's list
     */
    public PreparedDocument prepare(Bytes ofd, Seal seal, Certificate signerCertificate, List<StampPlace> places) {
        Require.present(seal, "seal");
        OfdStructure document = open(Require.present(ofd, "document").toArray());
        NextSignature next = NextSignature.in(document);
        List<SignatureFile.Stamp> stamps = StampLayout.of(document, seal.picture(), places, next);
        Map<String, Bytes> added = new LinkedHashMap<>();
        added.put(OfdStructure.ENTRANCE, document.entranceNaming(next.listPath()));
        Bytes description = description(references(document, next, added), next, stamps);
        PreparedSignature signature =
                signer.prepare(seal, signerCertificate, description.toArray(), OfdPath.absolute(next.path()));
        added.put(next.path(), description);
        added.put(next.sealPath(), seal.encoded());
        added.put(next.listPath(), next.listWith(stamps.size()));
        return new PreparedDocument(verifier, document.container(), added, next.valuePath(), signature);
    }

    /**
     * Takes up what {@link #prepare} left, which storage may have changed.
     *
     * @param encoded what {@link PreparedDocument#encoded} gave
     * @param digest what {@link PreparedDocument#digest} gave: that of another document, seal, place, time or signer
     *     is refused
     * @throws MalformedMessageException when {@code encoded} is no prepared document
     * @throws VerificationFailedException when it has another digest, or as {@link #prepare} does
     */
    public PreparedDocument resume(byte[] encoded, Bytes digest) {
        Require.present(digest, "digest");
        OfdStructure document = OfdStructure.read(
                OfdContainer.open(Require.present(encoded, "prepared document").clone(), limits));
        List<SignatureList.Entry> entries = SignatureList.read(document).entries();
        if (entries.isEmpty()) {
            throw new MalformedMessageException("prepared document", "has no signature");
        }
        SignatureFile last =
                SignatureFile.read(document, entries.get(entries.size() - 1).path());
        byte[] description = document.file(last.path()).toArray();
        byte[] draft = document.file(last.valuePath()).toArray();
        PreparedSignature signature = signer.resume(draft, description);
        Checks checks = new Checks();
        checks.that(OfdRules.PREPARED, signature.digest().equals(digest));
        checks.report(signature).orThrow();
        return new PreparedDocument(verifier, document.container(), Map.of(), last.valuePath(), signature);
    }

    /** The structure of a document that can take a signature. */
    private OfdStructure open(byte[] ofd) {
        OfdStructure document = OfdStructure.read(OfdContainer.open(ofd, limits));
        List<SignatureList.Entry> earlier = SignatureList.read(document).entries();
        if (!earlier.isEmpty()) {
            verifier.verifySigned(ofd).orThrow();
        }
        String list = document.signatureList().orElse("");
        boolean closed = earlier.stream()
                .map(entry -> SignatureFile.read(document, entry.path()))
                .anyMatch(signature -> signature.references().containsKey(list));
        Checks checks = new Checks();
        checks.that(OfdRules.PERMITTED, document.permitsSignatures());
        checks.that(OfdRules.OPEN, !closed);
        checks.report(document).orThrow();
        return document;
    }

    /** The digests of every file but the list, which the next signature changes. */
    private static Map<String, Bytes> references(
            OfdStructure document, NextSignature next, Map<String, Bytes> changed) {
        Map<String, Bytes> references = new LinkedHashMap<>();
        OfdContainer container = document.container();
        container.names().forEach(path -> references.put(path, container.digest(path)));
        changed.forEach((path, content) -> references.put(path, SignatureFile.digest(content)));
        references.remove(next.listPath());
        return references;
    }

    private Bytes description(Map<String, Bytes> references, NextSignature next, List<SignatureFile.Stamp> stamps) {
        SignatureFile description = new SignatureFile(
                next.path(),
                Sm2Algorithm.WITH_SM3,
                SignatureFile.SM3,
                references,
                stamps,
                next.sealPath(),
                next.valuePath());
        String signedAt = TIME.format(signer.verifier().clock().instant());
        return XmlWriter.write(description.toXml(signedAt));
    }
}
