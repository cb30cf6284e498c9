package io.onevisit.examples.counter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Money;
import io.onevisit.core.record.DataSet;
import io.onevisit.licence.approval.Requirements;
import io.onevisit.payment.BillItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A matter of this counter, described as data (事项).
 *
 * @param code its code in the catalogue
 * @param name its name
 * @param legalBasis what allows the look-ups
 * @param dataSet the records to ask for
 * @param requirements what the applicant must have: licences, records and age, and what the form takes from them
 * @param fee what it costs
 * @param licenceType the type of licence that is granted
 * @param formFields which field of the licence is filled from which field of the record
 */
record Matter(
        MatterCode code,
        String name,
        String legalBasis,
        DataSet dataSet,
        Requirements requirements,
        BillItem fee,
        String licenceType,
        Map<String, String> formFields) {
    private static final String FILE = "matters.json";

    /** The matter with this code, if this counter handles it. */
    static Optional<Matter> find(MatterCode code) throws IOException {
        try (InputStream file = Matter.class.getResourceAsStream(FILE)) {
            JsonNode matters = new JsonMapper()
                    .readTree(Objects.requireNonNull(file, FILE + " is in this jar"))
                    .path("matters");
            for (JsonNode matter : matters) {
                if (matter.path("code").asText().equals(code.value())) {
                    return Optional.of(read(code, matter));
                }
            }
        }
        return Optional.empty();
    }

    private static Matter read(MatterCode code, JsonNode json) {
        JsonNode fee = json.path("fee");
        return new Matter(
                code,
                json.path("name").asText(),
                json.path("legalBasis").asText(),
                dataSet(json.path("dataSet")),
                Requirements.read(requirements(code, json.path("requirements"))),
                new BillItem(
                        fee.path("code").asText(),
                        fee.path("name").asText(),
                        Money.yuan(fee.path("unitPrice").asText()),
                        fee.path("quantity").asInt()),
                json.path("grants").asText(),
                json.path("formFields").properties().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, field -> field.getValue().asText())));
    }

    private static byte[] requirements(MatterCode code, JsonNode json) {
        ObjectNode requirements = json.deepCopy();
        return requirements.put("matter", code.value()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static DataSet dataSet(JsonNode json) {
        List<DataSet.Field> fields = new ArrayList<>();
        json.path("fields")
                .forEach(field -> fields.add(new DataSet.Field(
                        field.path("name").asText(),
                        field.path("zh").asText(),
                        field.path("en").asText())));
        return new DataSet(
                json.path("name").asText(),
                json.path("zh").asText(),
                json.path("en").asText(),
                json.path("source").asText(),
                Set.of("citizen-id"),
                false,
                false,
                fields);
    }
}
