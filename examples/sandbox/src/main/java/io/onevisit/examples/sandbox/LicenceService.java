package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Report;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.licence.Holder;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuers;
import java.sql.Connection;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shared store of licences: by holder, and their status lists by address. */
final class LicenceService {
    private static final String HELD = "held-licences";
    private static final String STATUS_LIST = "status-list";

    private final Ledger ledger;
    private final PseudonymKey pseudonyms;
    private final TrustedIssuers issuers;
    private final Clock clock;

    LicenceService(Ledger ledger, PseudonymKey pseudonyms, TrustedIssuers issuers, Clock clock) {
        this.ledger = ledger;
        this.pseudonyms = pseudonyms;
        this.issuers = issuers;
        this.clock = clock;
    }

    Map<String, Service> services() {
        return Map.of(
                "/v1/licences/held", this::held,
                "/v1/licences/publish", this::publish,
                "/v1/status/get", this::statusList,
                "/v1/status/publish", this::publishStatusList);
    }

    private Answer held(Connection transaction, Request request) {
        ObjectNode holder = request.object("holder");
        PartyId id = PartyId.parse(Request.text(holder, "type"), Request.text(holder, "code"));
        Set<String> types = new HashSet<>();
        request.body().withArray("types").forEach(type -> types.add(type.asText()));
        ArrayNode licences = Json.object().putArray("licences");
        ledger.find(transaction, HELD, id.pseudonym(pseudonyms))
                .ifPresent(entry -> entry.withArray("licences").forEach(licence -> {
                    if (types.isEmpty() || types.contains(licence.path("type").asText())) {
                        licences.add(licence.get("token"));
                    }
                }));
        ObjectNode answer = Json.object();
        answer.set("licences", licences);
        return Answer.ok(answer);
    }

    private Answer publish(Connection transaction, Request request) {
        String token = request.text("token");
        LicenceVerifier verifier =
                new LicenceVerifier(issuers, uri -> storedStatusList(transaction, uri), clock, Limits.DEFAULT);
        Report<Licence> report = verifier.verify(token);
        Licence licence = report.subject()
                .orElseThrow(() -> Problem.refused("licence-not-verified", "The licence does not pass verification"));
        if (!licence.id().toString().equals(request.text("identifier"))) {
            throw Problem.refused("identifier-differs", "The licence has another identifier");
        }
        for (Holder holder : licence.holders()) {
            remember(transaction, holder, licence, token);
        }
        return Answer.ok(Json.object().put("result", "PUBLISHED"));
    }

    private void remember(Connection transaction, Holder holder, Licence licence, String token) {
        String code = Optional.ofNullable(holder.code()).orElseThrow(() -> Problem.badRequest("Show every holder"));
        PartyId id = PartyId.detect(code).stream()
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("A holder's code must be an identifier"));
        hold(transaction, id, licence.id().typeCode(), token);
    }

    /** Puts a licence among those of {@code holder}. */
    void hold(Connection transaction, PartyId holder, String type, String token) {
        String pseudonym = holder.pseudonym(pseudonyms);
        ObjectNode none = Json.object();
        none.putArray("licences");
        ledger.insert(transaction, HELD, pseudonym, none);
        ledger.update(transaction, HELD, pseudonym, entry -> {
            entry.withArray("licences").addObject().put("type", type).put("token", token);
            return entry;
        });
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
