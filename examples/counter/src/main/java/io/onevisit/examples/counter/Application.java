package io.onevisit.examples.counter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.onevisit.core.MatterCode;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.licence.delivery.Party;
import io.onevisit.licence.delivery.PostalAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a citizen brings: an ID number, a matter, and where the result shall go.
 *
 * @param applicant the citizen
 * @param matter what for
 * @param recipient where to
 */
record Application(CitizenId applicant, MatterCode matter, Party recipient) {
    /**
     * Reads an application file.
     *
     * @param id an ID number to take instead of the file's, or null
     * @param matter a matter to take instead of the file's, or null
     */
    static Application read(Path file, @Nullable String id, @Nullable String matter) throws IOException {
        JsonNode json = new JsonMapper().readTree(Files.readAllBytes(file));
        JsonNode recipient = json.path("deliverTo");
        JsonNode address = recipient.path("address");
        return new Application(
                CitizenId.parse(id == null ? json.path("id").asText() : id),
                new MatterCode(matter == null ? json.path("matter").asText() : matter),
                new Party(
                        recipient.path("name").asText(),
                        recipient.path("phone").asText(),
                        new PostalAddress(
                                DivisionCode.parse(address.path("divisionCode").asText()),
                                address.path("province").asText(),
                                address.path("city").asText(),
                                address.path("county").asText(),
                                address.path("detail").asText(),
                                null)));
    }
}
