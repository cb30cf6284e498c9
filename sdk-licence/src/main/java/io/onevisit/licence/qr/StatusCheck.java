package io.onevisit.licence.qr;

import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.status.StatusList;
import io.onevisit.licence.status.StatusListToken;
import io.onevisit.licence.status.StatusReference;
import io.onevisit.licence.status.StatusSource;
import java.time.Instant;
import java.util.Optional;

/** Whether a status list says that a licence is valid. Where no list decides, nobody knows. */
record StatusCheck(StatusSource statuses, Limits limits, Instant now) {

    void make(Checks checks, StatusReference reference, TrustedIssuer issuer) {
        Optional<String> token = statuses.statusList(reference.uri());
        if (token.isEmpty()) {
            checks.undecided(PaperLicenceRules.STATUS, "no status list is at hand");
            return;
        }
        Report<StatusListToken> list = StatusListToken.verify(
                token.get(), reference.uri(), issuer.keys(), now, limits.clockSkew(), limits.statusListOctets());
        list.subject()
                .ifPresentOrElse(
                        found -> decide(checks, reference, found),
                        () -> checks.undecided(PaperLicenceRules.STATUS, "status list " + list));
    }

    private void decide(Checks checks, StatusReference reference, StatusListToken token) {
        if (token.issued().isBefore(now.minus(limits.statusListAge()))) {
            checks.undecided(PaperLicenceRules.STATUS, "the status list is too old");
        } else if (reference.index() >= token.list().size()) {
            checks.that(PaperLicenceRules.STATUS, false, null, "its place is not in the status list");
        } else {
            int status = token.list().get(reference.index());
            checks.that(
                    PaperLicenceRules.STATUS,
                    status == StatusList.VALID,
                    Integer.toString(StatusList.VALID),
                    Integer.toString(status));
        }
    }
}
