package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The verification of one signature on a document. For one thread. */
final class SignatureCheck {
    private final Checks checks = new Checks();
    private final OfdStructure document;
    private final Optional<SignatureFile> description;

    SignatureCheck(OfdStructure document, SignatureList.Entry entry) {
        this.document = document;
        checks.that(OfdRules.SIGNATURE_TYPE, entry.isSeal());
        this.description =
                Reading.attempt(checks, OfdRules.SIGNATURE_FILE, () -> SignatureFile.read(document, entry.path()));
    }

    /** The files that make up the signature: they cannot be under its own protection, but are checked in themselves. */
    Set<String> ownFiles() {
        return description
                .map(file -> Set.copyOf(List.of(file.path(), file.sealPath(), file.valuePath())))
                .orElse(Set.of());
    }

    /** The files whose digest this signature gives, and gives right. */
    Set<String> protectedFiles() {
        Set<String> files = new TreeSet<>();
        description.map(SignatureFile::references).orElse(Map.of()).forEach((path, digest) -> {
            if (matches(path, digest)) {
                files.add(path);
            }
        });
        return files;
    }

    /** Makes every check; {@code content} is what has to be protected. The signature comes out when all passed. */
    Optional<SealSignature> verify(SealVerifier seals, Set<String> content) {
        if (description.isEmpty()) {
            return Optional.empty();
        }
        SignatureFile file = description.get();
        checkReferences(file);
        Optional<SealSignature> signature = checkValue(seals, file);
        OfdVerifier.checkNone(checks, OfdRules.COVERAGE_OF_ONE, without(content, protectedFiles()));
        checkStamps(file);
        return checks.passing() ? signature : Optional.empty();
    }

    List<Check> checks() {
        return checks.report(null).checks();
    }

    private void checkReferences(SignatureFile file) {
        checks.that(
                OfdRules.ALGORITHMS,
                file.algorithm().equals(SignatureFile.SM2_WITH_SM3)
                        && file.digest().equals(SignatureFile.SM3),
                SignatureFile.SM2_WITH_SM3 + ", " + SignatureFile.SM3,
                file.algorithm() + ", " + file.digest());
        Set<String> referred = file.references().keySet();
        checks.that(
                OfdRules.REFERENCES,
                !referred.isEmpty() && !referred.contains(file.path()) && !referred.contains(file.valuePath()));
        OfdVerifier.checkNone(checks, OfdRules.DIGESTS, without(referred, protectedFiles()));
    }

    private Optional<SealSignature> checkValue(SealVerifier seals, SignatureFile file) {
        Optional<Bytes> value = Reading.attempt(checks, OfdRules.SIGNED_VALUE, () -> document.file(file.valuePath()));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        byte[] signed = document.file(file.path()).toArray();
        Report<SealSignature> report = seals.verify(value.get().toArray(), signed);
        checks.addAll("", report.checks());
        unverified(value.get()).ifPresent(signature -> checkSurroundings(file, signature));
        return report.subject();
    }

    private static Optional<SealSignature> unverified(Bytes value) {
        try {
            return Optional.of(SealSignature.readWithoutVerification(value.toArray()));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private void checkSurroundings(SignatureFile file, SealSignature signature) {
        Bytes seal = document.files().getOrDefault(file.sealPath(), Bytes.empty());
        checks.that(OfdRules.SEAL_FILE, seal.equals(signature.seal().encoded()));
        String expected = OfdPath.absolute(file.path());
        checks.that(OfdRules.SIGNED_PATH, signature.propertyInfo().equals(expected));
    }

    private void checkStamps(SignatureFile file) {
        Reading.attempt(checks, OfdRules.STAMP, () -> {
            boolean shown = !file.stamps().isEmpty()
                    && file.stamps().stream().allMatch(stamp -> stamp.isWithin(document.paper(stamp.pageId())));
            if (!shown) {
                throw new MalformedMessageException("OFD stamp", "is not shown within a page");
            }
            return file;
        });
    }

    private boolean matches(String path, Bytes digest) {
        Bytes content = document.files().get(path);
        return content != null && SignatureFile.digest(content).equals(digest);
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
