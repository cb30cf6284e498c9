package io.onevisit.core.record;

import io.onevisit.core.Purpose;
import io.onevisit.core.Refusal;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look-up to be made (查询请求): whose record, from which set, why, and by whose leave.
 *
 * @param person whose record; a type of number that the set is held under
 * @param dataSet where from
 * @param purpose why; its fields are the ones asked for and must be of the set, and its operator, who is audited in clear,
 *     must not be a citizen's number
 * @param consent that the person agreed, or null; needed when the set says so
 */
public record RecordRequest(
        PartyId person,
        DataSet dataSet,
        Purpose purpose,
        @Nullable Consent consent) {
    public RecordRequest {
        Require.present(person, "person");
        Require.present(dataSet, "data set");
        Require.present(purpose, "purpose");
        Require.that(dataSet.subjectTypes().contains(person.type()), "person", "must be of a type the data set has");
        Require.that(
                dataSet.fieldNames().containsAll(purpose.fields()), "purpose", "must name fields of the data set only");
        Require.that(
                PartyId.detect(purpose.operator()).stream().noneMatch(CitizenId.class::isInstance),
                "operator",
                "must not be a citizen's number");
    }

    /** A look-up that needs no consent. */
    public RecordRequest(PartyId person, DataSet dataSet, Purpose purpose) {
        this(person, dataSet, purpose, null);
    }

    /** Why this may not be sent at the moment {@code now}; empty when it may. */
    Optional<Refusal> objection(Instant now) {
        if (consent != null) {
            return consent.objection(this, now);
        }
        return dataSet.consentRequired()
                ? Consent.refusal("CONSENT_MISSING", "the data set needs the person's consent")
                : Optional.empty();
    }
}
