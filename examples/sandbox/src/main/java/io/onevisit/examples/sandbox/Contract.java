package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi31;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The contract (docs/openapi.yaml), read by a JSON Schema validator: requests that are not as it says are refused, and
 * what this platform itself sends must be as it says.
 */
final class Contract {
    private static final String DOCUMENT = "classpath:io/onevisit/examples/sandbox/openapi.yaml";
    private static final String REQUEST = "/post/requestBody/content/application~1json/schema";
    private static final String REPLY = "/post/responses/200/content/application~1json/schema";

    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.metaSchema(OpenApi31.getInstance())
                    .defaultMetaSchemaIri(OpenApi31.getInstance().getIri()));

    /** Refuses a request that is not as the contract says; names the place, never what is there. */
    void requireRequest(String path, ObjectNode body) {
        errors("/paths/" + path.replace("/", "~1") + REQUEST, body).stream()
                .findFirst()
                .ifPresent(error -> {
                    throw Problem.badRequest("By the contract, " + place(error) + " is not as it must be");
                });
    }

    private static String place(ValidationMessage error) {
        String property = error.getProperty() == null ? "" : "." + error.getProperty();
        return error.getInstanceLocation() + property;
    }

    /** Fails when an answer of success is not as the contract says. */
    void checkReply(String path, ObjectNode body) {
        check("/paths/" + path.replace("/", "~1") + REPLY, body);
    }

    /** Fails when an answer of refusal is not as the contract says. */
    void checkProblem(ObjectNode body) {
        check("/components/schemas/Problem", body);
    }

    /** Fails when a message to a department is not as the contract says. */
    void checkPush(String webhook, ObjectNode body) {
        check("/webhooks/" + webhook + REQUEST, body);
    }

    private void check(String schema, ObjectNode body) {
        Set<ValidationMessage> errors = errors(schema, body);
        if (!errors.isEmpty()) {
            List<String> places = errors.stream().map(Contract::place).toList();
            throw new IllegalStateException("the sandbox breaks the contract at " + schema + ": " + places);
        }
    }

    private Set<ValidationMessage> errors(String schema, ObjectNode body) {
        JsonSchema rules = schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + schema));
        return rules.validate(new String(Json.write(body).toArray(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
}
