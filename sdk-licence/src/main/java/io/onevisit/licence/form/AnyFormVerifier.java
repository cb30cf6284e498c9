package io.onevisit.licence.form;

import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Occasion;
import io.onevisit.licence.document.LicenceDocumentVerifier;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.licence.qr.PaperSheet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies licences in whatever form they come (证照统一核验): token, presentation, annotated copy, document, QR text or
 * picture. Immutable and thread-safe when the verifiers are.
 */
public final class AnyFormVerifier {
    private final LicenceVerifier licences;
    private final LicenceDocumentVerifier documents;
    private final PaperLicenceVerifier papers;
    private final @Nullable PaperHolder holder;

    /**
     * A verifier.
     *
     * @param licences judges tokens, presentations and annotated copies
     * @param documents judges documents
     * @param papers judges QR codes
     */
    public AnyFormVerifier(LicenceVerifier licences, LicenceDocumentVerifier documents, PaperLicenceVerifier papers) {
        this(
                Require.present(licences, "licence verifier"),
                Require.present(documents, "document verifier"),
                Require.present(papers, "verifier of licences on paper"),
                null);
    }

    private AnyFormVerifier(
            LicenceVerifier licences,
            LicenceDocumentVerifier documents,
            PaperLicenceVerifier papers,
            @Nullable PaperHolder holder) {
        this.licences = licences;
        this.documents = documents;
        this.papers = papers;
        this.holder = holder;
    }

    /** A verifier that also checks that {@code id} holds the licence. */
    public AnyFormVerifier forHolder(PartyId id) {
        PartyId party = Require.present(id, "holder");
        return new AnyFormVerifier(
                licences.forHolder(party), documents.forHolder(party), papers, new PaperHolder(party));
    }

    /**
     * Verifies a licence that is bound to no occasion: a token, a document, or a licence on paper. A picture that shows
     * several licences on paper, or one of a sheet without the others, does not pass here; {@link #verifyPicture} judges a
     * whole sheet.
     */
    public Report<LicenceContent> verify(byte[] octets) {
        return unlessUnreadable(() -> {
            List<byte[]> opened = LicenceForm.opened(octets);
            return LicenceForm.isPicture(octets) && areOnPaper(opened)
                    ? alone(sheet(papers.verifySheet(texts(opened))), opened.size())
                    : judged(opened, this::unbound);
        });
    }

    private Report<LicenceContent> unbound(LicenceForm form, byte[] octets) {
        return switch (form) {
            case TOKEN, PRESENTATION -> of(form, licences.verify(LicenceForm.text(octets)));
            case DOCUMENT -> of(form, documents.verify(octets));
            case PAPER -> paper(papers.verify(LicenceForm.text(octets)));
            case ANNOTATED_COPY -> failed(FormRules.BOUND, null);
        };
    }

    private static List<String> texts(List<byte[]> opened) {
        return opened.stream().map(LicenceForm::text).toList();
    }

    private static boolean areOnPaper(List<byte[]> opened) {
        return !opened.isEmpty()
                && opened.stream().allMatch(one -> LicenceForm.ofOpened(one).equals(Optional.of(LicenceForm.PAPER)));
    }

    /** The one licence of a picture; with others beside it they are judged, and it is not told apart from them. */
    private static Report<LicenceContent> alone(Report<List<LicenceContent>> sheet, int count) {
        Checks checks = new Checks();
        checks.addAll("", sheet.checks());
        if (count > 1) {
            checks.undecided(FormRules.ONE, count + " licences");
        }
        return checks.report(sheet.subject().map(licences -> licences.get(0)).orElse(null));
    }

    /**
     * Verifies every licence on paper in a picture: a whole sheet, or a code by itself. A code of a sheet that is missing
     * leaves the report INDETERMINATE, and one of another sheet fails it; QR codes of something else are left aside.
     *
     * @param png a scan, as for {@link io.onevisit.core.qr.QrCode#readAll}
     * @return with the licences, in the order of the sheet
     */
    public Report<List<LicenceContent>> verifyPicture(byte[] png) {
        return unlessUnreadable(() -> sheet(papers.verifyPicture(png)));
    }

    private Report<List<LicenceContent>> sheet(PaperSheet sheet) {
        Checks checks = new Checks();
        checks.addAll("", sheet.whole().checks());
        for (int i = 0; i < sheet.codes().size(); i++) {
            checks.addAll("licence " + (i + 1), holderOf(sheet.codes().get(i)));
        }
        return checks.report(sheet.whole()
                .subject()
                .map(all -> all.stream().map(LicenceContent::of).toList())
                .orElse(null));
    }

    /** Verifies a licence that is shown on one occasion: a presentation or an annotated copy. */
    public Report<LicenceContent> verifyPresentation(byte[] octets, Occasion occasion) {
        Require.present(occasion, "occasion");
        return unlessUnreadable(
                () -> judged(LicenceForm.opened(octets), (form, opened) -> bound(form, opened, occasion)));
    }

    private Report<LicenceContent> bound(LicenceForm form, byte[] octets, Occasion occasion) {
        return switch (form) {
            case TOKEN, PRESENTATION, ANNOTATED_COPY ->
                of(form, licences.verifyPresentation(LicenceForm.text(octets), occasion));
            case DOCUMENT, PAPER -> failed(FormRules.BOUND, null);
        };
    }

    private static Report<LicenceContent> judged(
            List<byte[]> opened, BiFunction<LicenceForm, byte[], Report<LicenceContent>> judge) {
        if (opened.size() > 1) {
            return failed(FormRules.ONE, opened.size() + " licences");
        }
        return opened.stream()
                .findFirst()
                .flatMap(one -> LicenceForm.ofOpened(one).map(form -> judge.apply(form, one)))
                .orElseGet(() -> failed(FormRules.KNOWN, null));
    }

    private static <T> Report<T> unlessUnreadable(Supplier<Report<T>> verification) {
        try {
            return verification.get();
        } catch (MalformedMessageException e) {
            return failed(FormRules.KNOWN, e.getMessage()); // a picture that cannot be read
        }
    }

    private Report<LicenceContent> paper(Report<PaperLicence> report) {
        Checks checks = new Checks();
        checks.addAll("", report.checks());
        checks.addAll("", holderOf(report));
        return checks.report(report.subject().map(LicenceContent::of).orElse(null));
    }

    private List<Check> holderOf(Report<PaperLicence> report) {
        Checks checks = new Checks();
        if (holder != null) {
            report.subject().ifPresent(licence -> holder.check(checks, licence));
        }
        return checks.report(null).checks();
    }

    private static Report<LicenceContent> of(LicenceForm form, Report<Licence> report) {
        return Report.of(
                report.checks(),
                report.subject()
                        .map(licence -> LicenceContent.of(form, licence))
                        .orElse(null));
    }

    private static <T> Report<T> failed(Rule rule, @Nullable String actual) {
        Checks checks = new Checks();
        checks.that(rule, false, null, actual);
        return checks.report(null);
    }
}
