package io.onevisit.licence.qr;

import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether codes, each verified already, are all of one sheet and all that it has. */
final class SheetVerification {
    private final List<PaperFinding> codes;
    private final Checks checks = new Checks();

    SheetVerification(List<PaperFinding> codes) {
        this.codes = codes.stream()
                .sorted(Comparator.comparingInt(
                        code -> code.place().map(SheetPlace::number).orElse(Integer.MAX_VALUE)))
                .toList();
    }

    PaperSheet report() {
        for (int i = 0; i < codes.size(); i++) {
            PaperFinding code = codes.get(i);
            String where = code.place().map(SheetPlace::toString).orElse("code " + (i + 1) + " of the picture");
            checks.addAll(where, code.report().checks());
        }
        Optional<SheetPlace> first =
                codes.isEmpty() ? Optional.empty() : codes.get(0).place();
        if (first.isPresent()) {
            checks.that(PaperLicenceRules.SHEET_ONE, codes.stream().allMatch(code -> isBesideFirst(code, first.get())));
            checkComplete(first.get().count());
        } else {
            checks.that(PaperLicenceRules.SHEET_ONE, codes.size() == 1, "1", Integer.toString(codes.size()));
        }
        List<Report<PaperLicence>> reports =
                codes.stream().map(PaperFinding::report).toList();
        return new PaperSheet(
                reports,
                checks.report(reports.stream()
                        .flatMap(report -> report.subject().stream())
                        .toList()));
    }

    private boolean isBesideFirst(PaperFinding code, SheetPlace first) {
        return code.issuer().equals(codes.get(0).issuer())
                && code.place()
                        .filter(place -> place.sheet().equals(first.sheet()) && place.count() == first.count())
                        .isPresent();
    }

    private void checkComplete(int count) {
        List<Integer> there = codes.stream()
                .flatMap(code -> code.place().stream())
                .map(SheetPlace::number)
                .toList();
        List<Integer> missing = IntStream.rangeClosed(1, count)
                .filter(number -> !there.contains(number))
                .boxed()
                .toList();
        if (missing.isEmpty()) {
            checks.that(
                    PaperLicenceRules.SHEET_COMPLETE,
                    there.size() == count,
                    Integer.toString(count),
                    Integer.toString(there.size()));
        } else {
            checks.undecided(PaperLicenceRules.SHEET_COMPLETE, "missing " + missing + " of " + count);
        }
    }
}
