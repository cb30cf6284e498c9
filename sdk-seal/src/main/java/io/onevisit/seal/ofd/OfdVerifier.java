package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Verifies sealed OFD documents whole (核验版式文件), GB/T 33190-2016 clause 18: the container, the seals, and that nothing
 * in the document is without their protection. Every signature must pass and protect every file of the document; a
 * document without a seal fails. Several bodies, versions and signatures without a seal are refused.
 *
 * <p>Immutable and thread-safe when the seal verifier is.
 */
public final class OfdVerifier {
    private final SealVerifier seals;

    /** A verifier of documents under the policy of {@code seals}. */
    public OfdVerifier(SealVerifier seals) {
        this.seals = Require.present(seals, "seal verifier");
    }

    /** Verifies a document and every seal on it. */
    public Report<OfdDocument> verify(byte[] ofd) {
        Require.present(ofd, "document");
        Checks checks = new Checks();
        Optional<OfdStructure> structure = Reading.attempt(checks, OfdRules.CONTAINER, () -> ZipReader.read(ofd))
                .flatMap(files -> Reading.attempt(checks, OfdRules.STRUCTURE, () -> sound(files)));
        Optional<SignatureList> list = structure.flatMap(
                found -> Reading.attempt(checks, OfdRules.SIGNATURE_LIST, () -> SignatureList.read(found)));
        if (structure.isEmpty() || list.isEmpty()) {
            return checks.report(null);
        }
        List<SealSignature> signatures = checkSignatures(checks, structure.get(), list.get());
        return checks.report(checks.passing() ? structure.get().document(signatures) : null);
    }

    private static OfdStructure sound(Map<String, Bytes> files) {
        OfdStructure structure = OfdStructure.read(files);
        structure.document(List.of());
        return structure;
    }

    private List<SealSignature> checkSignatures(Checks checks, OfdStructure document, SignatureList list) {
        checks.that(OfdRules.SIGNED, !list.entries().isEmpty());
        List<SignatureCheck> each = list.entries().stream()
                .map(entry -> new SignatureCheck(document, entry))
                .toList();
        Set<String> content = new TreeSet<>(document.files().keySet());
        document.signatureList().ifPresent(content::remove);
        each.forEach(one -> content.removeAll(one.ownFiles()));
        Set<String> bare = new TreeSet<>(content);
        List<SealSignature> signatures = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            SignatureCheck one = each.get(i);
            one.verify(seals, content).ifPresent(signatures::add);
            checks.addAll("signature " + (i + 1), one.checks());
            bare.removeAll(one.protectedFiles());
        }
        SignatureCheck.checkNone(checks, OfdRules.COVERAGE, bare);
        return signatures;
    }
}
