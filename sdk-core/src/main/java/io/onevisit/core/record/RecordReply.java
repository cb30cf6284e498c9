package io.onevisit.core.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Rule;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the platform said to a look-up: the schemas {@code RecordFetched} and {@code RecordVerified} of the contract.
 *
 * @param request what was asked
 * @param answer what came, signed by the platform
 */
record RecordReply(RecordRequest request, Members answer) {
    private static final Rule SUBJECT =
            new Rule("RECORD_SUBJECT", "/v1/records", "应答所述之人即所查之人", "the answer speaks of the person asked about");
    private static final int MAX_VALUE = 4096;
    private static final int MAX_ROWS = 100;

    /** The fields that were asked for. */
    RecordAnswer fetched() {
        return read(this::records);
    }

    /** How {@code claims} compare. */
    RecordAnswer verified(Map<String, String> claims) {
        return read(() -> matches(claims));
    }

    private RecordAnswer read(Supplier<RecordAnswer> found) {
        String result = answer.text("result");
        Optional<Members> subject =
                result.equals("FOUND") ? Optional.of(answer.object("subject")) : answer.optionalObject("subject");
        subject.ifPresent(this::requireSubject);
        return switch (result) {
            case "FOUND" -> found.get();
            case "NOT_FOUND" -> new RecordAnswer.NotFound();
            case "NOT_MATCHED" -> new RecordAnswer.NotMatched(Map.of(), 0);
            default -> throw new MalformedMessageException("record", "has a result outside the contract");
        };
    }

    private void requireSubject(Members subject) {
        Checks checks = new Checks();
        checks.that(SUBJECT, isAskedAbout(subject.text("type"), subject.text("code")));
        checks.report(request).orThrow();
    }

    /** As text, since a code of the lenient profile cannot be read again; citizens by either of their numbers. */
    private boolean isAskedAbout(String type, String code) {
        PartyId person = request.person();
        return type.equals(person.type())
                && (code.equals(person.value())
                        || PartyId.detect(code).stream()
                                .anyMatch(id -> id.upgrade().equals(person.upgrade())));
    }

    private RecordAnswer records() {
        List<Members> records = answer.objects("records", Function.identity());
        if (records.isEmpty() || records.size() > (request.dataSet().several() ? MAX_ROWS : 1)) {
            throw new MalformedMessageException("record", "must have as many records as the data set allows");
        }
        List<Map<String, String>> rows = new ArrayList<>();
        int dropped = 0;
        for (Members record : records) {
            Map<String, String> kept = asked(record.object());
            rows.add(kept);
            dropped += record.object().size() - kept.size();
        }
        return found(rows, dropped);
    }

    private Map<String, String> asked(ObjectNode record) {
        Map<String, String> kept = new HashMap<>();
        for (String field : request.purpose().fields()) {
            if (record.has(field)) {
                kept.put(field, value(record.get(field)));
            }
        }
        return kept;
    }

    /** A number would have lost its leading zeros before anyone could notice, so only text is taken. */
    private static String value(JsonNode value) {
        String text = value.textValue();
        if (text == null || text.length() > MAX_VALUE) {
            throw new MalformedMessageException("record", "must have values of text, at most " + MAX_VALUE);
        }
        return text;
    }

    private RecordAnswer matches(Map<String, String> claims) {
        ObjectNode matches = answer.object("matches").object();
        Map<String, FieldMatch> others = new HashMap<>();
        int dropped = matches.size();
        for (String field : claims.keySet()) {
            dropped -= matches.has(field) ? 1 : 0;
            FieldMatch match = match(matches.path(field).asText());
            if (match != FieldMatch.MATCH) {
                others.put(field, match);
            }
        }
        return others.isEmpty() ? found(List.of(claims), dropped) : new RecordAnswer.NotMatched(others, dropped);
    }

    private static FieldMatch match(String text) {
        return switch (text) {
            case "MATCH" -> FieldMatch.MATCH;
            case "MISMATCH" -> FieldMatch.MISMATCH;
            default -> FieldMatch.UNKNOWN;
        };
    }

    private RecordAnswer found(List<Map<String, String>> rows, int dropped) {
        return new RecordAnswer.Found(new IdentityRecord(
                request.person(),
                request.dataSet().name(),
                rows,
                answer.value("source", source -> Require.text(source, "source", 200)),
                answer.instant("asOf"),
                dropped));
    }
}
