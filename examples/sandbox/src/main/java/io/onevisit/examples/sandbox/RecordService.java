package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shared records: the population data set, by field. */
final class RecordService {
    private static final String DATA_SET = "population";
    private static final Set<String> FIELDS = Set.of("name", "sex", "nation", "birthDate", "householdAddress");

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
        Optional<ObjectNode> person = permitted(request);
        if (person.isEmpty()) {
            return Answer.ok(Json.object().put("result", "NOT_FOUND"));
        }
        ObjectNode values = Json.object();
        for (JsonNode field : request.body().withArray("fields")) {
            if (!FIELDS.contains(field.asText())) {
                throw Problem.of(403, "not-permitted", "This data set shares no such field");
            }
            values.set(field.textValue(), person.get().get(field.textValue()));
        }
        ObjectNode answer = found(request);
        answer.set("values", values);
        answer.put("source", "synthetic population database");
        answer.put("asOf", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return Answer.ok(answer);
    }

    private Answer verify(Connection transaction, Request request) {
        Optional<ObjectNode> person = permitted(request);
        if (person.isEmpty()) {
            return Answer.ok(Json.object().put("result", "NOT_FOUND"));
        }
        ObjectNode matches = Json.object();
        request.object("claims").properties().forEach(claim -> {
            String known = person.get().path(claim.getKey()).asText("");
            boolean shared = FIELDS.contains(claim.getKey()) && !known.isEmpty();
            boolean same = known.equals(claim.getValue().asText());
            matches.put(claim.getKey(), shared ? (same ? "MATCH" : "MISMATCH") : "UNKNOWN");
        });
        ObjectNode answer = found(request);
        answer.set("matches", matches);
        return Answer.ok(answer);
    }

    private Optional<ObjectNode> permitted(Request request) {
        if (!request.text("dataSet").equals(DATA_SET)) {
            throw Problem.of(403, "not-permitted", "This department is not entitled to that data set");
        }
        ObjectNode purpose = request.object("purpose");
        for (String needed : Set.of("caseNumber", "matter", "legalBasis", "operator")) {
            Request.text(purpose, needed);
        }
        return people.find(Request.text(request.object("subject"), "code"));
    }

    private static ObjectNode found(Request request) {
        ObjectNode answer = Json.object().put("result", "FOUND");
        answer.set("subject", request.object("subject"));
        return answer;
    }
}
