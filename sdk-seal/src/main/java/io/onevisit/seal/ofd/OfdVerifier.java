package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Reading;
import io.onevisit.seal.internal.XmlReader;
import io.onevisit.seal.internal.ZipReader;
import java.util.ArrayList;
import java.util.Collection;
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
    private static final int MAX_NAMES_SHOWN = 10;

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
        checkNone(checks, OfdRules.UNLISTED, descriptionsAmong(content, document));
        Set<String> bare = new TreeSet<>(content);
        List<SealSignature> signatures = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            SignatureCheck one = each.get(i);
            one.verify(seals, content).ifPresent(signatures::add);
            checks.addAll("signature " + (i + 1), one.checks());
            bare.removeAll(one.protectedFiles());
        }
        checkNone(checks, OfdRules.COVERAGE, bare);
        return signatures;
    }

    /** What is left of a signature that was dropped from the list. */
    private static List<String> descriptionsAmong(Set<String> content, OfdStructure document) {
        return content.stream()
                .filter(path -> XmlReader.hasRoot(document.file(path), "Signature"))
                .toList();
    }

    /** Records that none of {@code files} is at fault, or which are. */
    static void checkNone(Checks checks, Rule rule, Collection<String> files) {
        String names = String.join(", ", files.stream().limit(MAX_NAMES_SHOWN).toList());
        checks.that(rule, files.isEmpty(), null, files.isEmpty() ? null : files.size() + " files: " + names);
    }
}
