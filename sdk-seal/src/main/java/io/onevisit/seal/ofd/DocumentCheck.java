package io.onevisit.seal.ofd;

import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Checks;
import io.onevisit.seal.Deviation;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The verification of an opened document: the signatures of each body, and what they leave open. For one thread. */
final class DocumentCheck {
    private final DeviationChecks checks;
    private final SealVerifier seals;
    private final OfdContainer container;
    private final List<OfdStructure> bodies;

    /** Goes on from the checks that opening the document made. */
    DocumentCheck(Checks opening, SealVerifier seals, OfdContainer container, List<OfdStructure> bodies) {
        this.checks = new DeviationChecks(seals.profile());
        checks.all().addAll("", opening.report(null).checks());
        this.seals = seals;
        this.container = container;
        this.bodies = bodies;
    }

    /** A body with the signatures that its list names. */
    private record Signed(OfdStructure body, String where, List<SignatureCheck> signatures) {
        String whereOf(int signature) {
            return where.isEmpty() ? "signature " + signature : where + " / signature " + signature;
        }
    }

    Report<OfdDocument> report() {
        List<Signed> signed = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            signatures(bodies.get(i), bodies.size() == 1 ? "" : "body " + (i + 1))
                    .ifPresent(signed::add);
        }
        if (signed.size() < bodies.size()) {
            return checks.all().report(null);
        }
        Set<String> content = content(signed);
        checks.none(OfdRules.UNLISTED, descriptionsAmong(content));
        List<OfdBody> verified =
                signed.stream().map(body -> verify(body, content)).toList();
        checkCoverage(signed, content);
        return checks.all().report(checks.all().passing() ? new OfdDocument(container, verified) : null);
    }

    private Optional<Signed> signatures(OfdStructure body, String where) {
        Checks ofBody = new Checks();
        Set<Deviation> met = EnumSet.noneOf(Deviation.class);
        Optional<SignatureList> list =
                Reading.attempt(ofBody, OfdRules.SIGNATURE_LIST, () -> SignatureList.read(body, met));
        list.ifPresent(found -> ofBody.that(OfdRules.SIGNED, !found.entries().isEmpty()));
        checks.all().addAll(where, ofBody.report(null).checks());
        return list.map(found -> new Signed(
                body,
                where,
                found.entries().stream()
                        .map(entry -> new SignatureCheck(seals, body, entry, met))
                        .toList()));
    }

    /** Everything but the files of the signatures themselves; nothing that is shown is taken for one of those. */
    private Set<String> content(List<Signed> signed) {
        Set<String> own = new HashSet<>();
        for (Signed one : signed) {
            one.body.signatureList().ifPresent(own::add);
            one.signatures.forEach(signature -> own.addAll(signature.ownFiles()));
        }
        bodies.forEach(body -> own.removeAll(body.reached()));
        Set<String> content = new TreeSet<>(container.names());
        content.removeAll(own);
        return content;
    }

    /** What is left of a signature that was dropped from the list. */
    private List<String> descriptionsAmong(Set<String> content) {
        return content.stream()
                .filter(path -> container.hasRoot(path, "Signature"))
                .toList();
    }

    private OfdBody verify(Signed signed, Set<String> content) {
        Set<String> needed = new TreeSet<>(content);
        bodies.stream()
                .filter(body -> body != signed.body)
                .forEach(other -> needed.removeIf(path ->
                        other.reached().contains(path) && !signed.body.reached().contains(path)));
        List<SealSignature> passed = new ArrayList<>();
        for (int i = 0; i < signed.signatures.size(); i++) {
            SignatureCheck one = signed.signatures.get(i);
            one.verify(needed, protectedBy(signed.signatures.subList(i + 1, signed.signatures.size())))
                    .ifPresent(passed::add);
            checks.all().addAll(signed.whereOf(i + 1), one.checks());
        }
        checkOverlaps(signed.signatures);
        return new OfdBody(signed.body, passed);
    }

    /** F7: what nobody would notice when it changed. */
    private void checkCoverage(List<Signed> signed, Set<String> content) {
        Set<String> bare = new TreeSet<>(content);
        signed.forEach(one -> bare.removeAll(protectedBy(one.signatures)));
        Set<String> exposed = new TreeSet<>();
        bodies.forEach(body -> exposed.addAll(body.reached()));
        exposed.retainAll(bare);
        checks.none(OfdRules.COVERAGE, Deviation.FILES_LEFT_OUT, bare, exposed);
    }

    private static Set<String> protectedBy(Collection<SignatureCheck> signatures) {
        Set<String> files = new HashSet<>();
        signatures.forEach(signature -> files.addAll(signature.protectedFiles()));
        return files;
    }

    /** A stamp over another hides it. Both were signed so, hence a remark only. */
    private void checkOverlaps(List<SignatureCheck> signatures) {
        List<SignatureFile.Stamp> before = new ArrayList<>();
        for (SignatureCheck signature : signatures) {
            boolean over = signature.stamps().stream()
                    .anyMatch(stamp -> before.stream().anyMatch(stamp::overlaps));
            if (over) {
                checks.all().note(OfdRules.STAMP_OVER_ANOTHER, Verdict.FAILED, null);
            }
            before.addAll(signature.stamps());
        }
    }
}
