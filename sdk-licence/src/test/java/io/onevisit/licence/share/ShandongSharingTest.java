package io.onevisit.licence.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.record.FieldMatch;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Shandong's wording asks, and what it makes of answers that it must not rely on. */
class ShandongSharingTest {
    private static final Bureau BUREAU = new Bureau(SignatureAlgorithm.SM2);
    private static final String TOKEN = BUREAU.issue().token();
    private static final LicenceId ID = LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC0001", 1);
    private static final LicenceId LISTED = LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC1000", 1);
    private static final String OTHER_TYPE = "11100000000013338W011";
    private static final Map<String, String> DATA = Map.of("ZZBH", "1", "CZZT", "张三", "CZZTDM", "1");
    private static final Map<MatterCode, String> NAMES = Map.of(Bureau.PURPOSE.matter(), "居住证申领");

    private final Desk desk = new Desk();
    private final Journal journal = new Journal();
    private final Licences licences = licences(NAMES);

    @Test
    void asks_for_each_type_once_and_for_each_licence_that_is_listed() {
        desk.answer("[]");
        desk.answer(list(1));
        desk.answer("{\"vc\":\"" + TOKEN + "\"}");

        List<HeldLicence> held = all(licences.heldBy(Bureau.ZHANG, Set.of(Bureau.TYPE, OTHER_TYPE), Bureau.PURPOSE));

        assertThat(held).hasSize(1);
        assertThat(held.get(0).report().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(desk.calls)
                .extracting(call -> call.path().substring("/CertShare/".length()))
                .containsExactly("queryCertInfoByHolderCode", "queryCertInfoByHolderCode", "queryCertInfo");
    }

    @Test
    void writes_each_question_down_before_it_is_sent() {
        desk.answer(list(2));
        desk.answer("{}");
        desk.answer("{}");

        held();

        assertThat(desk.calls).hasSize(3);
        assertThat(journal.results()).containsExactly("ASKED", "ASKED", "ASKED", "FOUND");
    }

    @Test
    void every_line_of_a_question_has_one_of_how_it_ended() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> licences(Map.of()).heldBy(Bureau.ZHANG, Set.of(Bureau.TYPE), Bureau.PURPOSE));

