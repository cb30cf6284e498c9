package io.onevisit.seal.ofd;

import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Checks;
import io.onevisit.seal.Deviation;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Reading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The verification of an opened document: the signatures of each body, and what they leave open. For one thread. */
final class DocumentCheck {
    private final DeviationChecks checks;
    private final SealVerifier seals;
    private final OfdContainer container;
    private final List<OfdStructure> bodies;
    private final boolean sealed;

    /** Goes on from the checks that opening the document made. */
    DocumentCheck(
            Checks opening, SealVerifier seals, OfdContainer container, List<OfdStructure> bodies, boolean sealed) {
        this.checks = new DeviationChecks(seals.profile());
        checks.all().addAll("", opening.report(null).checks());
        this.seals = seals;
        this.container = container;
        this.bodies = bodies;
        this.sealed = sealed;
    }

    /** A body with the signatures that its list names. */
    private record Signed(OfdStructure body, String where, List<OfdSignatureCheck> signatures) {
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
        OfdCoverage coverage = coverage(signed, checkEntries(ownFiles(signed)));
        Set<String> content = new TreeSet<>(container.names());
        content.removeAll(coverage.signatureFiles());
        checks.none(OfdRules.UNLISTED, descriptionsAmong(content));
        List<OfdBody> verified =
                signed.stream().map(body -> verify(body, content)).toList();
        checks.none(OfdRules.COVERAGE, Deviation.FILES_LEFT_OUT, coverage.unprotected(), coverage.exposed());
        return checks.all().report(checks.all().passing() ? new OfdDocument(container, verified) : null);
    }

    private Optional<Signed> signatures(OfdStructure body, String where) {
        Checks ofBody = new Checks();
        Set<Deviation> met = EnumSet.noneOf(Deviation.class);
        Optional<SignatureList> list =
                Reading.attempt(ofBody, OfdRules.SIGNATURE_LIST, () -> SignatureList.read(body, met));
        list.ifPresent(found ->
                ofBody.that(OfdRules.SIGNED, found.entries().stream().anyMatch(entry -> entry.isSeal() || !sealed)));
        checks.all().addAll(where, ofBody.report(null).checks());
        return list.map(found -> new Signed(
                body,
                where,
                found.entries().stream()
                        .map(entry -> new OfdSignatureCheck(seals, body, entry, met))
                        .toList()));
    }

    private static Set<String> ownFiles(List<Signed> signed) {
        Set<String> own = new HashSet<>();
        for (Signed one : signed) {
            one.body.signatureList().ifPresent(own::add);
            one.signatures.forEach(signature -> own.addAll(signature.ownFiles()));
        }
        return own;
    }

    /**
     * F10: where a document lists its files under a signature of their own, no file may be beside the list. The signature
     * over the list is judged as of the time in it, else as of now: nothing beside it tells another.
     *
     * @param own the files of the signatures
     * @return these, with the files of the list
     */
    private Set<String> checkEntries(Set<String> own) {
        if (!container.has(OfdEntries.PATH)) {
            return own;
        }
        Set<String> all = new HashSet<>(own);
        Reading.attempt(checks.all(), OfdRules.ENTRIES, () -> OfdEntries.read(container))
                .ifPresent(entries -> {
                    all.addAll(entries.ownFiles());
                    checkListed(entries, all);
                });
        return all;
    }

    private void checkListed(OfdEntries entries, Set<String> own) {
        Set<String> smuggled = new TreeSet<>(container.names());
        smuggled.removeAll(entries.files());
        smuggled.removeAll(own);
        checks.none(OfdRules.ENTRIES_COMPLETE, smuggled);
        byte[] list = container.file(OfdEntries.PATH).toArray();
        checks.all()
                .addAll(
                        OfdEntries.PATH,
                        seals.verifyPlain(entries.value().toArray(), list).checks());
    }

    private OfdCoverage coverage(List<Signed> signed, Set<String> own) {
        Map<String, Set<String>> protectedFiles = new HashMap<>();
        signed.stream()
                .flatMap(body -> body.signatures.stream())
                .forEach(signature -> protectedFiles.put(signature.path(), signature.protectedFiles()));
        return OfdCoverage.of(container, bodies, protectedFiles, own);
    }

    /** What is left of a signature that was dropped from the list; the entrance has been read as what it is. */
    private List<String> descriptionsAmong(Set<String> content) {
        return content.stream()
                .filter(path -> !path.equals(OfdStructure.ENTRANCE))
                .filter(path -> container.hasRoot(path, "Signature"))
                .toList();
    }

    private OfdBody verify(Signed signed, Set<String> content) {
        Set<String> needed = new TreeSet<>(content);
        bodies.stream()
                .filter(body -> body != signed.body)
                .forEach(other -> needed.removeIf(path ->
                        other.reached().contains(path) && !signed.body.reached().contains(path)));
        List<OfdSignatureCheck> signatures = signed.signatures;
        for (int i = 0; i < signatures.size(); i++) {
            OfdSignatureCheck one = signatures.get(i);
            one.verify(needed);
            checks.all().addAll(signed.whereOf(i + 1), one.checks());
        }
        checkOverlaps(signatures);
        return new OfdBody(
                signed.body,
                signatures.stream().flatMap(one -> one.seal().stream()).toList(),
                signatures.stream().flatMap(one -> one.plain().stream()).toList());
    }

    /** A stamp over another hides it. Both were signed so, hence a remark only. */
    private void checkOverlaps(List<OfdSignatureCheck> signatures) {
        List<SignatureFile.Stamp> before = new ArrayList<>();
        for (OfdSignatureCheck signature : signatures) {
            boolean over = signature.stamps().stream()
                    .anyMatch(stamp -> before.stream().anyMatch(stamp::overlaps));
            if (over) {
                checks.all().note(OfdRules.STAMP_OVER_ANOTHER, Verdict.FAILED, null);
            }
            before.addAll(signature.stamps());
        }
    }
}
