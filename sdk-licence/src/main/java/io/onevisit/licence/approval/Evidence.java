package io.onevisit.licence.approval;

import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import io.onevisit.core.record.RecordAnswer;
import io.onevisit.licence.share.HeldLicence;
import io.onevisit.licence.share.ShareAnswer;
import java.util.Map;

/**
 * What was found about an applicant (查询所得): the answers as they came, so that "there is none" and "no answer" stay apart.
 *
 * @param applicant whose case it is
 * @param licences what the shared store answered; licences that the applicant handed in are a
 *     {@link ShareAnswer.Found} over them
 * @param records what was answered for each data set, by its name; one that is missing was not asked for
 */
public record Evidence(
        PartyId applicant, ShareAnswer<? extends Iterable<HeldLicence>> licences, Map<String, RecordAnswer> records) {
    public Evidence {
        Require.present(applicant, "applicant");
        Require.present(licences, "licences");
        records = Map.copyOf(Require.present(records, "records"));
    }

    /** The applicant, masked. */
    @Override
    public String toString() {
        return "evidence about " + applicant;
    }
}
