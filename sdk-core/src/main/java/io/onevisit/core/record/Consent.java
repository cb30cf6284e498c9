package io.onevisit.core.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Purpose;
import io.onevisit.core.Refusal;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Instant;
import java.util.Optional;

/**
 * That a person agreed to a look-up (授权同意): for one case and matter, these fields, and a time.
 *
 * @param reference where the proof is kept, for whoever asks for it: a file or form number, never a citizen's number
 * @param subject who agreed
 * @param purpose what to
 * @param from the first moment it holds
 * @param until the first moment it no longer holds
 */
public record Consent(String reference, PartyId subject, Purpose purpose, Instant from, Instant until) {
    public Consent {
        Require.text(reference, "reference", 64);
        Require.present(subject, "subject");
        Require.present(purpose, "purpose");
        Require.that(
                Require.present(from, "from").isBefore(Require.present(until, "until")), "until", "must be after from");
    }

    /** The schema {@code Consent} of the contract; person, case and matter are those of the request. */
    ObjectNode json() {
        ObjectNode json = StrictJson.object()
                .put("reference", reference)
                .put("from", from.toString())
                .put("until", until.toString());
        ArrayNode fields = json.putArray("fields");
        purpose.fields().stream().sorted().forEach(fields::add);
        return json;
    }

    /** Why this does not allow {@code request} at the moment {@code now}; empty when it does. */
    Optional<Refusal> objection(RecordRequest request, Instant now) {
        Purpose asked = request.purpose();
        if (!subject.upgrade().equals(request.person().upgrade())) {
            return refusal("CONSENT_WRONG_SUBJECT", "the consent is of another person");
        }
        if (!purpose.caseNumber().equals(asked.caseNumber())
                || !purpose.matter().equals(asked.matter())
                || !purpose.fields().containsAll(asked.fields())) {
            return refusal("CONSENT_OTHER_PURPOSE", "the consent is to another case, matter or fewer fields");
        }
        if (now.isBefore(from) || !now.isBefore(until)) {
            return refusal("CONSENT_EXPIRED", "the consent is not in force");
        }
        return Optional.empty();
    }

    static Optional<Refusal> refusal(String code, String reason) {
        return Optional.of(new Refusal(code, reason, null));
    }
}
