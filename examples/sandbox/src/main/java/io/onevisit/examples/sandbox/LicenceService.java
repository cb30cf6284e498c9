package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Report;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuers;
import java.sql.Connection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The shared store of licences, and their status lists by address. */
final class LicenceService {
    /** How many licences a page of {@code held} has. */
    static final int PAGE = 5;

    private static final String STATUS_LIST = "status-list";
    private static final Duration LONGEST_COPY = Duration.ofDays(90);
    private static final Set<String> ENTITLED =
            LicenceType.shipped().stream().map(LicenceType::code).collect(Collectors.toUnmodifiableSet());

    private final Ledger ledger;
    private final LicenceShelf shelf;
    private final AnnotatedCopies copies;
    private final TrustedIssuers issuers;
    private final Clock clock;

    LicenceService(
            Ledger ledger, PseudonymKey pseudonyms, AnnotatedCopies copies, TrustedIssuers issuers, Clock clock) {
        this.ledger = ledger;
        this.shelf = new LicenceShelf(ledger, pseudonyms);
        this.copies = copies;
        this.issuers = issuers;
        this.clock = clock;
    }

    Map<String, Service> services() {
        return Map.of(
                "/v1/licences/held", this::held,
                "/v1/licences/find", this::find,
                "/v1/licences/annotate", this::annotate,
                "/v1/licences/compare", this::compare,
                "/v1/licences/publish", this::publish,
                "/v1/status/get", this::statusList,
                "/v1/status/publish", this::publishStatusList);
    }

    LicenceShelf shelf() {
        return shelf;
    }

    private Answer held(Connection transaction, Request request) {
        ObjectNode holder = request.object("holder");
        PartyId id = PartyId.parse(Request.text(holder, "type"), Request.text(holder, "code"));
        Set<String> types = new HashSet<>();
        request.body().withArray("types").forEach(type -> types.add(type.asText()));
        types.forEach(LicenceService::requireEntitled);
        List<ShelvedLicence> all = shelf.heldBy(transaction, id).stream()
                .filter(licence -> types.isEmpty() || types.contains(licence.type()))
                .toList();
        int from = Math.min(start(request), all.size());
        int to = Math.min(from + PAGE, all.size());
        ObjectNode answer = Json.object();
        ArrayNode licences = answer.putArray("licences");
        all.subList(from, to).forEach(licence -> licences.add(licence.token()));
        if (to < all.size()) {
            answer.put("next", Integer.toString(to));
        }
        return Answer.ok(answer);
    }

    private static int start(Request request) {
        String after = request.body().path("after").asText("0");
        if (!after.matches("[0-9]{1,6}")) {
            throw Problem.badRequest("Member after must be what an answer gave as next");
        }
        return Integer.parseInt(after);
    }

    static boolean isEntitled(String type) {
        return ENTITLED.contains(type);
    }

    private static void requireEntitled(String type) {
        if (!isEntitled(type)) {
            throw Problem.of(403, "not-permitted", "This department is not entitled to that type of licence");
        }
    }

    private Answer find(Connection transaction, Request request) {
        return asked(transaction, request)
                .map(licence -> found(licence.token()))
                .orElseGet(LicenceService::notFound);
    }

    private Optional<ShelvedLicence> asked(Connection transaction, Request request) {
        Optional<ShelvedLicence> licence = shelf.find(transaction, request.text("identifier"));
        licence.map(ShelvedLicence::type).ifPresent(LicenceService::requireEntitled);
        return licence;
    }

    private Answer annotate(Connection transaction, Request request) {
        Instant until = instant(request.text("until"));
        if (until.isAfter(clock.instant().plus(LONGEST_COPY))) {
            throw Problem.refused("until-too-late", "A copy ends within 90 days");
        }
        Optional<ShelvedLicence> licence = asked(transaction, request);
        if (licence.isEmpty()) {
            return notFound();
        }
        String token = licence.get().token();
        if (verifier(transaction).verify(token).subject().isEmpty()) {
            throw Problem.refused("licence-not-verified", "The licence does not pass verification");
        }
        return found(copies.make(token, request, until));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badRequest("Member until must be a moment");
        }
    }

    private Answer compare(Connection transaction, Request request) {
        Optional<ShelvedLicence> licence = asked(transaction, request);
        if (licence.isEmpty()) {
            return notFound();
        }
        ObjectNode answer = Json.object()
                .put("result", "FOUND")
                .put("identifier", request.text("identifier"))
                .put("status", status(transaction, licence.get()));
        ObjectNode matches = answer.putObject("matches");
        ClaimDigests digests = new ClaimDigests(request.text("salt"));
        request.object("digests").properties().forEach(claim -> {
            String value = licence.get().data().get(claim.getKey());
            boolean same = value != null
                    && digests.of(claim.getKey(), value).equals(claim.getValue().asText());
            matches.put(claim.getKey(), value == null ? "UNKNOWN" : same ? "MATCH" : "MISMATCH");
        });
        return Answer.ok(answer);
    }

    /** Of GB/T 36903, as far as the status list tells. */
    String status(Connection transaction, ShelvedLicence licence) {
        return verifier(transaction).verify(licence.token()).checks().stream()
                .filter(check -> check.code().equals("LICENCE_STATUS"))
                .findFirst()
                .map(check -> switch (String.valueOf(check.actual())) {
                    case "0" -> "01";
                    case "2" -> "02";
                    case "3" -> "99";
                    default -> "05";
                })
                .orElse("05");
    }

    private Answer publish(Connection transaction, Request request) {
        String token = request.text("token");
        Report<Licence> report = verifier(transaction).verify(token);
        Licence licence = report.subject()
                .orElseThrow(() -> Problem.refused("licence-not-verified", "The licence does not pass verification"));
        if (!licence.id().toString().equals(request.text("identifier"))) {
            throw Problem.refused("identifier-differs", "The licence has another identifier");
        }
        shelf.put(transaction, licence, token);
        return Answer.ok(Json.object().put("result", "PUBLISHED"));
    }

    private LicenceVerifier verifier(Connection transaction) {
        return new LicenceVerifier(issuers, uri -> storedStatusList(transaction, uri), clock, Limits.DEFAULT);
    }

    private static Answer found(String token) {
        return Answer.ok(Json.object().put("result", "FOUND").put("token", token));
    }

    private static Answer notFound() {
        return Answer.ok(Json.object().put("result", "NOT_FOUND"));
    }

    private Answer statusList(Connection transaction, Request request) {
        String token = storedStatusList(transaction, request.text("uri")).orElseThrow(Problem::notFound);
        return Answer.ok(Json.object().put("token", token));
    }

    private Answer publishStatusList(Connection transaction, Request request) {
        keep(transaction, request.text("uri"), request.text("token"));
        return Answer.ok(Json.object().put("result", "PUBLISHED"));
    }

    /** Replaces the status list at {@code uri}; who may say so was settled by the signature of the request. */
    void keep(Connection transaction, String uri, String token) {
        ObjectNode list = Json.object().put("token", token);
        if (!ledger.insert(transaction, STATUS_LIST, uri, list)) {
            ledger.update(transaction, STATUS_LIST, uri, before -> list);
        }
    }

    private Optional<String> storedStatusList(Connection transaction, String uri) {
        return ledger.find(transaction, STATUS_LIST, uri)
                .map(list -> list.path("token"))
                .map(JsonNode::textValue);
    }
}
