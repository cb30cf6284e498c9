package io.onevisit.licence.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Purpose;
import io.onevisit.core.Refusal;
import io.onevisit.core.Report;
import io.onevisit.core.StorageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.record.AuditEntry;
import io.onevisit.core.record.FieldMatch;
import io.onevisit.licence.Annotator;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.LicenceToken;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Occasion;
import io.onevisit.licence.TrustedAnnotator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicencesTest {
    private static final CitizenId STRANGER = CitizenId.parse("34052419800101001X");
    private static final LicenceId OTHER = LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC0002", 1);
    private static final Instant TOMORROW = Bureau.NOW.plusSeconds(86_400);
    private static final String NONCE = "n-0S6_WzA2Mj-20261121";
    private static final Occasion AT_SCHOOL = new Occasion("https://school.example", NONCE, Bureau.PURPOSE);

    private final Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
    private final Desk desk = new Desk();
    private final Journal journal = new Journal();
    private final Licences licences =
            new Licences(desk, new StrictSharing(), bureau.verifier(), journal, PseudonymKey.of(new byte[32]));

    @Test
    void finds_the_verified_licences_of_a_holder() {
        IssuedLicence issued = bureau.issue();
        desk.answer(page(issued.token()));

        List<HeldLicence> held = all(licences.heldBy(Bureau.ZHANG, Set.of(Bureau.TYPE), Bureau.PURPOSE));

        assertThat(held).hasSize(1);
        assertThat(held.get(0).report()).hasToString("PASSED []");
        assertThat(held.get(0).report().orThrow().id()).isEqualTo(issued.id());
        assertThat(held.get(0).statedType()).isEqualTo(Bureau.TYPE);
    }

    @Test
    void asks_as_the_contract_says_with_personal_data_in_the_body_alone() throws IOException {
        desk.answer("{\"licences\":[]}");

        assertThat(licences.heldBy(Bureau.ZHANG, Set.of(Bureau.TYPE), Bureau.PURPOSE))
                .isEqualTo(new ShareAnswer.NotFound<>());

        assertThat(desk.last().path()).isEqualTo("/v1/licences/held");
        assertThat(desk.last().idempotencyKey()).isNull();
        assertThat(asked())
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"holder\":{\"type\":\"citizen-id\",\"code\":\"11010519491231002X\"},"
                                + "\"types\":[\"11100000MB03271699001\"],\"purpose\":{\"caseNumber\":"
                                + "\"310000-2026-000777\",\"matter\":\"123456789012\",\"legalBasis\":"
                                + "\"《条例》第三条\",\"operator\":\"counter-7\",\"fields\":[\"name\"]}}"));
    }

    @Test
    void reports_a_licence_of_somebody_else_as_failed() {
        desk.answer(page(bureau.issue().token()));

        HeldLicence found =
                all(licences.heldBy(STRANGER, Set.of(), Bureau.PURPOSE)).get(0);

        assertThat(codes(found.report())).containsExactly("LICENCE_HOLDER");
        assertThat(found.report().subject()).isEmpty();
    }

    @Test
    void reports_a_licence_of_a_type_that_was_not_asked_for_as_failed() {
        desk.answer(page(bureau.issue().token()));

        HeldLicence found = all(licences.heldBy(Bureau.ZHANG, Set.of("11100000000013338W011"), Bureau.PURPOSE))
                .get(0);

        assertThat(codes(found.report())).containsExactly("LICENCES_TYPE_ASKED");
    }

    @Test
    void reports_a_revoked_licence_as_failed_and_says_which_type_it_gives_itself() {
        IssuedLicence issued = bureau.issue();
        bureau.change(issued.id(), LicenceStatus.REVOKED);
        desk.answer(page(issued.token()));

        HeldLicence found =
                all(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE)).get(0);

        assertThat(codes(found.report())).containsExactly("LICENCE_STATUS");
        assertThat(found.statedType()).isEqualTo(Bureau.TYPE);
        assertThat(found.typeCode()).isEqualTo(Bureau.TYPE);
    }

    @Test
    void reports_what_is_no_licence_as_failed_beside_one_that_is() {
        desk.answer(page("rubbish", bureau.issue().token()));

        List<HeldLicence> held = all(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE));

        assertThat(codes(held.get(0).report())).containsExactly("LICENCE_FORMAT");
        assertThat(held.get(0).statedType()).isEmpty();
        assertThat(held.get(1).report().verdict()).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"licences\":null}",
                "{\"licences\":\"a\"}",
                "{\"licences\":[1]}",
                "{\"licences\":[null]}",
                "{\"licences\":[\"\"]}",
                "{\"licences\":[\"a\",\"a\"]}",
                "{\"licences\":[],\"licences\":[]}",
                "{\"licences\":[\"a\"],\"next\":1}",
                "{\"licences\":[\"a\"],\"next\":\"\"}"
            })
    void does_not_rely_on_an_answer_that_is_not_of_the_contract(String answer) {
        desk.answer(answer);

        assertUnavailable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE), MalformedMessageException.class);
    }

    @Test
    void does_not_take_more_licences_on_a_page_than_the_contract_allows() {
        desk.answer(page(texts(51)));
        desk.answer(page(texts(50)));

        assertUnavailable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE), MalformedMessageException.class);
        assertThat(all(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))).hasSize(50);
    }

    @Test
    void fetches_each_page_when_it_is_come_to_and_no_sooner() throws IOException {
        desk.answer("{\"licences\":[\"a\",\"b\"],\"next\":\"2\"}");
        desk.answer("{\"licences\":[\"c\"]}");

        Iterator<HeldLicence> walk = iterable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))
                .iterator();
        walk.next();
        walk.next();
        assertThat(desk.calls).hasSize(1);
        assertThat(walk.hasNext()).isTrue();
        assertThat(asked().get("after").textValue()).isEqualTo("2");
        assertThat(journal.results()).containsExactly("ASKED", "FOUND", "ASKED", "FOUND");
        walk.next();
        assertThat(walk.hasNext()).isFalse();
        assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
        assertThat(desk.calls).hasSize(2);
    }

    @Test
    void a_second_walk_begins_anew_and_is_audited_again() {
        desk.answer("{\"licences\":[\"a\"],\"next\":\"1\"}");
        desk.answer("{\"licences\":[\"b\"]}");
        desk.answer("{\"licences\":[\"b\"]}");

        Iterable<HeldLicence> found = iterable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE));

        assertThat(found).hasSize(2);
        assertThat(found).hasSize(2);
        assertThat(journal.entries).hasSize(7);
        assertThat(journal.entries.stream().map(AuditEntry::lookup).distinct()).hasSize(1);
    }

    @Test
    void a_page_that_does_not_come_is_an_error_and_not_the_end() {
        desk.answer("{\"licences\":[\"a\"],\"next\":\"1\"}");
        desk.fail(new PlatformUnreachableException("licences.held", "no answer", null));

        Iterator<HeldLicence> walk = iterable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))
                .iterator();
        walk.next();

        assertThatThrownBy(walk::hasNext).isInstanceOf(PlatformUnreachableException.class);
        assertThat(journal.results()).hasSize(4).last().asString().startsWith("UNAVAILABLE ");
    }

    @Test
    void passes_over_pages_without_licences_to_the_first_with_some() {
        desk.answer("{\"licences\":[],\"next\":\"1\"}");
        desk.answer("{\"licences\":[],\"next\":\"2\"}");
        desk.answer("{\"licences\":[\"a\"]}");

        assertThat(all(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))).hasSize(1);
    }

    @Test
    void passes_over_pages_without_licences_further_on_and_writes_down_that_they_were_empty() {
        desk.answer("{\"licences\":[\"a\"],\"next\":\"1\"}");
        desk.answer("{\"licences\":[],\"next\":\"2\"}");
        desk.answer("{\"licences\":[],\"next\":\"3\"}");
        desk.answer("{\"licences\":[\"b\"]}");

        assertThat(all(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))).hasSize(2);
        assertThat(journal.results())
                .containsExactly("ASKED", "FOUND", "ASKED", "NOT_FOUND", "ASKED", "NOT_FOUND", "ASKED", "FOUND");
    }

    @Test
    void does_not_send_back_a_mark_that_is_longer_than_the_contract_allows() {
        desk.answer("{\"licences\":[\"a\"],\"next\":\"" + "1".repeat(129) + "\"}");
        desk.answer("{\"licences\":[\"a\"],\"next\":\"" + "1".repeat(128) + "\"}");

        assertUnavailable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE), MalformedMessageException.class);
        assertThat(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE)).isInstanceOf(ShareAnswer.Found.class);
    }

    @Test
    void does_not_turn_pages_for_ever() {
        for (int i = 1; i <= 200; i++) {
            desk.answer("{\"licences\":[],\"next\":\"" + i + "\"}");
        }
        assertUnavailable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE), MalformedMessageException.class);
        assertThat(desk.calls).hasSize(200);

        for (int i = 1; i <= 200; i++) {
            desk.answer("{\"licences\":[\"a\"],\"next\":\"" + i + "\"}");
        }
        Iterable<HeldLicence> endless = iterable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE));
        assertThatThrownBy(() -> endless.forEach(licence -> {})).isInstanceOf(MalformedMessageException.class);
        assertThat(desk.calls).hasSize(400);
    }

    @Test
    void does_not_go_on_to_the_same_page() {
        desk.answer("{\"licences\":[\"a\"],\"next\":\"1\"}");
        desk.answer("{\"licences\":[\"b\"],\"next\":\"1\"}");

        Iterable<HeldLicence> found = iterable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE));

        assertThatThrownBy(() -> found.forEach(licence -> {})).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_to_ask_for_too_many_types() {
        Set<String> types = IntStream.range(0, 51).mapToObj(Integer::toString).collect(Collectors.toSet());

        assertThatThrownBy(() -> licences.heldBy(Bureau.ZHANG, types, Bureau.PURPOSE))
                .isInstanceOf(InvalidValueException.class);
        assertThat(desk.calls).isEmpty();
        assertThat(journal.entries).isEmpty();
    }

    @Test
    void keeps_not_permitted_and_other_refusals_apart() {
        desk.fail(refused("not-permitted"));
        desk.fail(refused("bad-request"));

        assertThat(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))
                .isInstanceOfSatisfying(
                        ShareAnswer.NotPermitted.class,
                        no -> assertThat(no.refusal().code()).isEqualTo("not-permitted"));
        assertUnavailable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE), PlatformRefusedException.class);
        assertThat(journal.results())
                .containsExactly("ASKED", "NOT_PERMITTED not-permitted", "ASKED", "UNAVAILABLE bad-request");
    }

    @Test
    void an_answer_that_does_not_come_is_unavailable() {
        desk.fail(new PlatformUnreachableException("licences.held", "no answer", null));

        assertUnavailable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE), PlatformUnreachableException.class);
    }

    @Test
    void sends_nothing_that_was_not_written_down_first() {
        journal.room = 0;

        assertThatThrownBy(() -> licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> licences.find(OTHER, Bureau.PURPOSE)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> licences.compare(OTHER, Map.of("ZZBH", "1"), Bureau.PURPOSE))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> licences.annotate(OTHER, AT_SCHOOL, TOMORROW)).isInstanceOf(StorageException.class);
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void a_page_at_hand_is_written_down_each_time_it_is_gone_through() {
        desk.answer(page(bureau.issue().token()));
        Iterable<HeldLicence> held = iterable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE));
        held.iterator().next();
        assertThat(journal.results()).containsExactly("ASKED", "FOUND");

        held.iterator().next();
        assertThat(journal.results()).containsExactly("ASKED", "FOUND", "FOUND");

        journal.room = 3;
        assertThatThrownBy(held::iterator).isInstanceOf(StorageException.class);
    }

    @Test
    void pages_that_are_passed_over_are_written_down_like_any() {
        desk.answer("{\"licences\":[],\"next\":\"1\"}");
        desk.answer("{\"licences\":[],\"next\":\"2\"}");
        desk.answer("{\"licences\":[]}");

        licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE);

        assertThat(desk.calls).hasSize(3);
        assertThat(journal.results()).containsExactly("ASKED", "ASKED", "NOT_FOUND", "ASKED", "NOT_FOUND", "NOT_FOUND");
    }

    @Test
    void publishes_nothing_that_cannot_be_written_down() {
        IssuedLicence issued = bureau.issue();
        journal.room = 0;

        assertThatThrownBy(() -> licences.publish(issued, Bureau.PURPOSE)).isInstanceOf(StorageException.class);
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void gives_nothing_back_that_was_not_written_down_first() {
        journal.room = 1;
        desk.answer(page(bureau.issue().token()));

        assertThatThrownBy(() -> licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))
                .isInstanceOf(StorageException.class);

        journal.room = 4;
        desk.answer("{\"licences\":[\"a\"],\"next\":\"1\"}");
        desk.answer("{\"licences\":[\"b\"]}");
        Iterator<HeldLicence> walk = iterable(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))
                .iterator();
        walk.next();
        assertThatThrownBy(walk::next).isInstanceOf(StorageException.class);
    }

    @Test
    void the_log_tells_the_use_and_nothing_personal() {
        desk.answer(page(bureau.issue().token()));
        desk.answer("{\"result\":\"NOT_FOUND\"}");

        licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE);
        licences.find(OTHER, Bureau.PURPOSE);

        AuditEntry held = journal.entries.get(0);
        assertThat(held.action()).isEqualTo("held");
        assertThat(held.dataSet()).isEqualTo("licences");
        assertThat(held.person()).isEqualTo("citizen-id:" + Bureau.ZHANG.pseudonym(PseudonymKey.of(new byte[32])));
        assertThat(held.purpose()).isEqualTo(Bureau.PURPOSE);
        assertThat(held.at()).isEqualTo(Bureau.NOW);
        assertThat(journal.entries.get(1).lookup()).isEqualTo(held.lookup());
        assertThat(journal.entries.get(2).lookup()).isNotEqualTo(held.lookup());
        assertThat(journal.entries.get(2).person()).matches("licence:[0-9a-f]{64}");
        assertThat(journal.entries.toString()).doesNotContain(Bureau.ZHANG.value(), OTHER.serial(), "张三");
    }

    @Test
    void an_operator_who_is_a_citizen_s_number_is_not_written_down() {
        Purpose purpose = new Purpose(
                Bureau.PURPOSE.caseNumber(), Bureau.PURPOSE.matter(), "b", STRANGER.value(), Set.of("name"));

        assertThatThrownBy(() -> licences.heldBy(Bureau.ZHANG, Set.of(), purpose))
                .isInstanceOf(InvalidValueException.class);
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void asks_for_a_citizen_of_15_digits_and_knows_the_licence_of_18() {
        desk.answer("{\"licences\":[]}");
        CitizenId legacy = CitizenId.parse("110105491231002");
        assertThat(legacy.upgrade()).isEqualTo(Bureau.ZHANG);

        licences.heldBy(legacy, Set.of(), Bureau.PURPOSE);
        desk.answer(page(bureau.issue().token()));
        List<HeldLicence> held = all(licences.heldBy(legacy, Set.of(), Bureau.PURPOSE));

        assertThat(held.get(0).report().verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void finds_a_licence_by_its_identifier() throws IOException {
        IssuedLicence issued = bureau.issue();
        desk.answer("{\"result\":\"FOUND\",\"token\":\"" + issued.token() + "\"}");

        ShareAnswer<HeldLicence> answer = licences.find(issued.id(), Bureau.PURPOSE);

        assertThat(found(answer).report().orThrow().id()).isEqualTo(issued.id());
        assertThat(desk.last().path()).isEqualTo("/v1/licences/find");
        assertThat(asked().get("identifier").textValue()).isEqualTo(issued.id().toString());
        assertThat(asked().get("purpose").get("operator").textValue()).isEqualTo("counter-7");
    }

    @Test
    void reports_another_licence_than_the_one_asked_for_as_failed() {
        desk.answer("{\"result\":\"FOUND\",\"token\":\"" + bureau.issue().token() + "\"}");

        assertThat(codes(found(licences.find(OTHER, Bureau.PURPOSE)).report()))
                .containsExactly("LICENCES_IDENTIFIER_ASKED");
    }

    @Test
    void a_licence_that_is_not_there_is_not_found() {
        desk.answer("{\"result\":\"NOT_FOUND\"}");

        assertThat(licences.find(OTHER, Bureau.PURPOSE)).isEqualTo(new ShareAnswer.NotFound<>());
        assertThat(journal.results()).containsExactly("ASKED", "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"result\":\"MAYBE\"}", "{\"result\":\"FOUND\"}", "{\"result\":\"FOUND\",\"token\":1}"})
    void does_not_rely_on_an_answer_about_a_licence_that_is_not_of_the_contract(String answer) {
        desk.answer(answer);
        desk.answer(answer);

        assertUnavailable(licences.find(OTHER, Bureau.PURPOSE), MalformedMessageException.class);
        assertUnavailable(licences.annotate(OTHER, AT_SCHOOL, TOMORROW), MalformedMessageException.class);
    }

    @Test
    void has_a_copy_made_for_one_occasion() throws IOException {
        desk.answer("{\"result\":\"FOUND\",\"token\":\"the.copy.itself\"}");

        AnnotatedCopy copy = found(licences.annotate(OTHER, AT_SCHOOL, TOMORROW));

        assertThat(copy.token()).isEqualTo("the.copy.itself");
        assertThat(copy.until()).isEqualTo(TOMORROW);
        assertThat(codes(copy.report())).containsExactly("ANNOTATION_FORMAT", "LICENCES_COPY_ENDS");
        assertThat(copy.toString()).doesNotContain("itself");
        assertThat(desk.last().path()).isEqualTo("/v1/licences/annotate");
        assertThat(desk.last().idempotencyKey()).isNull();
        assertThat(asked().get("audience").textValue()).isEqualTo("https://school.example");
        assertThat(asked().get("nonce").textValue()).isEqualTo(NONCE);
        assertThat(asked().get("until").textValue()).isEqualTo("2026-11-22T02:00:00Z");
        assertThat(journal.results()).containsExactly("ASKED", "FOUND");
    }

    @Test
    void a_copy_is_of_the_licence_asked_for_on_the_occasion_and_ends_in_time() {
        SigningKey platform = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
        LicenceVerifier believing = bureau.verifier()
                .believing(
                        List.of(new TrustedAnnotator(Bureau.CODE, Map.of("platform-1", platform.verificationKey()))));
        Licences asking = new Licences(desk, new StrictSharing(), believing, journal, PseudonymKey.of(new byte[32]));
        IssuedLicence issued = bureau.issue();
        String token = new Annotator(platform, CreditCode.parse(Bureau.CODE), "平台", bureau.verifier(), Bureau.CLOCK)
                .annotate(LicenceToken.parse(issued.token()), AT_SCHOOL, "入学", TOMORROW);
        for (int i = 0; i < 4; i++) {
            desk.answer("{\"result\":\"FOUND\",\"token\":\"" + token + "\"}");
        }
        Occasion elsewhere = new Occasion("https://bank.example", NONCE, Bureau.PURPOSE);

        AnnotatedCopy good = found(asking.annotate(issued.id(), AT_SCHOOL, TOMORROW));
        assertThat(good.report().orThrow().id()).isEqualTo(issued.id());
        assertThat(codes(found(asking.annotate(OTHER, AT_SCHOOL, TOMORROW)).report()))
                .containsExactly("LICENCES_IDENTIFIER_ASKED");
        assertThat(codes(found(asking.annotate(issued.id(), AT_SCHOOL, TOMORROW.minusSeconds(1)))
                        .report()))
                .containsExactly("LICENCES_COPY_ENDS");
        assertThat(codes(
                        found(asking.annotate(issued.id(), elsewhere, TOMORROW)).report()))
                .contains("ANNOTATION_AUDIENCE");
    }

    @Test
    void a_copy_must_end_in_the_future() {
        assertThatThrownBy(() -> licences.annotate(OTHER, AT_SCHOOL, Bureau.NOW))
                .isInstanceOf(InvalidValueException.class);
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void compares_data_by_salted_digests() throws Exception {
        desk.answer(compared("01", "\"CZZT\":\"MATCH\",\"KZ_ZL\":\"MATCH\""));

        ShareAnswer<LicenceStatus> answer =
                licences.compare(OTHER, Map.of("CZZT", "张三", "KZ_ZL", "西湖区某路1号"), Bureau.PURPOSE);

        assertThat(answer).isEqualTo(new ShareAnswer.Found<>(LicenceStatus.VALID));
        assertThat(desk.last().path()).isEqualTo("/v1/licences/compare");
        byte[] salt = Base64.getUrlDecoder().decode(asked().get("salt").textValue());
        assertThat(salt).hasSize(16);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(salt);
        sha256.update("CZZT\0张三".getBytes(StandardCharsets.UTF_8));
        assertThat(asked().get("digests").get("CZZT").textValue())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest()));
        assertThat(asked().get("digests")).hasSize(2);
        assertThat(asked().toString()).doesNotContain("张三", "西湖区");
    }

    @Test
    void each_comparison_has_a_salt_of_its_own() throws IOException {
        desk.answer(compared("01", "\"ZZBH\":\"MATCH\""));
        desk.answer(compared("01", "\"ZZBH\":\"MATCH\""));

        licences.compare(OTHER, Map.of("ZZBH", "1"), Bureau.PURPOSE);
        JsonNode first = asked();
        licences.compare(OTHER, Map.of("ZZBH", "1"), Bureau.PURPOSE);

        assertThat(asked().get("salt")).isNotEqualTo(first.get("salt"));
    }

    @Test
    void tells_a_mismatch_from_what_the_store_cannot_tell() {
        desk.answer(compared("01", "\"ZZBH\":\"MATCH\",\"CZZT\":\"MISMATCH\""));
        desk.answer(compared("01", "\"ZZBH\":\"MATCH\",\"CZZT\":\"UNKNOWN\""));
        desk.answer(compared("01", "\"ZZBH\":\"MATCH\""));
        Map<String, String> data = Map.of("ZZBH", "1", "CZZT", "张三");

        assertThat(licences.compare(OTHER, data, Bureau.PURPOSE))
                .isEqualTo(new ShareAnswer.NotMatched<>(Map.of("CZZT", FieldMatch.MISMATCH)))
                .matches(answer -> ((ShareAnswer.NotMatched<?>) answer).mismatch());
        for (int i = 0; i < 2; i++) {
            assertThat(licences.compare(OTHER, data, Bureau.PURPOSE))
                    .isEqualTo(new ShareAnswer.NotMatched<>(Map.of("CZZT", FieldMatch.UNKNOWN)))
                    .matches(answer -> !((ShareAnswer.NotMatched<?>) answer).mismatch());
        }
        assertThat(journal.results()).contains("NOT_MATCHED", "NOT_CONFIRMED").doesNotContain("FOUND");
    }

    @Test
    void gives_the_state_of_a_licence_whose_data_matched() {
        desk.answer(compared("02", "\"ZZBH\":\"MATCH\""));

        assertThat(licences.compare(OTHER, Map.of("ZZBH", "1"), Bureau.PURPOSE))
                .isEqualTo(new ShareAnswer.Found<>(LicenceStatus.SUSPENDED));
    }

    @Test
    void does_not_rely_on_a_comparison_that_is_not_of_the_contract() {
        String ok = compared("01", "\"ZZBH\":\"MATCH\"");
        List<String> answers = List.of(
                ok.replace(OTHER.toString(), "1.2.156.3005.2.x"),
                ok.replace("\"01\"", "\"77\""),
                ok.replace("\"01\"", "1"),
                ok.replace("\"matches\"", "\"match\""),
                ok.replace("FOUND", "PERHAPS"));
        for (String answer : answers) {
            desk.answer(answer);
            assertUnavailable(
                    licences.compare(OTHER, Map.of("ZZBH", "1"), Bureau.PURPOSE), MalformedMessageException.class);
        }
        desk.answer("{\"result\":\"NOT_FOUND\"}");
        assertThat(licences.compare(OTHER, Map.of("ZZBH", "1"), Bureau.PURPOSE))
                .isEqualTo(new ShareAnswer.NotFound<>());
    }

    @Test
    void compares_1_to_64_claims() {
        Map<String, String> many = IntStream.range(0, 65).boxed().collect(Collectors.toMap(i -> "KZ_" + i, i -> "v"));

        assertThatThrownBy(() -> licences.compare(OTHER, Map.of(), Bureau.PURPOSE))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> licences.compare(OTHER, many, Bureau.PURPOSE))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> licences.compare(OTHER, Map.of("ZZBH", " "), Bureau.PURPOSE))
                .isInstanceOf(InvalidValueException.class);
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void publishes_under_the_identifier() throws IOException {
        IssuedLicence issued = bureau.issue();
        desk.end(done("{\"result\":\"PUBLISHED\"}"));

        assertThat(licences.publish(issued, Bureau.PURPOSE)).isEqualTo(new Outcome.Done<>(issued.id()));

        assertThat(desk.last().path()).isEqualTo("/v1/licences/publish");
        assertThat(desk.last().idempotencyKey()).isEqualTo(issued.id().toString());
        assertThat(asked().get("identifier").textValue()).isEqualTo(issued.id().toString());
        assertThat(asked().get("token").textValue()).isEqualTo(issued.token());
        assertThat(asked().size()).isEqualTo(2);
        assertThat(journal.results()).containsExactly("ASKED", "DONE");
        assertThat(journal.entries.get(0).action()).isEqualTo("publish");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"result\":\"OK\"}", "{\"result\":[\"PUBLISHED\"]}"})
    void does_not_know_whether_it_was_published_when_the_answer_makes_no_sense(String answer) {
        IssuedLicence issued = bureau.issue();
        desk.end(done(answer));

        assertThat(licences.publish(issued, Bureau.PURPOSE))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.pending().key())
                                .isEqualTo(issued.id().toString()));
    }

    @Test
    void passes_on_that_publishing_was_refused_or_is_unknown() {
        IssuedLicence issued = bureau.issue();
        Refusal refusal = new Refusal("conflict", "other content", null);
        Pending pending = new Pending("licences.publish", "k", "no answer");

        desk.end(new Outcome.Refused<>(refusal));
        assertThat(licences.publish(issued, Bureau.PURPOSE)).isEqualTo(new Outcome.Refused<>(refusal));
        desk.end(new Outcome.Unknown<>(pending));
        assertThat(licences.publish(issued, Bureau.PURPOSE)).isEqualTo(new Outcome.Unknown<>(pending));
    }

    @Test
    void no_answer_prints_what_was_found() {
        IssuedLicence issued = bureau.issue();
        desk.answer("{\"result\":\"FOUND\",\"token\":\"" + issued.token() + "\"}");
        desk.answer(page(issued.token()));

        assertThat(licences.find(issued.id(), Bureau.PURPOSE)).hasToString("Found");
        assertThat(licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE).toString() + iterable(heldAgain(issued)))
                .doesNotContain(issued.token().substring(0, 40), "张三");
        assertThat(new StoredLicence(issued.token(), "t")).hasToString("stored licence of type t");
    }

    private ShareAnswer<Iterable<HeldLicence>> heldAgain(IssuedLicence issued) {
        desk.answer(page(issued.token()));
        return licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE);
    }

    private JsonNode asked() throws IOException {
        return new ObjectMapper().readTree(desk.last().body().toArray());
    }

    private static Outcome<Reply> done(String body) {
        return new Outcome.Done<>(new Reply(Bytes.of(body.getBytes(StandardCharsets.UTF_8)), "r1"));
    }

    private static PlatformRefusedException refused(String code) {
        return new PlatformRefusedException("licences", new Refusal(code, "no", "r1"));
    }

    private static String compared(String status, String matches) {
        return "{\"result\":\"FOUND\",\"identifier\":\"" + OTHER + "\",\"status\":\"" + status + "\",\"matches\":{"
                + matches + "}}";
    }

    private static String page(String... tokens) {
        return "{\"licences\":[\"" + String.join("\",\"", tokens) + "\"]}";
    }

    private static String[] texts(int many) {
        return IntStream.range(0, many).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static <T> T found(ShareAnswer<T> answer) {
        assertThat(answer).isInstanceOf(ShareAnswer.Found.class);
        return ((ShareAnswer.Found<T>) answer).value();
    }

    private static Iterable<HeldLicence> iterable(ShareAnswer<Iterable<HeldLicence>> answer) {
        return found(answer);
    }

    private static List<HeldLicence> all(ShareAnswer<Iterable<HeldLicence>> answer) {
        List<HeldLicence> all = new ArrayList<>();
        iterable(answer).forEach(all::add);
        return all;
    }

    private static void assertUnavailable(ShareAnswer<?> answer, Class<? extends OneVisitException> error) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ShareAnswer.Unavailable.class,
                        no -> assertThat(no.error()).isInstanceOf(error));
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }
}
