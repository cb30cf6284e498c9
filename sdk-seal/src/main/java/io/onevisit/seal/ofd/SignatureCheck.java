package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.seal.Deviation;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Reading;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The verification of one signature on a document. For one thread. */
final class SignatureCheck {
    private static final Set<String> SM3_NAMES = Set.of("SM3", SignatureFile.SM3 + ".2");
    private static final String SM2_ALIAS = "1.2.156.10197.501";

    private final DeviationChecks checks;
    private final SealVerifier seals;
    private final OfdStructure body;
    private final Set<Deviation> met;
    private final Optional<SignatureFile> description;
    private final Set<String> protectedFiles;

    /**
     * Reads the signature and compares all digests; the references are not kept.
     *
     * @param metInList the deviations of the list that names the signature
     */
    SignatureCheck(SealVerifier seals, OfdStructure body, SignatureList.Entry entry, Set<Deviation> metInList) {
        this.checks = new DeviationChecks(seals.profile());
        this.seals = seals;
        this.body = body;
        this.met = EnumSet.noneOf(Deviation.class);
        met.addAll(metInList);
        checks.all().that(OfdRules.SIGNATURE_TYPE, entry.isSeal(), SignatureList.SEAL, null);
        Optional<SignatureFile> read = Reading.attempt(
                checks.all(), OfdRules.SIGNATURE_FILE, () -> SignatureFile.read(body.container(), entry.path(), met));
        this.protectedFiles =
                read.map(file -> file.protectedFiles(body.container())).orElse(Set.of());
        read.ifPresent(this::checkReferences);
        this.description = read.map(SignatureFile::withoutReferences);
    }

    /** The files that make up the signature. */
    Set<String> ownFiles() {
        return description.map(SignatureFile::ownFiles).orElse(Set.of());
    }

    /** The files whose digest this signature gives, and gives right. */
    Set<String> protectedFiles() {
        return protectedFiles;
    }

    List<SignatureFile.Stamp> stamps() {
        return description.map(SignatureFile::stamps).orElse(List.of());
    }

    private void checkReferences(SignatureFile file) {
        checkAlgorithms(file);
        Set<String> referred = file.references().keySet();
        checks.all()
                .that(
                        OfdRules.REFERENCES,
                        !referred.isEmpty() && !referred.contains(file.path()) && !referred.contains(file.valuePath()));
        checks.none(OfdRules.DIGESTS, without(referred, protectedFiles));
    }

    private void checkAlgorithms(SignatureFile file) {
        boolean sm2 = file.algorithm().isEmpty() || file.algorithm().equals(SignatureFile.SM2_WITH_SM3);
        boolean alias = file.algorithm().equals(SM2_ALIAS);
        checks.that(OfdRules.SIGNATURE_METHOD, Deviation.ALGORITHM_ALIAS, sm2, alias, file.algorithm());
        boolean sm3 = file.digest().equals(SignatureFile.SM3);
        boolean named = SM3_NAMES.contains(file.digest());
        checks.that(OfdRules.CHECK_METHOD, Deviation.DIGEST_NAME, sm3, named, file.digest());
    }

    /**
     * Makes every check that is left. The signature comes out when all passed.
     *
     * @param needed what the signature ought to protect
     * @param later what later signatures protect
     */
    Optional<SealSignature> verify(Set<String> needed, Set<String> later) {
        if (description.isEmpty()) {
            return Optional.empty();
        }
        SignatureFile file = description.get();
        Optional<SealSignature> signature = checkValue(file);
        checks.that(
                OfdRules.PATHS,
                Deviation.PATH_WITHOUT_SLASH,
                !met.contains(Deviation.PATH_WITHOUT_SLASH),
                true,
                "a path from the root without its slash");
        checkCoverage(needed, later);
        checkStamps(file);
        return checks.all().passing() ? signature : Optional.empty();
    }

    List<Check> checks() {
        return checks.all().report(null).checks();
    }

    private Optional<SealSignature> checkValue(SignatureFile file) {
        OfdContainer container = body.container();
        Optional<Bytes> value =
                Reading.attempt(checks.all(), OfdRules.SIGNED_VALUE, () -> container.file(file.valuePath()));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        byte[] signed = container.file(file.path()).toArray();
        Report<SealSignature> report = seals.verify(value.get().toArray(), signed);
        checks.all().addAll("", report.checks());
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
        checks.all()
                .that(
                        OfdRules.SEAL_FILE,
                        sealFile(file).equals(Optional.of(signature.seal().encoded())));
        boolean slashless = signature.propertyInfo().equals(file.path());
        if (slashless) {
            met.add(Deviation.PATH_WITHOUT_SLASH);
        }
        checks.all()
                .that(
                        OfdRules.SIGNED_PATH,
                        slashless || signature.propertyInfo().equals(OfdPath.absolute(file.path())));
    }

    private Optional<Bytes> sealFile(SignatureFile file) {
        String path = file.sealPath();
        return path == null || !body.container().has(path)
                ? Optional.empty()
                : Optional.of(body.container().file(path));
    }

    /**
     * What is shown or carried has to be protected by this signature; what was added after it, by a later one. Other
     * files matter less, and the profile decides.
     */
    private void checkCoverage(Set<String> needed, Set<String> later) {
        Set<String> left = without(needed, protectedFiles);
        Set<String> grave = new TreeSet<>(left);
        grave.retainAll(body.reached());
        grave.removeAll(later);
        checks.none(OfdRules.COVERAGE_OF_ONE, Deviation.FILES_LEFT_OUT, left, grave);
    }

    private void checkStamps(SignatureFile file) {
        Reading.attempt(checks.all(), OfdRules.STAMP, () -> {
            boolean shown = !file.stamps().isEmpty()
                    && file.stamps().stream().allMatch(stamp -> stamp.isWithin(body.paper(stamp.pageId())));
            if (!shown) {
                throw new MalformedMessageException("OFD stamp", "is not shown within a page");
            }
            return file;
        });
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