        assertThat(desk.calls).isEmpty();
        assertThat(journal.results()).doesNotContain("ASKED");
    }

    @Test
    void takes_50_licences_of_a_type_and_no_more_and_each_once() {
        desk.answer(list(50));
        IntStream.range(0, 50).forEach(i -> desk.answer("{}"));
        assertThat(all(held())).hasSize(50);

        desk.answer(list(51));
        assertUnavailable(held(), MalformedMessageException.class);

        String twice = list(1).replaceFirst("\\[(.*)]", "[$1,$1]");
        desk.answer(twice);
        assertUnavailable(held(), MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[1]", "[{}]", "[{\"cert_identifier\":\"1.2.156.3005.2\"}]", "", "[[]]"})
    void does_not_rely_on_a_list_that_is_none(String answer) {
        desk.answer(answer);

        assertUnavailable(held(), MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "22", "23"})
    void a_licence_whose_data_are_not_given_is_there_and_approves_nothing(String code) {
        desk.answer(list(1));
        desk.fail(refused(code));

        HeldLicence held = all(held()).get(0);

        assertThat(held.typeCode()).isEqualTo(Bureau.TYPE);
        assertThat(held.report()).hasToString("INDETERMINATE [INDETERMINATE LICENCES_SIGNED]");
    }

    @Test
    void any_other_refusal_is_no_answer() {
        desk.fail(refused("24"));
        desk.fail(refused("100"));
        desk.fail(refused("10"));

        assertUnavailable(licences.find(ID, Bureau.PURPOSE), PlatformRefusedException.class);
        assertThat(licences.find(ID, Bureau.PURPOSE)).isInstanceOf(ShareAnswer.NotPermitted.class);
        assertThat(licences.find(ID, Bureau.PURPOSE)).isEqualTo(new ShareAnswer.NotFound<>());
    }

    @ParameterizedTest
    @CsvSource({"0, VALID", "2, SUSPENDED", "3, LAPSED"})
    void a_comparison_tells_the_state(String result, LicenceStatus status) {
        desk.answer("{\"result\":\"" + result + "\"}");
        desk.answer(list(1));

        assertThat(licences.compare(LISTED, DATA, Bureau.PURPOSE)).isEqualTo(new ShareAnswer.Found<>(status));
        assertThat(desk.last().path()).endsWith("queryCertInfoByHolderCode");
    }

    @Test
    void a_comparison_with_some_licence_of_the_type_is_not_taken_for_one_with_this() {
        desk.answer("{\"result\":\"0\"}");
        desk.answer(list(2));
        desk.answer("{\"result\":\"0\"}");
        desk.answer(list(1));

        assertThat(licences.compare(LISTED, DATA, Bureau.PURPOSE))
                .isEqualTo(new ShareAnswer.NotMatched<>(Map.of("ZZBS", FieldMatch.UNKNOWN)));
        assertThat(licences.compare(LISTED.nextVersion(), DATA, Bureau.PURPOSE))
                .isEqualTo(new ShareAnswer.NotFound<>());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4", "6"})
    void a_comparison_that_could_not_be_made_is_no_answer(String result) {
        desk.answer("{\"result\":\"" + result + "\"}");

        assertUnavailable(licences.compare(ID, DATA, Bureau.PURPOSE), PlatformRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"result\":\"8\"}", "{\"result\":\"\"}", "{\"result\":0}", "{}", "[]"})
    void does_not_rely_on_a_comparison_outside_the_interface(String answer) {
        desk.answer(answer);

        assertUnavailable(licences.compare(ID, DATA, Bureau.PURPOSE), MalformedMessageException.class);
    }

    @Test
    void a_comparison_that_does_not_match_or_finds_nothing_says_so() {
        desk.answer("{\"result\":\"7\"}");
        desk.answer("{\"result\":\"5\"}");

        assertThat(licences.compare(ID, DATA, Bureau.PURPOSE)).isInstanceOf(ShareAnswer.NotMatched.class);
        assertThat(licences.compare(ID, DATA, Bureau.PURPOSE)).isEqualTo(new ShareAnswer.NotFound<>());
    }

    @Test
    void types_and_what_licences_are_looked_up_by_must_be_named() {
        assertRefused(() -> licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE));
        for (String name : DATA.keySet()) {
            Map<String, String> without = DATA.entrySet().stream()
                    .filter(claim -> !claim.getKey().equals(name))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertRefused(() -> licences.compare(ID, without, Bureau.PURPOSE));
        }
        assertRefused(() -> licences(Map.of()).find(ID, Bureau.PURPOSE));
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void names_must_be_names() {
        MatterCode matter = Bureau.PURPOSE.matter();

        assertRefused(() -> new ShandongSharing(" ", "vc", NAMES));
        assertRefused(() -> new ShandongSharing("s".repeat(65), "vc", NAMES));
        assertRefused(() -> new ShandongSharing("system", "", NAMES));
        assertRefused(() -> new ShandongSharing("system", "vc", Map.of(matter, " ")));
        assertRefused(() -> new ShandongSharing("system", "vc", Map.of(matter, "m".repeat(201))));
        assertRefused(() -> new ShandongSharing("system", "vc", null));
    }

    private ShareAnswer<Iterable<HeldLicence>> held() {
        return licences.heldBy(Bureau.ZHANG, Set.of(Bureau.TYPE), Bureau.PURPOSE);
    }

    private Licences licences(Map<MatterCode, String> names) {
        return new Licences(
                desk,
                new ShandongSharing("示例市一窗系统", "vc", names),
                BUREAU.verifier(),
                journal,
                PseudonymKey.of(new byte[32]));
    }

    private static String list(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC" + (1000 + i), 1))
                .map(id -> "{\"cert_identifier\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static PlatformRefusedException refused(String code) {
        return new PlatformRefusedException("licences", new Refusal(code, "no", null));
    }

    private static List<HeldLicence> all(ShareAnswer<Iterable<HeldLicence>> answer) {
        assertThat(answer).isInstanceOf(ShareAnswer.Found.class);
        List<HeldLicence> all = new ArrayList<>();
        ((ShareAnswer.Found<Iterable<HeldLicence>>) answer).value().forEach(all::add);
        return all;
    }

    private static void assertUnavailable(ShareAnswer<?> answer, Class<? extends OneVisitException> error) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ShareAnswer.Unavailable.class,
                        no -> assertThat(no.error()).isInstanceOf(error));
    }

    private static void assertRefused(ThrowingCallable use) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(use);
    }
}
