package io.onevisit.examples.verifier;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Report;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.document.LicenceDocumentVerifier;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.licence.status.StatusSource;
import io.onevisit.payment.qr.PaymentQrInspector;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.ofd.OfdVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Tells what a file is and verifies it, with what is in the trust and status folders and nothing else. */
final class OfflineVerifier {
    private static final int MAX_OCTETS = 64 * 1024 * 1024;

    private final LicenceVerifier licences;
    private final LicenceDocumentVerifier documents;
    private final PaperLicenceVerifier papers;
    private final SealVerifier seals;
    private final PaymentQrInspector payments;

    OfflineVerifier(TrustFolder trust, StatusSource statuses, Clock clock, @Nullable PartyId holder) {
        LicenceVerifier anybody = new LicenceVerifier(trust.issuers(), statuses, clock, Limits.DEFAULT);
        this.licences = holder == null ? anybody : anybody.forHolder(holder);
        this.papers = new PaperLicenceVerifier(trust.issuers(), statuses, clock, Limits.DEFAULT);
        this.seals = new SealVerifier(trust.anchors(), trust.intermediates(), trust.revocation(), clock);
        this.documents = new LicenceDocumentVerifier(
                new OfdVerifier(seals), licences, papers, LicenceType.shipped(), trust.sealIds());
        this.payments = new PaymentQrInspector(trust.payees(), clock);
    }

    Finding verify(Path file) {
        byte[] octets;
        try (InputStream in = Files.newInputStream(file)) {
            octets = in.readNBytes(MAX_OCTETS + 1);
        } catch (IOException e) {
            return Finding.unreadable(file, Kind.UNKNOWN, "there is no such file, or it may not be read");
        }
        if (octets.length > MAX_OCTETS) {
            return Finding.unreadable(file, Kind.UNKNOWN, "over " + MAX_OCTETS + " octets");
        }
        Kind kind = kindOf(octets);
        try {
            return switch (kind) {
                case LICENCE_DOCUMENT -> Finding.of(file, kind, documents.verify(octets));
                case SEAL -> derFinding(file, octets);
                case PAPER_LICENCE -> textFinding(file, QrCode.read(octets));
                default -> textFinding(file, text(octets));
            };
        } catch (OneVisitException e) {
            return Finding.unreadable(file, kind, String.valueOf(e.getMessage()));
        }
    }

    /** By the first octets; a seal may turn out to be a signature, a picture or a text any of three things. */
    private static Kind kindOf(byte[] octets) {
        if (startsWith(octets, 'P', 'K')) {
            return Kind.LICENCE_DOCUMENT;
        }
        if (startsWith(octets, 0x30, octets.length > 1 ? octets[1] & 0xff : 0) && octets.length > 4) {
            return Kind.SEAL;
        }
        return startsWith(octets, 0x89, 'P', 'N', 'G') ? Kind.PAPER_LICENCE : Kind.UNKNOWN;
    }

    private static boolean startsWith(byte[] octets, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= octets.length || (octets[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private Finding derFinding(Path file, byte[] der) {
        try {
            SealSignature.readWithoutVerification(der);
        } catch (MalformedMessageException e) {
            return Finding.of(file, Kind.SEAL, seals.verify(der));
        }
        return Finding.of(file, Kind.SEAL_SIGNATURE, signatureReport(file, der));
    }

    /** A signature alone says nothing of its data; the data is the file beside it without {@code .ses}. */
    private Report<?> signatureReport(Path file, byte[] der) {
        String name = String.valueOf(file.getFileName());
        Path data = file.resolveSibling(name.endsWith(".ses") ? name.substring(0, name.length() - 4) : name + ".data");
        try (InputStream in = Files.newInputStream(data)) {
            return seals.verify(der, in.readNBytes(MAX_OCTETS));
        } catch (IOException e) {
            throw new MalformedMessageException("seal signature", "needs its data beside it: FILE for FILE.ses");
        }
    }

    private Finding textFinding(Path file, String text) {
        if (text.startsWith("ZZ1:")) {
            return Finding.of(file, Kind.PAPER_LICENCE, papers.verify(text));
        }
        if (text.startsWith("https://")) {
            return Finding.of(file, Kind.PAYMENT_CODE, payments.inspect(text));
        }
        if (text.indexOf('~') > 0) {
            return Finding.of(file, Kind.LICENCE_TOKEN, licences.verify(text));
        }
        return Finding.unreadable(file, Kind.UNKNOWN, "neither licence, document, seal, QR picture nor payment code");
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1).strip();
    }
}
