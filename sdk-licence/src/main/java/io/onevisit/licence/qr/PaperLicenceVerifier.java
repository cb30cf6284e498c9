package io.onevisit.licence.qr;

import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.status.StatusCheck;
import io.onevisit.licence.status.StatusSource;
import java.time.Clock;
import java.time.Instant;

/**
 * Verifies licences on paper (纸质证照核验), also with no network: the issuers are a list, the status lists may be files.
 * Immutable and thread-safe when the source of status lists is.
 */
public final class PaperLicenceVerifier {
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
        Require.present(text, "text");
        Instant now = clock.instant();
        return new PaperVerification(issuers, status, limits, now).of(text);
    }
}
