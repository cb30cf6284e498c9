package io.onevisit.core.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Purpose;
import io.onevisit.core.StorageException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.Criteria;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.RawServer;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.platform.Wire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through signed messages against a server on the loopback; the numbers are those of the fault list. */
class IdentityRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final PartyId PERSON = CitizenId.parse("11010519491231002X");
    private static final PartyId OTHER = CitizenId.parse("440524188001010014");
    private static final PartyId OLD_NUMBER = CitizenId.parse("110105491231002");
    private static final PartyId COMPANY = CreditCode.parse("91350100M000100Y43");
    private static final String NAME = "\u5f20\u4e09\u4e30";
    private static final DataSet POPULATION = dataSet("population-basic", false);
    private static final DataSet MARRIAGE = dataSet("marriage", true);
    private static final Purpose PURPOSE = purpose(Set.of("name", "birthDate"));
    private static final RecordRequest REQUEST = new RecordRequest(PERSON, POPULATION, PURPOSE);
    private static final String FOUND = found(PERSON, "\"name\":\"" + NAME + "\",\"birthDate\":\"1949-12-31\"");

    private final SigningKey department = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final SigningKey platformKey = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private final Wire wire = new Wire(new MessageSignatures(
            platformKey, VerificationKeys.of(Map.of("department-1", department.verificationKey())), CLOCK));
    private final List<AuditEntry> audit = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void a_record_is_fetched_with_its_purpose() {
        RawServer server = server(wire.reply(200, FOUND));

        IdentityRecord record = foundBy(records(server).fetch(REQUEST));

        assertThat(record)
                .isEqualTo(new IdentityRecord(
                        PERSON,
                        "population-basic",
                        List.of(Map.of("name", NAME, "birthDate", "1949-12-31")),
                        "Public Security",
                        NOW,
                        0));
        assertThat(body(server))
                .isEqualTo(json("{'dataSet':'population-basic',"
                        + "'subject':{'type':'citizen-id','code':'11010519491231002X'},"
                        + "'purpose':{'caseNumber':'2026-000123','matter':'000131001000','legalBasis':'Decree 809',"
                        + "'operator':'window-3','fields':['birthDate','name']},'fields':['birthDate','name']}"));
        assertThat(server.requests().get(0).targetUri()).endsWith("/v1/records/fetch");
    }

    @Test
    void a_field_the_source_does_not_hold_is_missing() {
        RawServer server = server(wire.reply(200, found(PERSON, "\"name\":\"" + NAME + "\"")));

        assertThat(foundBy(records(server).fetch(REQUEST)).values()).containsOnlyKeys("name");
    }

    @Test
    void an_organisation_is_looked_up_like_a_person() {
        RawServer server = server(wire.reply(200, found(COMPANY, "\"name\":\"n\"")));

        RecordAnswer answer = records(server).fetch(new RecordRequest(COMPANY, POPULATION, purpose(Set.of("name"))));

        assertThat(foundBy(answer).subject()).isEqualTo(COMPANY);
    }

    @Test
    void a_code_of_the_lenient_profile_is_looked_up() {
        PartyId lenient = CreditCode.explain("91350100M000100Y44", Criteria.lenient(LocalDate.of(2026, 11, 21)))
                .orThrow();
        RawServer server = server(wire.reply(200, found(lenient, "\"name\":\"n\"")));

        RecordAnswer answer = records(server).fetch(new RecordRequest(lenient, POPULATION, purpose(Set.of("name"))));

        assertThat(foundBy(answer).subject()).isEqualTo(lenient);
    }

    @Test
    void a_citizen_is_the_same_person_by_15_digits_and_by_18_places() {
        RawServer server = server(
                wire.reply(200, found(PERSON, "")),
                wire.reply(200, found(OLD_NUMBER, "")),
                wire.reply(200, found(PERSON, "")));
        IdentityRecords records = records(server);

        foundBy(records.fetch(new RecordRequest(OLD_NUMBER, POPULATION, PURPOSE)));
        foundBy(records.fetch(REQUEST));
        foundBy(records.fetch(new RecordRequest(OLD_NUMBER, MARRIAGE, PURPOSE, consent(PERSON, PURPOSE))));

        assertThat(audit).extracting(AuditEntry::person).containsOnly("citizen-id:" + PERSON.pseudonym(key()));
    }

    @Test
    void claims_that_all_match_are_found_without_the_record_being_seen() {
        RawServer server = server(
                wire.reply(200, verified(PERSON, "\"name\":\"MATCH\",\"birthDate\":\"MATCH\",\"address\":\"MATCH\"")));

        IdentityRecord record =
                foundBy(records(server).verify(REQUEST, Map.of("name", NAME, "birthDate", "1949-12-31")));

        assertThat(record.values()).isEqualTo(Map.of("name", NAME, "birthDate", "1949-12-31"));
        assertThat(record.source()).isEqualTo("Civil Affairs");
        assertThat(record.asOf()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(record.dropped()).isEqualTo(1);
        assertThat(body(server).get("claims")).isEqualTo(json("{'name':'" + NAME + "','birthDate':'1949-12-31'}"));
        assertThat(body(server).has("fields")).isFalse();
    }

    @Test
    void one_claim_that_does_not_match_is_not_matched() {
        RawServer server = server(
                wire.reply(200, verified(PERSON, "\"name\":\"MATCH\",\"birthDate\":\"MISMATCH\"")),
                wire.reply(200, verified(PERSON, "\"name\":\"MATCH\",\"birthDate\":\"UNKNOWN\"")),
                wire.reply(200, verified(PERSON, "\"name\":\"MATCH\"")),
                wire.reply(200, verified(PERSON, "\"name\":\"MATCH\",\"birthDate\":\"PROBABLY\"")),
                wire.reply(200, verified(PERSON, "\"name\":\"MATCH\",\"birthDate\":true")));
        Map<String, String> claims = Map.of("name", NAME, "birthDate", "1949-12-30");

        for (FieldMatch match : List.of(
                FieldMatch.MISMATCH, FieldMatch.UNKNOWN, FieldMatch.UNKNOWN, FieldMatch.UNKNOWN, FieldMatch.UNKNOWN)) {
            assertThat(records(server).verify(REQUEST, claims))
                    .isEqualTo(new RecordAnswer.NotMatched(Map.of("birthDate", match), 0));
        }
    }

    @Test
    void a_source_that_cannot_tell_says_nothing_against_the_person() {
        RawServer server = server(
                wire.reply(200, verified(PERSON, "\"name\":\"UNKNOWN\",\"birthDate\":\"MATCH\"")),
                wire.reply(200, verified(PERSON, "\"name\":\"UNKNOWN\",\"birthDate\":\"MISMATCH\"")),
                wire.reply(200, "{\"result\":\"NOT_MATCHED\"}"));
        Map<String, String> claims = Map.of("name", NAME, "birthDate", "1949-12-31");

        for (boolean mismatch : List.of(false, true, true)) {
            assertThat(((RecordAnswer.NotMatched) records(server).verify(REQUEST, claims)).mismatch())
                    .isEqualTo(mismatch);
        }
        assertThat(audit)
                .extracting(AuditEntry::result)
                .containsExactly("ASKED", "NOT_CONFIRMED", "ASKED", "NOT_MATCHED", "ASKED", "NOT_MATCHED");
    }

    @Test
    void a_verification_says_whose_and_how_old_the_record_is() {
        String verified = verified(PERSON, "\"name\":\"MATCH\"");
        RawServer server = server(
                wire.reply(200, verified.replace("\"source\"", "\"x\"")),
                wire.reply(200, verified.replace("\"asOf\"", "\"x\"")));

        for (int i = 0; i < 2; i++) {
            assertThat(error(records(server).verify(REQUEST, Map.of("name", NAME))))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void claims_are_about_fields_of_the_purpose() {
        IdentityRecords records = records(server(wire.reply(200, FOUND)));

        for (Map<String, String> claims : List.of(
                Map.<String, String>of(), Map.of("address", "x"), Map.of("name", " "), Map.of("name", "a\nb"))) {
            assertThatThrownBy(() -> records.verify(REQUEST, claims)).isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> records.verify(REQUEST, Collections.singletonMap("name", null)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> records.verify(REQUEST, Collections.singletonMap(null, NAME)))
                .isInstanceOf(InvalidValueException.class);
        assertThat(audit).isEmpty();
    }

    @Test
    void fault_45_over_disclosure_is_dropped_and_counted() {
        RawServer server = server(wire.reply(
                200, found(PERSON, "\"name\":\"" + NAME + "\",\"spouse\":\"x\",\"address\":{\"deep\":[1]}")));

        IdentityRecord record = foundBy(records(server).fetch(REQUEST));

        assertThat(record.values()).containsOnlyKeys("name");
        assertThat(record.dropped()).isEqualTo(2);
        assertThat(audit).extracting(AuditEntry::dropped).containsExactly(0, 2);
    }

    @Test
    void fault_45_over_disclosure_is_counted_when_a_claim_does_not_match_too() {
        RawServer server = server(
                wire.reply(200, verified(PERSON, "\"name\":\"MISMATCH\",\"spouse\":\"MATCH\",\"address\":\"MATCH\"")));

        assertThat(records(server).verify(REQUEST, Map.of("name", NAME, "birthDate", "1949-12-31")))
                .isEqualTo(new RecordAnswer.NotMatched(
                        Map.of("name", FieldMatch.MISMATCH, "birthDate", FieldMatch.UNKNOWN), 2));
        assertThat(audit).extracting(AuditEntry::dropped).containsExactly(0, 2);
    }

    @Test
    void fault_46_no_record_is_of_the_person_asked_about_too() {
        String none = "{\"result\":\"NOT_FOUND\",\"subject\":SUBJECT}";
        RawServer server = server(
                wire.reply(200, none.replace("SUBJECT", party(OTHER))),
                wire.reply(200, none.replace("SUBJECT", party(PERSON).replace("citizen-id", "passport"))),
                wire.reply(200, none.replace("SUBJECT", party(PERSON))));
        IdentityRecords records = records(server);

        assertThat(error(records.fetch(REQUEST))).isInstanceOf(VerificationFailedException.class);
        assertThat(error(records.fetch(REQUEST))).isInstanceOf(VerificationFailedException.class);
        assertThat(records.fetch(REQUEST)).isEqualTo(new RecordAnswer.NotFound());
    }

    @Test
    void fault_46_a_record_of_the_wrong_person_is_refused_and_audited() {
        RawServer server = server(
                wire.reply(200, found(OTHER, "\"name\":\"" + NAME + "\"")),
                wire.reply(200, verified(OTHER, "\"name\":\"MATCH\"")));
        IdentityRecords records = records(server);

        assertThat(error(records.fetch(REQUEST))).isInstanceOf(VerificationFailedException.class);
        assertThat(error(records.verify(REQUEST, Map.of("name", NAME))))
                .isInstanceOf(VerificationFailedException.class);
        assertThat(audit)
                .extracting(AuditEntry::result)
                .containsExactly(
                        "ASKED",
                        "UNAVAILABLE not verified: FAILED [FAILED RECORD_SUBJECT]",
                        "ASKED",
                        "UNAVAILABLE not verified: FAILED [FAILED RECORD_SUBJECT]");
    }

    @Test
    void fault_47_four_ways_of_no_record_are_told_apart() {
        RawServer server = server(
                wire.reply(200, "{\"result\":\"NOT_FOUND\"}"),
                wire.problem(403, "not-permitted"),
                wire.reply(200, "{\"result\":\"NOT_MATCHED\"}"),
                wire.problem(503, "unavailable", "Retry-After: 3600"));
        IdentityRecords records = records(server);

        assertThat(records.fetch(REQUEST)).isEqualTo(new RecordAnswer.NotFound());
        assertThat(notPermitted(records.fetch(REQUEST))).isEqualTo("not-permitted");
        assertThat(records.fetch(REQUEST)).isEqualTo(new RecordAnswer.NotMatched(Map.of(), 0));
        assertThat(error(records.fetch(REQUEST))).isInstanceOf(PlatformUnreachableException.class);
        assertThat(audit)
                .extracting(AuditEntry::result)
                .filteredOn(result -> !result.equals("ASKED"))
                .containsExactly(
                        "NOT_FOUND",
                        "NOT_PERMITTED not-permitted",
                        "NOT_MATCHED",
                        "UNAVAILABLE records.fetch: the platform is not available now");
    }

    @Test
    void any_other_refusal_is_no_answer_about_the_person() {
        RawServer server =
                server(wire.problem(400, "bad-request"), wire.problem(404, "not-found"), Wire.unsigned(404, "{}"));
        IdentityRecords records = records(server);

        assertThat(error(records.fetch(REQUEST))).isInstanceOf(PlatformRefusedException.class);
        assertThat(error(records.fetch(REQUEST))).isInstanceOf(PlatformRefusedException.class);
        assertThat(error(records.fetch(REQUEST))).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void fault_44_what_the_platform_says_in_its_own_words_is_not_audited() {
        String problem = Wire.problemJson(400, "bad-request").replace("title of bad-request", NAME);

        records(server(wire.reply(400, problem))).fetch(REQUEST);

        assertThat(audit).extracting(AuditEntry::result).containsExactly("ASKED", "UNAVAILABLE bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'result':7}",
                "{'result':'MAYBE'}",
                "{'result':'FOUND'}",
                "{'result':'FOUND','subject':{'type':'citizen-id'},'records':[{}],'source':'s','asOf':'2026-11-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'source':'s','asOf':'2026-11-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'records':{},'source':'s','asOf':'2026-11-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'records':['name'],'source':'s','asOf':'2026-11-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'records':[{},{}],'source':'s','asOf':'2026-11-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'records':[],'source':'s','asOf':'2026-11-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'records':[{'name':7}],'source':'s','asOf':'2026-11-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'records':[{'name':null}],'source':'s','asOf':'2026-11-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'records':[{}],'asOf':'2026-11-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'records':[{}],'source':'s','asOf':'2026-11-21T03:04:05'}",
                "{'result':'FOUND','subject':SUBJECT,'records':[{}],'source':'s','asOf':'2026-13-21T03:04:05Z'}",
                "{'result':'FOUND','subject':SUBJECT,'records':[{}],'source':'s','asOf':'+12026-11-21T03:04:05Z'}",
            })
    void fault_18_20_an_answer_outside_the_contract_is_none(String answer) {
        String subject = "{'type':'citizen-id','code':'11010519491231002X'}";
        RawServer server =
                server(wire.reply(200, answer.replace("SUBJECT", subject).replace('\'', '"')));

        assertThat(error(records(server).fetch(REQUEST))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void fault_48_no_look_up_without_a_purpose() {
        assertThatThrownBy(() -> new RecordRequest(PERSON, POPULATION, null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RecordRequest(PERSON, POPULATION, purpose(Set.of("name", "income"))))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RecordRequest(
                        PERSON,
                        new DataSet(
                                "companies", "zh", "en", "s", Set.of("credit-code"), false, false, POPULATION.fields()),
                        PURPOSE))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "11010519491231002x", "110105491231002"})
    void fault_44_nobody_asks_under_a_citizen_number_since_it_would_be_audited_in_clear(String operator) {
        Purpose named =
                new Purpose(PURPOSE.caseNumber(), PURPOSE.matter(), PURPOSE.legalBasis(), operator, PURPOSE.fields());

        assertThatThrownBy(() -> new RecordRequest(PERSON, POPULATION, named))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining(operator);
    }

    @Test
    void fault_48_without_a_consent_in_force_nothing_is_sent() {
        RawServer server = server(wire.reply(200, FOUND));
        IdentityRecords records = records(server);
        Purpose otherCase = new Purpose(
                new CaseNumber("2026-000124"),
                PURPOSE.matter(),
                PURPOSE.legalBasis(),
                PURPOSE.operator(),
                PURPOSE.fields());

        assertThat(notPermitted(records.fetch(marriage(null)))).isEqualTo("CONSENT_MISSING");
        assertThat(notPermitted(records.fetch(marriage(consent(OTHER, PURPOSE)))))
                .isEqualTo("CONSENT_WRONG_SUBJECT");
        assertThat(notPermitted(records.fetch(marriage(consent(PERSON, otherCase)))))
                .isEqualTo("CONSENT_OTHER_PURPOSE");
        assertThat(notPermitted(records.fetch(marriage(consent(PERSON, purpose(Set.of("name")))))))
                .isEqualTo("CONSENT_OTHER_PURPOSE");
        assertThat(notPermitted(records.fetch(marriage(new Consent("F-7", PERSON, PURPOSE, NOW.minusSeconds(9), NOW)))))
                .isEqualTo("CONSENT_EXPIRED");
        assertThat(notPermitted(records.verify(
                        marriage(new Consent("F-7", PERSON, PURPOSE, NOW.plusSeconds(1), NOW.plusSeconds(9))),
                        Map.of("name", NAME))))
                .isEqualTo("CONSENT_EXPIRED");
        assertThat(server.connections()).isZero();
        assertThat(audit).hasSize(6).allMatch(entry -> entry.result().startsWith("NOT_PERMITTED CONSENT_"));
    }

    @Test
    void a_consent_to_more_fields_and_from_this_very_second_is_enough() {
        Consent consent =
                new Consent("F-7", PERSON, purpose(Set.of("name", "birthDate", "address")), NOW, NOW.plusNanos(1));

        RawServer server = server(wire.reply(200, FOUND));
        foundBy(records(server).fetch(marriage(consent)));

        assertThat(body(server).get("consent"))
                .isEqualTo(json("{'reference':'F-7','from':'2026-11-21T03:04:05Z',"
                        + "'until':'2026-11-21T03:04:05.000000001Z','fields':['address','birthDate','name']}"));
    }

    @Test
    void a_person_may_have_several_records_where_the_data_set_says_so() {
        String two = "\"name\":\"a\"},{\"name\":\"b\",\"birthDate\":\"1949-12-31\",\"address\":\"x\"";
        String tooMany = "{},".repeat(100) + "{}";
        RawServer server = server(
                wire.reply(200, found(PERSON, two)),
                wire.reply(200, found(PERSON, two)),
                wire.reply(200, found(PERSON, "").replace("[{}]", "[" + tooMany + "]")));

        IdentityRecord record = foundBy(records(server).fetch(marriage(consent(PERSON, PURPOSE))));

        assertThat(record.rows()).containsExactly(Map.of("name", "a"), Map.of("name", "b", "birthDate", "1949-12-31"));
        assertThat(record.dropped()).isEqualTo(1);
        assertThatThrownBy(record::values).isInstanceOf(InvalidValueException.class);
        assertThat(error(records(server).fetch(REQUEST))).isInstanceOf(MalformedMessageException.class);
        assertThat(error(records(server).fetch(marriage(consent(PERSON, PURPOSE)))))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_consent_has_an_end_after_its_beginning() {
        assertThatThrownBy(() -> new Consent("F-7", PERSON, PURPOSE, NOW, NOW))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void fault_49_when_the_audit_log_is_down_nothing_is_sent() {
        RawServer server = server(wire.reply(200, FOUND));
        AuditLog down = entry -> {
            throw new StorageException("audit log", null);
        };

        assertThatThrownBy(() -> records(server, down).fetch(REQUEST)).isInstanceOf(StorageException.class);
        assertThat(server.connections()).isZero();
    }

    @Test
    void fault_49_when_the_answer_cannot_be_audited_it_is_not_given() {
        RawServer server = server(wire.reply(200, FOUND));
        AuditLog full = entry -> {
            if (!entry.result().equals("ASKED")) {
                throw new StorageException("audit log", null);
            }
        };

        assertThatThrownBy(() -> records(server, full).fetch(REQUEST)).isInstanceOf(StorageException.class);
    }

    @Test
    void fault_50_every_look_up_asks_anew_since_no_record_is_cached() {
        RawServer server =
                server(wire.reply(200, FOUND), wire.reply(200, "{\"result\":\"NOT_FOUND\"}"), wire.reply(200, FOUND));
        IdentityRecords records = records(server);

        foundBy(records.fetch(REQUEST));
        assertThat(records.fetch(REQUEST)).isInstanceOf(RecordAnswer.NotFound.class);
        foundBy(records.fetch(REQUEST));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void an_audit_line_knows_everything_but_the_person() {
        records(server(wire.reply(200, FOUND))).fetch(REQUEST);

        AuditEntry asked = audit.get(0);
        AuditEntry answered = audit.get(1);
        assertThat(asked)
                .isEqualTo(new AuditEntry(
                        NOW,
                        answered.lookup(),
                        "fetch",
                        "population-basic",
                        "citizen-id:" + PERSON.pseudonym(key()),
                        PURPOSE,
                        "ASKED",
                        0));
        assertThat(answered.result()).isEqualTo("FOUND");
    }

    @Test
    void fault_43_44_nothing_that_is_printed_tells_of_the_person() {
        RawServer server = server(
                wire.reply(200, FOUND),
                wire.reply(200, found(OTHER, "\"name\":\"" + NAME + "\"")),
                wire.reply(200, "{\"result\":\"" + NAME + "\"}"),
                Wire.unsigned(502, NAME + PERSON.value()),
                Wire.octets("HTTP/1.1 " + PERSON.value() + "\r\n\r\n"));
        IdentityRecords records = records(server);
        List<Object> printed = new ArrayList<>(logged(() -> {
            List<Object> seen = new ArrayList<>(List.of(records, REQUEST, consent(PERSON, PURPOSE)));
            for (int i = 0; i < 5; i++) {
                seen.add(records.fetch(REQUEST));
                seen.add(records.verify(REQUEST, Map.of("name", NAME)));
            }
            return seen;
        }));
        printed.addAll(audit);
        printed.addAll(server.requests());

        assertThat(printed)
                .hasSizeGreaterThan(20)
                .extracting(Object::toString)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(PERSON.value())
                        .doesNotContain(PERSON.value().substring(6, 14))
                        .doesNotContain(OTHER.value())
                        .doesNotContain(NAME));
        assertThat(server.requests()).allMatch(request -> !request.targetUri().contains(PERSON.value()));
    }

    /** What {@code work} returns, what its errors say, and what java.util.logging had to say at every level. */
    private static List<Object> logged(Supplier<List<Object>> work) {
        List<Object> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("okhttp3");
        root.setLevel(Level.ALL);
        root.addHandler(handler);
        try {
            for (Object each : work.get()) {
                lines.add(each);
                if (each instanceof RecordAnswer.Unavailable answer) {
                    lines.add(stackTrace(answer.error()));
                }
            }
        } finally {
            root.removeHandler(handler);
            root.setLevel(null);
        }
        return lines;
    }

    private static String stackTrace(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    @Test
    void several_data_sets_are_asked_side_by_side_with_an_answer_each() {
        RawServer server = server((request, socket) -> {
            String body = new String(request.body().toArray(), UTF_8);
            RawServer.Script script = body.contains("population-basic")
                    ? wire.reply(200, FOUND)
                    : body.contains("housing") ? wire.problem(403, "not-permitted") : wire.problem(400, "bad-request");
            script.answer(request, socket);
        });
        RecordRequest housing = new RecordRequest(PERSON, dataSet("housing", false), PURPOSE);
        RecordRequest tax = new RecordRequest(PERSON, dataSet("tax", false), PURPOSE);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        open.add(threads::shutdown);

        Map<RecordRequest, RecordAnswer> answers = records(server)
                .fetchAll(List.of(REQUEST, housing, tax, marriage(null)), threads, Duration.ofSeconds(30));

        assertThat(answers.keySet()).containsExactly(REQUEST, housing, tax, marriage(null));
        assertThat(answers.get(REQUEST)).isInstanceOf(RecordAnswer.Found.class);
        assertThat(answers.get(housing)).isInstanceOf(RecordAnswer.NotPermitted.class);
        assertThat(answers.get(tax)).isInstanceOf(RecordAnswer.Unavailable.class);
        assertThat(answers.get(marriage(null))).isInstanceOf(RecordAnswer.NotPermitted.class);
    }

    @Test
    void a_look_up_not_begun_by_the_deadline_is_not_begun_any_more() {
        RawServer server = server(wire.reply(200, FOUND));
        List<Runnable> queue = new ArrayList<>();

        Map<RecordRequest, RecordAnswer> answers =
                records(server).fetchAll(List.of(REQUEST), queue::add, Duration.ZERO);
        queue.forEach(Runnable::run);

        assertThat(answers.values()).singleElement().isInstanceOf(RecordAnswer.Unavailable.class);
        assertThat(server.connections()).isZero();
        assertThat(audit).isEmpty();
    }

    @Test
    void a_look_up_that_the_calling_thread_would_begin_after_the_deadline_is_not_begun() {
        RawServer server = server(wire.reply(200, FOUND));
        RecordRequest tax = new RecordRequest(PERSON, dataSet("tax", false), PURPOSE);

        Map<RecordRequest, RecordAnswer> answers =
                records(server).fetchAll(List.of(REQUEST, tax), Runnable::run, Duration.ZERO);

        assertThat(answers.values()).hasSize(2).allMatch(RecordAnswer.Unavailable.class::isInstance);
        assertThat(server.connections()).isZero();
        assertThat(audit).isEmpty();
    }

    @Test
    void an_executor_that_takes_no_more_leaves_the_others_alone() {
        List<Runnable> taken = new ArrayList<>();
        RecordRequest tax = new RecordRequest(PERSON, dataSet("tax", false), PURPOSE);

        Map<RecordRequest, RecordAnswer> answers = records(server(wire.reply(200, FOUND)))
                .fetchAll(
                        List.of(REQUEST, tax),
                        work -> {
                            if (!taken.isEmpty()) {
                                throw new RejectedExecutionException();
                            }
                            taken.add(work);
                            work.run();
                        },
                        Duration.ofSeconds(30));

        assertThat(answers.get(REQUEST)).isInstanceOf(RecordAnswer.Found.class);
        assertThat(answers.get(tax)).isInstanceOf(RecordAnswer.Unavailable.class);
    }

    @Test
    void fault_49_side_by_side_an_audit_log_that_is_down_gives_no_record() {
        AuditLog down = entry -> {
            throw new StorageException("audit log", null);
        };

        Map<RecordRequest, RecordAnswer> answers = records(server(wire.reply(200, FOUND)), down)
                .fetchAll(List.of(REQUEST), Runnable::run, Duration.ofSeconds(30));

        assertThat(error(answers.values().iterator().next())).isInstanceOf(StorageException.class);
    }

    @Test
    void side_by_side_has_bounds() {
        IdentityRecords records = records(server(wire.reply(200, FOUND)));

        assertThatThrownBy(() -> records.fetchAll(Arrays.asList(REQUEST, null), Runnable::run, Duration.ZERO))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> records.fetchAll(List.of(REQUEST, REQUEST), Runnable::run, Duration.ZERO))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> records.fetchAll(List.of(REQUEST), Runnable::run, Duration.ofMinutes(6)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> records.fetchAll(List.of(REQUEST), Runnable::run, Duration.ofMillis(-1)))
                .isInstanceOf(InvalidValueException.class);
    }

    private RawServer server(RawServer.Script... scripts) {
        RawServer server = new RawServer(scripts);
        open.add(server);
        return server;
    }

    private IdentityRecords records(RawServer server) {
        return records(server, audit::add);
    }

    private IdentityRecords records(RawServer server, AuditLog log) {
        HttpPlatform platform = new HttpPlatform(new PlatformSettings(
                server.base(),
                new StrictProfile(department, VerificationKeys.of(Map.of("platform-1", platformKey.verificationKey()))),
                CLOCK));
        open.add(platform);
        return new IdentityRecords(platform, log, key());
    }

    private static PseudonymKey key() {
        return PseudonymKey.of(new byte[32]);
    }

    private static DataSet dataSet(String name, boolean consentRequired) {
        return new DataSet(
                name,
                "\u4eba\u53e3\u57fa\u672c\u4fe1\u606f",
                "Population",
                "Public Security",
                Set.of("citizen-id", "credit-code"),
                consentRequired,
                consentRequired,
                List.of(
                        new DataSet.Field("name", "\u59d3\u540d", "name"),
                        new DataSet.Field("birthDate", "\u51fa\u751f\u65e5\u671f", "date of birth"),
                        new DataSet.Field("address", "\u4f4f\u5740", "address")));
    }

    private static Purpose purpose(Set<String> fields) {
        return new Purpose(
                new CaseNumber("2026-000123"), new MatterCode("000131001000"), "Decree 809", "window-3", fields);
    }

    private static RecordRequest marriage(Consent consent) {
        return new RecordRequest(PERSON, MARRIAGE, PURPOSE, consent);
    }

    private static Consent consent(PartyId subject, Purpose purpose) {
        return new Consent("F-7", subject, purpose, NOW.minusSeconds(60), NOW.plusSeconds(60));
    }

    private static String found(PartyId subject, String values) {
        return "{\"result\":\"FOUND\",\"subject\":" + party(subject) + ",\"records\":[{" + values
                + "}],\"source\":\"Public Security\",\"asOf\":\"2026-11-21T03:04:05Z\"}";
    }

    private static String verified(PartyId subject, String matches) {
        return "{\"result\":\"FOUND\",\"subject\":" + party(subject) + ",\"matches\":{" + matches
                + "},\"source\":\"Civil Affairs\",\"asOf\":\"2026-11-01T00:00:00Z\"}";
    }

    private static String party(PartyId subject) {
        return "{\"type\":\"" + subject.type() + "\",\"code\":\"" + subject.value() + "\"}";
    }

    private static ObjectNode body(RawServer server) {
        return StrictJson.readObject(server.requests().get(0).body().toArray(), 10_000, "request");
    }

    private static ObjectNode json(String text) {
        return StrictJson.readObject(text.replace('\'', '"').getBytes(UTF_8), 10_000, "test");
    }

    private static IdentityRecord foundBy(RecordAnswer answer) {
        assertThat(answer).isInstanceOf(RecordAnswer.Found.class);
        return ((RecordAnswer.Found) answer).identity();
    }

    private static OneVisitException error(RecordAnswer answer) {
        assertThat(answer).isInstanceOf(RecordAnswer.Unavailable.class);
        return ((RecordAnswer.Unavailable) answer).error();
    }

    private static String notPermitted(RecordAnswer answer) {
        assertThat(answer).isInstanceOf(RecordAnswer.NotPermitted.class);
        return ((RecordAnswer.NotPermitted) answer).refusal().code();
    }
}
