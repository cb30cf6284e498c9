package io.onevisit.licence.document;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.seal.ofd.OfdDocument;
import io.onevisit.seal.ofd.OfdVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies licence documents whole (证照文件核验): the seals over every file, the licence inside, the QR code where there is
 * one, and that all of them say the same. The pages are laid out anew from the licence and compared octet by octet, so
 * nothing can be read that the licence does not say. Immutable and thread-safe.
 */
public final class LicenceDocumentVerifier {
    private final OfdVerifier documents;
    private final LicenceVerifier licences;
    private final PaperLicenceVerifier papers;
    private final Map<String, LicenceType> types;
    private final Map<String, Set<String>> sealIds;

    /**
     * A verifier.
     *
     * @param documents judges the seals
     * @param licences judges the licence inside
     * @param papers judges the QR code
     * @param types the types it knows
     * @param sealIds the seals that each issuer uses, by its credit code: identifiers as in {@code Seal.id()}
     */
    public LicenceDocumentVerifier(
            OfdVerifier documents,
            LicenceVerifier licences,
            PaperLicenceVerifier papers,
            Collection<LicenceType> types,
            Map<String, Set<String>> sealIds) {
        this.documents = Require.present(documents, "document verifier");
        this.licences = Require.present(licences, "licence verifier");
        this.papers = Require.present(papers, "verifier of licences on paper");
        this.types = Require.present(types, "licence types").stream()
                .collect(Collectors.toUnmodifiableMap(LicenceType::code, Function.identity()));
        this.sealIds = Map.copyOf(Require.present(sealIds, "seals"));
    }

    private LicenceDocumentVerifier(LicenceDocumentVerifier other, LicenceVerifier licences) {
        this.documents = other.documents;
        this.licences = licences;
        this.papers = other.papers;
        this.types = other.types;
        this.sealIds = other.sealIds;
    }

    /** A verifier that also checks that {@code id} holds the licence. */
    public LicenceDocumentVerifier forHolder(PartyId id) {
        return new LicenceDocumentVerifier(this, licences.forHolder(id));
    }

    /**
     * True when a document gives itself out as a licence, by what travels inside or by its metadata. Nothing is verified;
     * what gives itself out as a licence must be judged as one.
     */
    public static boolean looksLikeLicence(byte[] ofd) {
        try {
            OfdDocument document = OfdDocument.readWithoutVerification(Require.present(ofd, "document"));
            return document.attachment(LicenceLayout.TOKEN).isPresent()
                    || document.metadata().containsKey(LicenceLayout.IDENTIFIER);
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** Verifies a document. Checks of its parts stand under {@code document}, {@code licence} and {@code paper}. */
    public Report<Licence> verify(byte[] ofd) {
        Checks checks = new Checks();
        Report<OfdDocument> sealed = documents.verify(Require.present(ofd, "document"));
        checks.addAll("document", sealed.checks());
        Optional<Licence> licence = sealed.subject().flatMap(document -> inside(checks, document));
        return checks.report(licence.orElse(null));
    }

    private Optional<Licence> inside(Checks checks, OfdDocument document) {
        Optional<Bytes> attached = document.attachment(LicenceLayout.TOKEN);
        if (!checks.that(DocumentRules.TOKEN, attached.isPresent() && hasNoOtherAttachment(document))) {
            return Optional.empty();
        }
        String token = new String(attached.orElseThrow().toArray(), StandardCharsets.US_ASCII);
        Report<Licence> report = licences.verify(token);
        checks.addAll("licence", report.checks());
        Optional<Bytes> qrPicture = document.attachment(LicenceLayout.QR_PICTURE);
        report.subject().ifPresent(licence -> {
            checkSeals(checks, document, licence);
            checkPages(checks, document, licence, token);
            qrPicture.ifPresent(png -> checkPaper(checks, png, licence));
        });
        return report.subject();
    }

    private static boolean hasNoOtherAttachment(OfdDocument document) {
        Set<String> known = Set.of(LicenceLayout.TOKEN, LicenceLayout.QR_PICTURE);
        return known.containsAll(document.attachments().keySet());
    }

    private void checkSeals(Checks checks, OfdDocument document, Licence licence) {
        Set<String> owned = sealIds.getOrDefault(licence.id().issuerCode(), Set.of());
        checks.that(
                DocumentRules.SEAL_OWNER,
                document.signatures().stream()
                        .allMatch(signature -> owned.contains(signature.seal().id())));
    }

    private void checkPages(Checks checks, OfdDocument document, Licence licence, String token) {
        LicenceType type = types.get(licence.id().typeCode());
        if (type == null) {
            checks.undecided(DocumentRules.TYPE, "no labels to lay it out with");
            return;
        }
        checks.that(DocumentRules.TYPE, true);
        Bytes qrPicture = document.attachment(LicenceLayout.QR_PICTURE).orElse(null);
        try {
            checks.that(
                    DocumentRules.PAGE, document.isWrittenFrom(LicenceLayout.draft(licence, type, token, qrPicture)));
        } catch (InvalidValueException e) {
            checks.that(DocumentRules.PAGE, false, null, e.getMessage());
        }
    }

    private void checkPaper(Checks checks, Bytes png, Licence licence) {
        try {
            String text = QrCode.read(png.toArray());
            checks.that(DocumentRules.QR_PICTURE, LicenceLayout.isQrPicture(png, text));
            Report<PaperLicence> paper = papers.verify(text);
            checks.addAll("paper", paper.checks());
            paper.subject().ifPresent(said -> checks.that(DocumentRules.PAPER_AGREES, said.isOf(licence)));
        } catch (MalformedMessageException | InvalidValueException e) {
            checks.that(DocumentRules.QR_PICTURE, false, null, e.getMessage());
        }
    }
}
