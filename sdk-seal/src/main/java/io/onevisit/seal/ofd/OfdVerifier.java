package io.onevisit.seal.ofd;

import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Reading;
import java.util.List;
import java.util.Optional;

/**
 * Verifies sealed OFD documents whole (核验版式文件), GB/T 33190-2016 clause 18: the container, the seals, and that nothing
 * in the document is without their protection. Every body must be signed, every signature must pass, and under every
 * profile each must itself protect the entrance and all that the pages of its body show or carry: what only a later
 * signature protects could be the later signer's work. By the strict profile it must protect every other file too; by
 * another, files that no page shows may be left out, which is noted.
 *
 * <p>The document is used where it is: beside its own octets verification needs a few MiB, whatever its size. Immutable
 * and thread-safe when the seal verifier is.
 */
public final class OfdVerifier {
    private final SealVerifier seals;
    private final OfdLimits limits;

    /** A verifier of documents under the policy of {@code seals}, within the standard limits. */
    public OfdVerifier(SealVerifier seals) {
        this(seals, OfdLimits.standard());
    }

    /** A verifier of documents under the policy and profile of {@code seals}, within {@code limits}. */
    public OfdVerifier(SealVerifier seals, OfdLimits limits) {
        this.seals = Require.present(seals, "seal verifier");
        this.limits = Require.present(limits, "limits");
    }

    /**
     * Verifies a document and every signature on it; each body must carry a seal. The document that comes out uses
     * {@code ofd} where it is.
     */
    public Report<OfdDocument> verify(byte[] ofd) {
        return verify(ofd, true);
    }

    /** As {@link #verify(byte[])}, but signatures without any seal, of type {@code Sign}, are enough. */
    public Report<OfdDocument> verifySigned(byte[] ofd) {
        return verify(ofd, false);
    }

    private Report<OfdDocument> verify(byte[] ofd, boolean sealed) {
        Require.present(ofd, "document");
        Checks checks = new Checks();
        Optional<OfdContainer> container =
                Reading.attempt(checks, OfdRules.CONTAINER, () -> OfdContainer.open(ofd, limits));
        Optional<List<OfdStructure>> bodies =
                container.flatMap(found -> Reading.attempt(checks, OfdRules.STRUCTURE, () -> sound(found)));
        return bodies.isEmpty()
                ? checks.report(null)
                : new DocumentCheck(checks, seals, container.orElseThrow(), bodies.get(), sealed).report();
    }

    private static List<OfdStructure> sound(OfdContainer container) {
        List<OfdStructure> bodies = OfdStructure.readAll(container);
        bodies.forEach(OfdBody::unverified);
        return bodies;
    }
}
