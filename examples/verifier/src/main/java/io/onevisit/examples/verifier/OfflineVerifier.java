package io.onevisit.examples.verifier;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.document.LicenceDocumentVerifier;
import io.onevisit.licence.form.AnyFormVerifier;
import io.onevisit.licence.form.LicenceForm;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.licence.status.StatusSource;
import io.onevisit.payment.qr.CodeKind;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what a file is and verifies it, with what is in the trust and status folders and nothing else. */
final class OfflineVerifier {
    private static final String SIGNATURE_SUFFIX = ".ses";

    private static final int MAX_OCTETS = 64 * 1024 * 1024;

    private final AnyFormVerifier licences;
    private final OfdVerifier documents;
    private final SealVerifier seals;
    private final PaymentQrInspector payments;
    private final HolderCheck holders;

    OfflineVerifier(TrustFolder trust, StatusSource statuses, Clock clock, Limits limits, @Nullable PartyId holder) {
        this.seals = trust.seals(clock);
        this.documents = new OfdVerifier(seals);
        AnyFormVerifier anybody = licences(trust, statuses, clock, limits);
        this.licences = holder == null ? anybody : anybody.forHolder(holder);
        this.payments = new PaymentQrInspector(trust.payees(), clock);
        this.holders = new HolderCheck(holder);
    }

    private AnyFormVerifier licences(TrustFolder trust, StatusSource statuses, Clock clock, Limits limits) {
        LicenceVerifier tokens = new LicenceVerifier(trust.issuers(), statuses, clock, limits);
        PaperLicenceVerifier papers = new PaperLicenceVerifier(trust.issuers(), statuses, clock, limits);
        LicenceDocumentVerifier ofds =
                new LicenceDocumentVerifier(documents, tokens, papers, LicenceType.shipped(), trust.sealIds());
        return new AnyFormVerifier(tokens, ofds, papers);
    }

    Finding verify(Path file) {
        try {
            return finding(file, read(file));
        } catch (OneVisitException e) {
            return Finding.unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] read(Path file) {
        byte[] octets;
        try (InputStream in = Files.newInputStream(file)) {
            octets = in.readNBytes(MAX_OCTETS + 1);
        } catch (IOException e) {
            throw new MalformedMessageException("file", "is not there, or may not be read");
        }
        if (octets.length > MAX_OCTETS) {
            throw new MalformedMessageException("file", "has over " + MAX_OCTETS + " octets");
        }
        return octets;
    }

    /** What it is, is told by its first octets. */
    private Finding finding(Path file, byte[] octets) {
        boolean isPicture = startsWith(octets, 0x89, 'P', 'N', 'G');
        if (isPicture && QrCode.readAll(octets).stream().anyMatch(OfflineVerifier::isPaperLicence)) {
            return Finding.of(file, Kind.PAPER_LICENCE, licences.verifyPicture(octets));
        }
        Optional<LicenceForm> licence = LicenceForm.of(octets);
        if (licence.isPresent()) {
            return Finding.of(file, Kind.of(licence.get()), licences.verify(octets));
        }
        if (startsWith(octets, 'P', 'K')) {
            return Finding.of(file, Kind.SEALED_DOCUMENT, holders.notOfAnybody(documents.verify(octets)));
        }
        if (isPicture) {
            return payment(file, QrCode.read(octets));
        }
        return isLongDer(octets)
                ? der(file, octets)
                : payment(file, new String(octets, StandardCharsets.UTF_8).strip());
    }

    private static boolean isPaperLicence(String text) {
        return LicenceForm.of(text.getBytes(StandardCharsets.UTF_8)).equals(Optional.of(LicenceForm.PAPER));
    }

    /** A DER sequence of more than 127 octets, as every seal is. */
    private static boolean isLongDer(byte[] octets) {
        return octets.length > 1 && octets[0] == 0x30 && (octets[1] & 0xff) > 0x80;
    }

    private static boolean startsWith(byte[] octets, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= octets.length || (octets[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private Finding der(Path file, byte[] der) {
        return isSignature(file, der)
                ? Finding.of(file, Kind.SEAL_SIGNATURE, holders.notOfAnybody(seals.verify(der, signedData(file))))
                : Finding.of(file, Kind.SEAL, holders.notOfAnybody(seals.verify(der)));
    }

    private static boolean isSignature(Path file, byte[] der) {
        try {
            SealSignature.readWithoutVerification(der);
            return true;
        } catch (MalformedMessageException e) {
            return file.toString().endsWith(SIGNATURE_SUFFIX);
        }
    }

    /** A signature alone says nothing of its data; the data is the file beside it. */
    private static byte[] signedData(Path file) {
        String name = String.valueOf(file.getFileName());
        Path data = file.resolveSibling(name.replaceFirst("\\.ses$", ""));
        if (data.equals(file) || !Files.isReadable(data)) {
            throw new MalformedMessageException("seal signature", "needs its data beside it: FILE for FILE.ses");
        }
        return read(data);
    }

    private Finding payment(Path file, String text) {
        if (text.startsWith("https://") || CodeKind.of(text) == CodeKind.EMV_MERCHANT) {
            return Finding.of(file, Kind.PAYMENT_CODE, holders.notOfAnybody(payments.inspect(text)));
        }
        throw new MalformedMessageException("file", "neither licence, document, seal, QR picture nor payment code");
    }
}
