package io.onevisit.core.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Purpose;
import io.onevisit.core.id.PartyId;

/** Writes what several messages of the platform's contract (docs/openapi.yaml) have in common. */
public final class ContractJson {
    private ContractJson() {}

    /** The schema {@code Party}. */
    public static ObjectNode party(PartyId party) {
        return StrictJson.object().put("type", party.type()).put("code", party.value());
    }

    /** The schema {@code Purpose}; fields in alphabetical order. */
    public static ObjectNode purpose(Purpose purpose) {
        ObjectNode json = StrictJson.object()
                .put("caseNumber", purpose.caseNumber().value())
                .put("matter", purpose.matter().value())
                .put("legalBasis", purpose.legalBasis())
                .put("operator", purpose.operator());
        ArrayNode fields = json.putArray("fields");
        purpose.fields().stream().sorted().forEach(fields::add);
        return json;
    }
}
