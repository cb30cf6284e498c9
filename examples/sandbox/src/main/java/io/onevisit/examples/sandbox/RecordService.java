package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.record.DataSet;
import java.sql.Connection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shared records: the data sets that come with the library, by field. */
final class RecordService {
    private final People people;
    private final Clock clock;

    RecordService(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    Map<String, Service> services() {
        return Map.of("/v1/records/fetch", this::fetch, "/v1/records/verify", this::verify);
    }

    private Answer fetch(Connection transaction, Request request) {
        DataSet dataSet = permitted(request);
        Set<String> shared = dataSet.fieldNames();
        for (JsonNode field : request.body().withArray("fields")) {
            if (!shared.contains(field.asText())) {
                throw notPermitted("This data set shares no such field");
            }
        }
        List<ObjectNode> records = records(request, dataSet);
        if (records.isEmpty()) {
            return notFound();
        }
        ObjectNode answer = found(request, dataSet);
        ArrayNode rows = answer.putArray("records");
        records.forEach(record -> rows.add(asked(request, record)));
        return Answer.ok(answer);
    }

    private static ObjectNode asked(Request request, ObjectNode record) {
        ObjectNode row = Json.object();
        for (JsonNode field : request.body().withArray("fields")) {
            if (record.has(field.textValue())) {
                row.set(field.textValue(), record.get(field.textValue()));
            }
        }
        return row;
    }

    private Answer verify(Connection transaction, Request request) {
        DataSet dataSet = permitted(request);
        List<ObjectNode> records = records(request, dataSet);
        if (records.isEmpty()) {
            return notFound();
        }
        ObjectNode matches = Json.object();
        request.object("claims")
                .properties()
                .forEach(claim -> matches.put(
                        claim.getKey(),
                        match(records, claim.getKey(), claim.getValue().asText())));
        ObjectNode answer = found(request, dataSet);
        answer.set("matches", matches);
        return Answer.ok(answer);
    }

    /** Of several records, one that agrees is enough. */
    private static String match(List<ObjectNode> records, String field, String claim) {
        List<String> known = records.stream()
                .map(record -> record.path(field).asText(""))
                .filter(value -> !value.isEmpty())
                .toList();
        if (known.isEmpty()) {
            return "UNKNOWN";
        }
        return known.contains(claim) ? "MATCH" : "MISMATCH";
    }

    private DataSet permitted(Request request) {
        DataSet dataSet = DataSet.shipped().stream()
                .filter(set -> set.name().equals(request.text("dataSet")))
                .findFirst()
                .orElseThrow(() -> notPermitted("This department is not entitled to that data set"));
        ObjectNode purpose = request.object("purpose");
        for (String needed : Set.of("caseNumber", "matter", "legalBasis", "operator")) {
            Request.text(purpose, needed);
        }
        if (dataSet.consentRequired() && !hasConsent(request)) {
            throw notPermitted("This data set needs the person's consent, in force and to these fields");
        }
        return dataSet;
    }

    private boolean hasConsent(Request request) {
        if (!request.body().has("consent")) {
            return false;
        }
        ObjectNode consent = request.object("consent");
        Request.text(consent, "reference");
        Set<String> agreed = Set.copyOf(texts(consent.withArray("fields")));
        Instant now = clock.instant();
        return agreed.containsAll(texts(request.object("purpose").withArray("fields")))
                && !now.isBefore(instant(consent, "from"))
                && now.isBefore(instant(consent, "until"));
    }

    private static List<String> texts(ArrayNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static Instant instant(ObjectNode from, String name) {
        try {
            return Instant.parse(Request.text(from, name));
        } catch (DateTimeException e) {
            throw Problem.badRequest("Member " + name + " must be a moment");
        }
    }

    /** They are kept under 18 places, and found by 15 digits too. */
    private List<ObjectNode> records(Request request, DataSet dataSet) {
        String number = Request.text(request.object("subject"), "code");
        String kept = PartyId.detect(number).stream()
                .findFirst()
                .map(id -> id.upgrade().value())
                .orElse(number);
        return people.records(kept, dataSet.name());
    }

    private static Problem notPermitted(String title) {
        return Problem.of(403, "not-permitted", title);
    }

    private static Answer notFound() {
        return Answer.ok(Json.object().put("result", "NOT_FOUND"));
    }

    private ObjectNode found(Request request, DataSet dataSet) {
        ObjectNode answer = Json.object()
                .put("result", "FOUND")
                .put("source", dataSet.source() + " (synthetic)")
                .put("asOf", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        answer.set("subject", request.object("subject"));
        return answer;
    }
}
