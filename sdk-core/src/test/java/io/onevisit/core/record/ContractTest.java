package io.onevisit.core.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi31;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.RawServer;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.platform.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent and understood against {@code docs/openapi.yaml}, read by a JSON Schema validator. */
class ContractTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    private static final String DOCUMENT =
            Path.of("../docs/openapi.yaml").toUri().toString();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.metaSchema(OpenApi31.getInstance())
                    .defaultMetaSchemaIri(OpenApi31.getInstance().getIri()));
    private static final String SUBJECT = "\"subject\":{\"type\":\"citizen-id\",\"code\":\"11010519491231002X\"}";
    private static final String FETCHED = "{\"result\":\"FOUND\"," + SUBJECT
            + ",\"records\":[{\"relationToHead\":\"n\"}],\"source\":\"s\",\"asOf\":\"2026-11-21T03:04:05Z\"}";
    private static final String VERIFIED = "{\"result\":\"FOUND\"," + SUBJECT
            + ",\"matches\":{\"relationToHead\":\"MATCH\"}," + "\"source\":\"s\",\"asOf\":\"2026-11-21T03:04:05Z\"}";

    private final SigningKey department = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final SigningKey platformKey = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private final Wire wire = new Wire(new MessageSignatures(
            platformKey, VerificationKeys.of(Map.of("department-1", department.verificationKey())), CLOCK));

    @Test
    void a_fetch_and_its_answer_are_of_the_contract() {
        RawMessage sent = sent(FETCHED, records -> records.fetch(request()));

        assertThat(errors("RecordFetch", text(sent))).isEmpty();
        assertThat(errors("RecordFetched", FETCHED)).isEmpty();
        assertThat(errors("RecordFetched", "{\"result\":\"NOT_FOUND\"}")).isEmpty();
    }

    @Test
    void a_verification_and_its_answer_are_of_the_contract() {
        RawMessage sent = sent(VERIFIED, records -> records.verify(request(), Map.of("relationToHead", "n")));

        assertThat(errors("RecordVerify", text(sent))).isEmpty();
        assertThat(errors("RecordVerified", VERIFIED)).isEmpty();
    }

    @Test
    void problems_are_of_the_contract() {
        assertThat(errors("Problem", Wire.problemJson(404, "not-found"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RecordFetch|{}",
                "RecordFetched|{\"result\":\"MAYBE\"}",
                "RecordVerified|{\"result\":\"FOUND\",\"matches\":{}}",
                "RecordVerified|{\"result\":\"FOUND\",\"subject\":{\"type\":\"citizen-id\",\"code\":\"1\"},\"matches\":{}}",
                "RecordVerified|{\"result\":\"NOT_FOUND\",\"subject\":{\"type\":\"citizen-id\"}}",
                "Problem|{\"type\":\"about:blank\",\"title\":\"t\",\"status\":404}",
                "Money|{\"amount\":80.5,\"currency\":\"CNY\"}",
                "Money|{\"amount\":\"080.5\",\"currency\":\"CNY\"}",
            })
    void the_contract_refuses_what_it_must(String schema, String json) {
        assertThat(errors(schema, json)).isNotEmpty();
    }

    private interface LookUp {
        RecordAnswer make(IdentityRecords records);
    }

    private RawMessage sent(String answer, LookUp lookUp) {
        try (RawServer server = new RawServer(wire.reply(200, answer));
                HttpPlatform platform = new HttpPlatform(new PlatformSettings(
                        server.base(),
                        new StrictProfile(
                                department, VerificationKeys.of(Map.of("platform-1", platformKey.verificationKey()))),
                        CLOCK))) {
            IdentityRecords records = new IdentityRecords(platform, entry -> {}, PseudonymKey.of(new byte[32]));
            assertThat(lookUp.make(records)).isInstanceOf(RecordAnswer.Found.class);
            return server.requests().get(0);
        }
    }

    private static RecordRequest request() {
        CitizenId person = CitizenId.parse("11010519491231002X");
        Purpose purpose = new Purpose(
                new CaseNumber("2026-000123"),
                new MatterCode("000131001000"),
                "Decree 809",
                "window-3",
                Set.of("relationToHead"));
        Consent consent = new Consent(
                "F-7", person, purpose, CLOCK.instant(), CLOCK.instant().plusSeconds(60));
        return new RecordRequest(person, DataSet.shipped("household"), purpose, consent);
    }

    private static Set<ValidationMessage> errors(String schema, String json) {
        JsonSchema rules = SCHEMAS.getSchema(SchemaLocation.of(DOCUMENT + "#/components/schemas/" + schema));
        return rules.validate(json, InputFormat.JSON);
    }

    private static String text(RawMessage message) {
        return new String(message.body().toArray(), UTF_8);
    }
}
