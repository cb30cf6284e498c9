package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.seal.Deviation;
import io.onevisit.seal.PlainSignature;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Reading;
import io.onevisit.seal.internal.Sm2Algorithm;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The verification of one signature on a document. For one thread. */
final class OfdSignatureCheck {
    private static final Set<String> SM3_NAMES = Set.of("SM3", SignatureFile.SM3 + ".2");

    private final DeviationChecks checks;
    private final SealVerifier seals;
    private final OfdStructure body;
    private final SignatureList.Entry entry;
    private final Set<Deviation> met;
    private final Optional<SignatureFile> description;
    private final Set<String> protectedFiles;
    private @Nullable SealSignature sealed;
    private @Nullable PlainSignature plain;

    /**
     * Reads the signature and compares all digests; the references are not kept.
     *
     * @param metInList the deviations of the list that names the signature
     */
    OfdSignatureCheck(SealVerifier seals, OfdStructure body, SignatureList.Entry entry, Set<Deviation> metInList) {
        this.checks = new DeviationChecks(seals.profile());
        this.seals = seals;
        this.body = body;
        this.entry = entry;
        this.met = EnumSet.noneOf(Deviation.class);
        met.addAll(metInList);
        checks.all()
                .that(OfdRules.SIGNATURE_TYPE, entry.isSeal() || entry.type().equals(SignatureList.SIGN));
        Optional<SignatureFile> read = Reading.attempt(
                checks.all(), OfdRules.SIGNATURE_FILE, () -> SignatureFile.read(body.container(), entry.path(), met));
        this.protectedFiles =
                read.map(file -> file.protectedFiles(body.container())).orElse(Set.of());
        read.ifPresent(this::checkReferences);
        this.description = read.map(SignatureFile::withoutReferences);
    }

    /** The files that make up the signature. */
    Set<String> ownFiles() {
        return description.map(file -> file.ownFiles(entry.isSeal())).orElse(Set.of(entry.path()));
    }

    /** The path of its description. */
    String path() {
        return entry.path();
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
        boolean sm2 = file.algorithm().isEmpty() || file.algorithm().equals(Sm2Algorithm.WITH_SM3);
        boolean alias = file.algorithm().equals(Sm2Algorithm.ALIAS);
        checks.that(OfdRules.SIGNATURE_METHOD, Deviation.ALGORITHM_ALIAS, sm2, alias, file.algorithm());
        boolean sm3 = file.digest().equals(SignatureFile.SM3);
        boolean named = SM3_NAMES.contains(file.digest());
        checks.that(OfdRules.CHECK_METHOD, Deviation.DIGEST_NAME, sm3, named, file.digest());
    }

    /** Makes every check that is left; {@code needed} is what the signature ought to protect. */
    void verify(Set<String> needed) {
        if (description.isEmpty()) {
            return;
        }
        SignatureFile file = description.get();
        Reading.attempt(checks.all(), OfdRules.SIGNED_VALUE, () -> body.file(file.valuePath()))
                .ifPresent(value -> checkValue(file, value.toArray()));
        boolean slashed = !met.contains(Deviation.PATH_WITHOUT_SLASH);
        checks.that(OfdRules.PATHS, Deviation.PATH_WITHOUT_SLASH, slashed, true, "a path without its slash");
        checkCoverage(needed);
        if (entry.isSeal()) {
            checkStamps(file);
        }
    }

    /** The signature, when it is one with a seal and good. */
    Optional<SealSignature> seal() {
        return Optional.ofNullable(sealed).filter(signature -> checks.all().passing());
    }

    /** The signature, when it is one without a seal and good. */
    Optional<PlainSignature> plain() {
        return Optional.ofNullable(plain).filter(signature -> checks.all().passing());
    }

    List<Check> checks() {
        return checks.all().report(null).checks();
    }

    private void checkValue(SignatureFile file, byte[] value) {
        byte[] signed = body.file(file.path()).toArray();
        if (!entry.isSeal()) {
            Report<PlainSignature> report = SignatureTime.in(body.container(), file.path())
                    .map(time -> seals.verifyPlain(value, signed, time))
                    .orElseGet(() -> seals.verifyPlain(value, signed));
            checks.all().addAll("", report.checks());
            plain = report.subject().orElse(null);
            return;
        }
        Report<SealSignature> report = seals.verify(value, signed);
        checks.all().addAll("", report.checks());
        report.subject().or(() -> unverified(value)).ifPresent(signature -> checkSurroundings(file, signature));
        sealed = report.subject().orElse(null);
    }

    private static Optional<SealSignature> unverified(byte[] value) {
        try {
            return Optional.of(SealSignature.readWithoutVerification(value));
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
        return path == null || !body.container().has(path) ? Optional.empty() : Optional.of(body.file(path));
    }

    /**
     * What is shown or carried has to be protected by this very signature: what a later one protects may have been
     * altered by the later signer. Other files matter less, and the profile decides.
     */
    private void checkCoverage(Set<String> needed) {
        Set<String> left = without(needed, protectedFiles);
        Set<String> shown = new TreeSet<>(left);
        shown.retainAll(body.reached());
        checks.none(OfdRules.COVERAGE_OF_ONE, Deviation.FILES_LEFT_OUT, left, shown);
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
