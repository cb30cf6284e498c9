package io.onevisit.licence.carrier;

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
public final class CarrierVerifier {
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
    public CarrierVerifier(LicenceVerifier licences, LicenceDocumentVerifier documents, PaperLicenceVerifier papers) {
        this(
                Require.present(licences, "licence verifier"),
                Require.present(documents, "document verifier"),
                Require.present(papers, "verifier of licences on paper"),
                null);
    }

    private CarrierVerifier(
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
    public CarrierVerifier forHolder(PartyId id) {
        PartyId party = Require.present(id, "holder");
        return new CarrierVerifier(
                licences.forHolder(party), documents.forHolder(party), papers, new PaperHolder(party));
    }

    /**
     * Verifies a licence that is bound to no occasion: a token, a document, or a licence on paper. A picture that shows
     * several licences on paper, or one of a sheet without the others, does not pass here; {@link #verifyPicture} judges a
     * whole sheet.
     */
    public Report<CarriedLicence> verify(byte[] octets) {
        return unlessUnreadable(() -> {
            List<byte[]> opened = Carrier.opened(octets);
            return Carrier.isPicture(octets) && areOnPaper(opened)
                    ? alone(sheet(papers.verifySheet(texts(opened))), opened.size())
                    : judged(opened, this::unbound);
        });
    }

    private Report<CarriedLicence> unbound(Carrier carrier, byte[] octets) {
        return switch (carrier) {
            case TOKEN, PRESENTATION -> of(carrier, licences.verify(Carrier.text(octets)));
            case DOCUMENT -> of(carrier, documents.verify(octets));
            case PAPER -> paper(papers.verify(Carrier.text(octets)));
            case ANNOTATED_COPY -> failed(CarrierRules.BOUND, null);
        };
    }

    private static List<String> texts(List<byte[]> opened) {
        return opened.stream().map(Carrier::text).toList();
    }

    private static boolean areOnPaper(List<byte[]> opened) {
        return !opened.isEmpty()
                && opened.stream().allMatch(one -> Carrier.ofOpened(one).equals(Optional.of(Carrier.PAPER)));
    }

    /** The one licence of a picture; with others beside it they are judged, and it is not told apart from them. */
    private static Report<CarriedLicence> alone(Report<List<CarriedLicence>> sheet, int count) {
        Checks checks = new Checks();
        checks.addAll("", sheet.checks());
        if (count > 1) {
            checks.undecided(CarrierRules.ONE, count + " licences");
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
    public Report<List<CarriedLicence>> verifyPicture(byte[] png) {
        return unlessUnreadable(() -> sheet(papers.verifyPicture(png)));
    }

    private Report<List<CarriedLicence>> sheet(PaperSheet sheet) {
        Checks checks = new Checks();
        checks.addAll("", sheet.whole().checks());
        for (int i = 0; i < sheet.codes().size(); i++) {
            checks.addAll("licence " + (i + 1), holderOf(sheet.codes().get(i)));
        }
        return checks.report(sheet.whole()
                .subject()
                .map(all -> all.stream().map(CarriedLicence::of).toList())
                .orElse(null));
    }

    /** Verifies a licence that is shown on one occasion: a presentation or an annotated copy. */
    public Report<CarriedLicence> verifyPresentation(byte[] octets, Occasion occasion) {
        Require.present(occasion, "occasion");
        return unlessUnreadable(
                () -> judged(Carrier.opened(octets), (carrier, opened) -> bound(carrier, opened, occasion)));
    }

    private Report<CarriedLicence> bound(Carrier carrier, byte[] octets, Occasion occasion) {
        return switch (carrier) {
            case TOKEN, PRESENTATION, ANNOTATED_COPY ->
                of(carrier, licences.verifyPresentation(Carrier.text(octets), occasion));
            case DOCUMENT, PAPER -> failed(CarrierRules.BOUND, null);
        };
    }

    private static Report<CarriedLicence> judged(
            List<byte[]> opened, BiFunction<Carrier, byte[], Report<CarriedLicence>> judge) {
        if (opened.size() > 1) {
            return failed(CarrierRules.ONE, opened.size() + " licences");
        }
        return opened.stream()
                .findFirst()
                .flatMap(one -> Carrier.ofOpened(one).map(carrier -> judge.apply(carrier, one)))
                .orElseGet(() -> failed(CarrierRules.KNOWN, null));
    }

    private static <T> Report<T> unlessUnreadable(Supplier<Report<T>> verification) {
        try {
            return verification.get();
        } catch (MalformedMessageException e) {
            return failed(CarrierRules.KNOWN, e.getMessage()); // a picture that cannot be read
        }
    }

    private Report<CarriedLicence> paper(Report<PaperLicence> report) {
        Checks checks = new Checks();
        checks.addAll("", report.checks());
        checks.addAll("", holderOf(report));
        return checks.report(report.subject().map(CarriedLicence::of).orElse(null));
    }

    private List<Check> holderOf(Report<PaperLicence> report) {
        Checks checks = new Checks();
        if (holder != null) {
            report.subject().ifPresent(licence -> holder.check(checks, licence));
        }
        return checks.report(null).checks();
    }

    private static Report<CarriedLicence> of(Carrier carrier, Report<Licence> report) {
        return Report.of(
                report.checks(),
                report.subject()
                        .map(licence -> CarriedLicence.of(carrier, licence))
                        .orElse(null));
    }

    private static <T> Report<T> failed(Rule rule, @Nullable String actual) {
        Checks checks = new Checks();
        checks.that(rule, false, null, actual);
        return checks.report(null);
    }
}
