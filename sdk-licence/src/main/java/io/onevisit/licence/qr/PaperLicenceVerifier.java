package io.onevisit.licence.qr;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.status.StatusCheck;
import io.onevisit.licence.status.StatusSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Verifies licences on paper (纸质证照核验), also with no network: the issuers are a list, the status lists may be files.
 * Immutable and thread-safe when the source of status lists is.
 */
public final class PaperLicenceVerifier {
    private static final int MAX_TEXTS = 64;

    private final TrustedIssuers issuers;
    private final StatusCheck status;
    private final Clock clock;
    private final Limits limits;

    /**
     * A verifier.
     *
     * @param issuers whose licences are believed
     * @param statuses where status lists are found
     * @param clock the time to judge by
     * @param limits how old and how long a status list may be, and how far clocks may be off
     */
    public PaperLicenceVerifier(TrustedIssuers issuers, StatusSource statuses, Clock clock, Limits limits) {
        this.issuers = Require.present(issuers, "issuers");
        this.clock = Require.present(clock, "clock");
        this.limits = Require.present(limits, "limits");
        this.status = new StatusCheck(statuses, limits.statusListAge(), limits.clockSkew(), limits.statusListOctets());
    }

    /**
     * Verifies the text of a QR code. Without a status list that decides, the report is INDETERMINATE.
     *
     * @param text what was read, unchanged
     */
    public Report<PaperLicence> verify(String text) {
        return finding(Require.present(text, "text"), clock.instant()).report();
    }

    /**
     * Verifies the texts of all QR codes of one sheet; one read twice counts once.
     *
     * @param texts what was read, unchanged; at most 64
     */
    public PaperSheet verifySheet(Collection<String> texts) {
        Require.that(Require.present(texts, "texts").size() <= MAX_TEXTS, "texts", "must be at most " + MAX_TEXTS);
        Instant now = clock.instant();
        return new SheetVerification(texts.stream()
                        .distinct()
                        .map(text -> finding(Require.present(text, "text"), now))
                        .toList())
                .report();
    }

    /**
     * Verifies every licence in a picture: a sheet, or a code by itself. QR codes of something else are left aside.
     *
     * @param png a scan, as for {@link QrCode#readAll}
     * @throws MalformedMessageException when it is no such picture, or has no readable code of a licence
     */
    public PaperSheet verifyPicture(byte[] png) {
        List<String> texts = QrCode.readAll(png).stream()
                .filter(text -> text.startsWith(PaperLicenceWriter.PREFIX))
                .toList();
        if (texts.isEmpty()) {
            throw new MalformedMessageException("picture", "has no readable code of a licence");
        }
        return verifySheet(texts);
    }

    private PaperFinding finding(String text, Instant now) {
        return new PaperVerification(issuers, status, limits, now).of(text);
    }
}
